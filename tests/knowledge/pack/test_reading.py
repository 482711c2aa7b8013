from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack import reading
from knowledge.pack.reading import Fault, positions, read_csv, read_json, read_yaml

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_", min_size=1, max_size=5), inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(st.text("abc_", min_size=1, max_size=5), plain, min_size=1, max_size=4)


@pytest.fixture(params=["libyaml", "python"])
def either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Runs a test with libyaml and without it."""
    if request.param == "python":
        monkeypatch.setattr(reading, "LOADER", yaml.BaseLoader)
    elif not hasattr(yaml, "CBaseLoader"):
        pytest.skip("PyYAML was built without libyaml")
    return str(request.param)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03", "2026-03"),
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0.25", 0.25),
        ("007", "007"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        ("0x1F", "0x1F"),
        ("12:30:45", "12:30:45"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("[a, 1]", ["a", 1]),
        (">-\n  one\n  two", "one two"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
    ],
)
def test_a_scalar_means_what_it_looks_like(either_loader: str, written: str, meant: object) -> None:
    assert read_yaml(f"a: {written}\n".encode()).content == {"a": meant}


@pytest.mark.parametrize(
    "prose", ["Smith & Sons", "a * b", "what now!", "AT&T", "R&D *today*", "50% off", "a: &amp;".replace(": ", " ")]
)
def test_signs_inside_prose_are_left_alone(either_loader: str, prose: str) -> None:
    assert read_yaml(f"a: {prose}\n".encode()) == reading.Read({"a": prose})


def test_many_brackets_are_read_when_they_are_not_deep(either_loader: str) -> None:
    data = "a:\n" + "  - [x, y]\n" * 1200

    assert len(read_yaml(data.encode()).content["a"]) == 1200


def test_text_in_any_script_is_read(either_loader: str) -> None:
    assert read_yaml("a: Kreyòl ayisyen, português, 漢字 🚗\n".encode()).content == {"a": "Kreyòl ayisyen, português, 漢字 🚗"}


@pytest.mark.parametrize("depth", [20, 200, 5000, 100_000])
@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_deep_nesting_is_refused_before_it_can_crash(either_loader: str, opening: str, depth: int) -> None:
    found = read_yaml(("a:\n " + opening * depth).encode())

    assert found.faults[-1].line in {2, 3}
    assert found.content is None or opening == "? "


def test_deep_indentation_is_refused() -> None:
    data = "".join(" " * level + "a:\n" for level in range(3000))

    assert read_yaml(data.encode()).faults == (Fault(13, "the file is nested too deeply", "write it flatter"),)


def test_an_alias_bomb_is_refused_without_being_followed(either_loader: str) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghi", "bcdefghij", strict=True)]

    (fault,) = read_yaml("\n".join(lines).encode()).faults

    assert (fault.line, fault.problem) == (1, "there is an anchor (&...)")


def test_the_rest_of_a_file_is_read_past_a_repeated_field(either_loader: str) -> None:
    found = read_yaml(b"a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")

    assert found.content == {"a": 1, "b": {"c": 1}}
    assert [(fault.line, fault.field) for fault in found.faults] == [(2, "a"), (5, "c")]


@given(documents)
def test_what_yaml_writes_is_read_back(document: dict[str, object]) -> None:
    written = yaml.safe_dump(document, allow_unicode=True, default_style='"').encode()
    as_text = json.loads(json.dumps(document), parse_int=str, parse_constant=str)

    def words(value: object) -> object:
        if isinstance(value, dict):
            return {key: words(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [words(inner) for inner in value]
        return {None: "null", True: "true", False: "false"}.get(value, value) if not isinstance(value, str) else value

    if b"!!" in written:
        assert read_yaml(written).faults
    else:
        assert read_yaml(written).content == words(as_text)


@given(documents)
def test_what_json_writes_is_read_back(document: dict[str, object]) -> None:
    assert read_json(json.dumps(document).encode()).content == document


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_a_reader_crash(data: bytes) -> None:
    for read in (read_yaml, read_json, read_csv):
        found = read(data)
        assert found.content is not None or found.faults
    positions(data)


@given(st.text("ab:-&*!?|>{}[]#'\"\n ,%", max_size=60))
def test_no_yaml_at_all_makes_the_reader_crash(text: str) -> None:
    found = read_yaml(text.encode())

    assert found.content is not None or found.faults
    assert all(1 <= fault.line <= text.count("\n") + 2 for fault in found.faults)


def test_positions_give_the_line_of_every_value() -> None:
    data = b"# comment\na: 1\nb:\n  - c: 2\n    d: >-\n      long\n      text\n  - e\n"

    assert positions(data) == {
        (): 1,
        ("a",): 2,
        ("b",): 3,
        ("b", 0): 4,
        ("b", 0, "c"): 4,
        ("b", 0, "d"): 5,
        ("b", 1): 8,
    }


def test_positions_are_those_of_the_values_that_were_kept() -> None:
    assert positions(b"? [x]\n: 1\na: 1\na:\n  b: 2\n") == {(): 1, ("a",): 3}


def test_positions_work_in_json_with_tabs_too() -> None:
    assert positions(b'{\n\t"a": {\n\t\t"b": "c"\n\t}\n}\n')["a", "b"] == 3


def test_positions_of_what_cannot_be_read_are_the_first_line() -> None:
    assert positions(b"a: [") == {(): 1}


def test_a_table_gives_its_cells_without_the_empty_ones() -> None:
    table = read_csv(b"a,b,c\n1,,3\n,,\n").content

    assert table.columns == ("a", "b", "c")
    assert table.rows == ({"a": "1", "c": "3"}, {})


def test_a_table_knows_the_line_of_a_row_after_cells_of_several_lines() -> None:
    table = read_csv(b'a,b\n"one\ntwo",x\n\n"say ""hi""",y\n').content

    assert table.lines == (2, 5)
    assert table.rows[1] == {"a": 'say "hi"', "b": "y"}


def test_a_table_with_windows_line_ends_is_read() -> None:
    assert read_csv(b"a,b\r\n1,2\r\n").content.rows == ({"a": "1", "b": "2"},)


def test_every_row_of_a_wrong_length_is_told_of() -> None:
    found = read_csv(b"a,b\n1\n1,2\n1,2,3\n")

    assert [fault.line for fault in found.faults] == [2, 4]
    assert found.content.rows == ({"a": "1", "b": "2"},)


@pytest.mark.parametrize("data", [b"[]", b"1", b'"a"', b"null"])
def test_json_that_is_no_object_is_refused(data: bytes) -> None:
    assert read_json(data).faults[0].problem == "the file does not hold fields"


def test_json_nested_without_end_is_refused() -> None:
    assert read_json(b'{"a":' * 100_000).faults[0].remedy


def test_both_loaders_see_the_same_in_files_of_the_built_in_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.pack import built_in

    data = [(built_in() / "statewide" / "search-logs.yaml").read_bytes(), (built_in() / "laws.yaml").read_bytes()]
    fast = [read_yaml(each) for each in data]
    monkeypatch.setattr(reading, "LOADER", yaml.BaseLoader)

    assert [read_yaml(each) for each in data] == fast
