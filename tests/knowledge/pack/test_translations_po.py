"""Translations as a catalogue and back: nothing lost, what is unreviewed marked, and every mistake named with its line."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable

import pytest

from knowledge import pack
from knowledge.contents import Contents, fingerprint
from knowledge.errors import Mistake, PackError
from knowledge.pack import translations_po
from knowledge.pack.bundle import Bundle, collect
from knowledge.pack.export import export
from knowledge.pack.translations_po import Brought
from tests.knowledge.pack import small_pack

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
SMALL = pack.load(Bundle(FILES))
BUILT_IN_FILES = collect(pack.built_in())
BUILT_IN = pack.load(Bundle(BUILT_IN_FILES))
SUMMARY, QUOTE = "La Gazette informó.", "No compartimos nada."
OTHERS = ("es", "pt", "ht")


def catalogue(contents: Contents = SMALL) -> str:
    return translations_po.write(contents, "es").decode()


def bring(text: str, contents: Contents = SMALL) -> Brought:
    return translations_po.read(text.encode(), contents, "es.po")


def refused(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(PackError) as caught:
        bring(text)
    return caught.value.mistakes


def with_marks(**marks: str) -> Contents:
    """The small pack where the summary of a finding has this review mark."""
    before = SMALL.translations["es"]
    after = dataclasses.replace(before, checked={"findings": {"f-alder": marks}})
    return dataclasses.replace(SMALL, translations={"es": after})


def english(contents: Contents = SMALL) -> str:
    return next(finding.summary for finding in contents.findings if finding.id == "f-alder")


def entry(text: str, place: str) -> str:
    """The lines of one text."""
    return next(part for part in text.split("\n\n") if f'msgctxt "{place}"' in part)


@pytest.mark.parametrize("language", OTHERS)
def test_the_way_out_and_back_changes_no_byte_of_the_built_in_pack(language: str) -> None:
    brought = translations_po.read(translations_po.write(BUILT_IN, language), BUILT_IN, "x.po")
    after = dataclasses.replace(BUILT_IN, translations={**BUILT_IN.translations, language: brought.translations})
    assert export(after, BUILT_IN_FILES) == BUILT_IN_FILES
    assert brought.outdated == ()


def test_one_better_word_changes_one_line_of_the_pack() -> None:
    text = catalogue(BUILT_IN).replace("Director ejecutivo", "Director general", 1)
    brought = bring(text, BUILT_IN)
    made = export(
        dataclasses.replace(BUILT_IN, translations={**BUILT_IN.translations, "es": brought.translations}), BUILT_IN_FILES
    )
    name = "translations/es.json"
    assert [file for file in made if made[file] != BUILT_IN_FILES[file]] == [name]
    lines = difflib.ndiff(BUILT_IN_FILES[name].decode().splitlines(), made[name].decode().splitlines())
    assert sum(line.startswith(("+", "-")) for line in lines) == 2


def test_the_same_pack_makes_the_same_catalogue_for_a_language_that_it_names() -> None:
    assert catalogue() == catalogue()
    assert '"Language: es\\n"' in catalogue()


def test_what_nobody_has_reviewed_is_fuzzy_and_what_is_not_translated_is_empty() -> None:
    assert "#, fuzzy" in entry(catalogue(), "findings/f-alder/summary")
    untranslated = entry(catalogue(), "findings/f-alder-logs/summary")
    assert "fuzzy" not in untranslated
    assert untranslated.endswith('msgstr ""')


def test_a_quotation_comes_with_the_hint_that_its_original_stays() -> None:
    assert "the original stays" in entry(catalogue(), "statements/s-chief/quote")


def test_a_text_that_is_no_longer_fuzzy_is_reviewed_and_the_others_are_not() -> None:
    before = entry(catalogue(), "findings/f-alder/summary")
    text = catalogue().replace(before, before.replace("#, fuzzy\n", ""))
    made = bring(text).translations
    assert made.checked == {"findings": {"f-alder": {"summary": fingerprint(english())}}}
    assert not made.reviewed
    assert made.texts["statements"]["s-chief"]["quote"] == QUOTE


def test_a_reviewed_text_goes_out_as_reviewed_and_comes_back_so() -> None:
    contents = with_marks(summary=fingerprint(english()))
    assert "fuzzy" not in entry(catalogue(contents), "findings/f-alder/summary")
    assert bring(catalogue(contents), contents).translations == contents.translations["es"]


def test_a_review_ends_when_the_english_changes() -> None:
    assert "#, fuzzy" in entry(catalogue(with_marks(summary=fingerprint("what it said before"))), "findings/f-alder/summary")


def test_a_translation_of_an_english_that_has_changed_meanwhile_is_taken_and_told_of_as_unreviewed() -> None:
    text = catalogue(with_marks(summary=fingerprint(english())))
    changed = [
        finding.model_copy(update={"summary": "Another story."}) if finding.id == "f-alder" else finding
        for finding in SMALL.findings
    ]
    brought = bring(text, dataclasses.replace(SMALL, findings=tuple(changed)))
    assert brought.outdated == ("findings/f-alder/summary",)
    assert brought.translations.checked == {}
    assert brought.translations.texts["findings"]["f-alder"]["summary"] == SUMMARY


def test_a_file_that_was_reviewed_as_a_whole_stays_so_until_one_text_is_fuzzy() -> None:
    whole = dataclasses.replace(SMALL.translations["es"], reviewed=True)
    contents = dataclasses.replace(SMALL, translations={"es": whole})
    assert "fuzzy" not in catalogue(contents)
    assert bring(catalogue(contents), contents).translations == whole
    before = entry(catalogue(contents), "findings/f-alder/summary")
    made = bring(catalogue(contents).replace(before, "#, fuzzy\n" + before), contents).translations
    assert not made.reviewed
    assert "findings" not in made.checked
    assert made.checked["statements"]["s-chief"].keys() == {"summary", "quote"}


def test_what_a_catalogue_leaves_out_stays_as_it_is() -> None:
    text = catalogue()
    assert bring(text.replace(entry(text, "findings/f-alder/summary"), "")).translations.texts["findings"]["f-alder"] == {
        "summary": SUMMARY
    }


def test_a_language_that_the_pack_lacks_can_be_brought_in() -> None:
    text = translations_po.write(SMALL, "ht").decode()
    before = entry(text, "findings/f-alder/summary")
    made = bring(text.replace(before, before[: -len('msgstr ""')] + 'msgstr "Gazèt la te di sa."')).translations
    assert (made.language, made.reviewed) == ("ht", False)
    assert {kind: texts for kind, texts in made.texts.items() if texts} == {
        "findings": {"f-alder": {"summary": "Gazèt la te di sa."}}
    }


def change(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def twice(text: str) -> str:
    return f"{text}\n{entry(text, 'findings/f-alder/summary')}\n"


PLACE = 'msgctxt "findings/f-alder/summary"\n'
PLURAL = f'msgid_plural "x"\nmsgstr[0] "{SUMMARY}"\nmsgstr[1] "y"'
GIVEN = "as the export gave it"
WRONG: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a kind that is not there": (change("findings/f-alder/", "fables/f-alder/"), "no such kind", GIVEN),
    "a record that is not there": (change("f-alder/", "f-oak/"), "no such record", GIVEN),
    "a field that is not there": (change("f-alder/summary", "f-alder/locator"), "no such text", "remove the entry"),
    "no context": (change(PLACE, ""), "no such kind", "write its msgctxt"),
    "a translation taken away": (change(SUMMARY, ""), "is empty", "remove the entry to keep"),
    "a translation of spaces": (change(SUMMARY, "  "), "empty but for spaces", "leave it empty"),
    "a slot that the English has not": (change(SUMMARY, "De {town}."), "has no {town}", "as in the English"),
    "another number to call": (change(SUMMARY, "Llame al 555-010-0199."), "has no 555-010-0199", "as in the English"),
    "plural forms": (change(f'msgstr "{SUMMARY}"', PLURAL), "plural", "single"),
    "the same place twice": (twice, "a second time", "keep one"),
    "no language": (change("Language: es", "Language: xx"), "no language to translate into", "es, pt, ht"),
    "English": (change("Language: es", "Language: en"), "no language to translate into", "es, pt, ht"),
    "a line that is none": (change(PLACE, PLACE + "oops\n"), "no catalogue", "mend the line"),
}


@pytest.mark.parametrize(("broken", "problem", "remedy"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_named_with_its_line_and_its_remedy(broken: Callable[[str], str], problem: str, remedy: str) -> None:
    text = broken(catalogue())
    assert text != catalogue()
    found = refused(text)
    assert any(problem in mistake.problem and remedy in mistake.remedy for mistake in found), found
    assert all(mistake.file == "es.po" and 1 <= mistake.line <= text.count("\n") + 1 for mistake in found)


def test_the_line_is_that_of_the_entry() -> None:
    text = catalogue().replace(SUMMARY, "  ")
    (mistake,) = refused(text)
    assert mistake.line - 1 == text[: text.index(PLACE)].count("\n") + 1, "the line below the context, where the English begins"


def test_a_number_to_call_that_is_lost_is_named() -> None:
    place = next(e for e in BUILT_IN.resources if e.phone and "text APPLY" in e.phone)
    text = catalogue(BUILT_IN).replace("860-344-0380; o mande", "860-344-0381; o mande")
    assert text != catalogue(BUILT_IN), place.id
    with pytest.raises(PackError, match="lacks 860-344-0380"):
        bring(text, BUILT_IN)


def test_what_is_no_text_at_all_is_refused() -> None:
    with pytest.raises(PackError, match="no catalogue"):
        translations_po.read(b"\xff\xfe\x00", SMALL, "es.po")
