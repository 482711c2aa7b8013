from __future__ import annotations

from knowledge.errors import KnowledgeError, Mistake, PackError


def test_mistakes_come_sorted_and_once() -> None:
    late = Mistake("b.yaml", 2, "x", "is wrong", "mend it")
    early = Mistake("a.yaml", 9, "", "is empty", "fill it in")

    error = PackError([late, early, late])

    assert error.mistakes == (early, late)
    assert str(error) == "a.yaml:9: is empty; fill it in\nb.yaml:2: x: is wrong; mend it"
    assert isinstance(error, KnowledgeError)


def test_lines_sort_as_numbers() -> None:
    mistakes = [Mistake("a.yaml", line, "", "", "") for line in (10, 9, 100)]

    assert [mistake.line for mistake in PackError(mistakes).mistakes] == [9, 10, 100]
