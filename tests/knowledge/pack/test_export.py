from __future__ import annotations

import dataclasses
import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import pack
from knowledge.contents import Contents, Origin, Translations
from knowledge.errors import PackError
from knowledge.identity import section
from knowledge.pack.bundle import Bundle, Files, collect
from knowledge.pack.export import export, is_record
from knowledge.records import Agency, Confidence, Finding, Period, Source, Statement
from knowledge.tables import Legislator, PlaceName
from tests.knowledge.pack import small_pack
from tests.knowledge.pack.contents_equal import essence

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
SMALL = pack.load(Bundle(FILES))
BUILT_IN_FILES = collect(pack.built_in())
BUILT_IN = pack.load(Bundle(BUILT_IN_FILES))
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=150).filter(
    lambda text: text == text.strip() != ""
)
ALDER = "agencies/alder-police.yaml"


def changed_lines(before: Files, after: Files) -> list[str]:
    """The lines that differ, as `-old` and `+new`, behind the name of their file."""
    found = []
    for name in sorted({*before, *after}):
        pair = [files.get(name, b"").decode().splitlines() for files in (before, after)]
        lines = [line for line in difflib.unified_diff(*pair, n=0, lineterm="") if line[:2] not in ("--", "++", "@@")]
        found += [f"{name} {line}" for line in lines]
    return found


def finding(name: str) -> Finding:
    return next(found for found in SMALL.findings if found.id == name)


def swapped(contents: Contents, old: Finding, new: Finding) -> Contents:
    return dataclasses.replace(contents, findings=tuple(new if found is old else found for found in contents.findings))


def test_what_was_loaded_is_written_back_byte_for_byte() -> None:
    assert export(SMALL, FILES) == FILES


def test_the_built_in_pack_is_written_back_byte_for_byte(connecticut: Contents) -> None:
    files = collect(pack.built_in())

    assert export(connecticut, files) == files


def test_a_whole_pack_is_written_from_nothing() -> None:
    made = export(SMALL, {})

    assert essence(pack.load(Bundle(made))) == essence(SMALL)
    assert set(made) == {*FILES, "sources/2026.yaml", "sources/undated.yaml"} - {"sources/all.yaml"}


def test_the_built_in_pack_written_from_nothing_says_the_same(connecticut: Contents) -> None:
    assert essence(pack.load(Bundle(export(connecticut, {})))) == essence(connecticut)


def test_a_changed_field_changes_its_line_alone() -> None:
    old = finding("f-alder")
    made = export(swapped(SMALL, old, old.model_copy(update={"asserted_by": "The Gazette: a series"})), FILES)

    assert changed_lines(FILES, made) == [
        f"{ALDER} -    asserted_by: The Gazette",
        f'{ALDER} +    asserted_by: "The Gazette: a series"',
    ]


def test_a_changed_part_of_the_period_changes_its_line_alone() -> None:
    old = finding("f-alder")
    period = Period.model_validate({**old.period.model_dump(), "note": None})
    made = export(swapped(SMALL, old, old.model_copy(update={"period": period})), FILES)

    assert changed_lines(FILES, made) == [f"{ALDER} -      note: As the Gazette tells it."]


def test_a_new_finding_goes_into_the_file_of_its_agency() -> None:
    new = finding("f-state").model_copy(update={"id": "f-birch", "agency": "birch-police"})
    made = export(dataclasses.replace(SMALL, findings=(*SMALL.findings, new)), FILES)

    lines = changed_lines(FILES, made)
    assert "agencies/birch-police.yaml +  - id: f-birch" in lines
    assert all(line.startswith("agencies/birch-police.yaml +") for line in lines)
    assert not any("agency:" in line for line in lines)


def test_a_finding_that_changes_its_agency_moves_to_the_other_file() -> None:
    old = finding("f-alder-logs")
    made = export(swapped(SMALL, old, old.model_copy(update={"agency": "birch-police"})), FILES)

    assert b"f-alder-logs" not in made[ALDER]
    assert b"f-alder-logs" in made["agencies/birch-police.yaml"]


def test_a_new_finding_about_no_agency_goes_to_its_like() -> None:
    new = finding("f-state").model_copy(update={"id": "f-other"})
    made = export(dataclasses.replace(SMALL, findings=(*SMALL.findings, new)), FILES)

    assert {line.split()[0] for line in changed_lines(FILES, made)} == {"statewide/all.yaml"}


def test_a_new_agency_gets_a_file_with_its_findings() -> None:
    agency = Agency.model_validate(
        {"id": "oak-police", "name": "Oak Police", "kind": "campus", "source": "own page", "confidence": "high"}
    )
    new = finding("f-state").model_copy(update={"id": "f-oak", "agency": "oak-police"})
    contents = dataclasses.replace(SMALL, agencies=(*SMALL.agencies, agency), findings=(*SMALL.findings, new))
    made = export(contents, FILES)

    text = made["agencies/oak-police.yaml"].decode()
    assert text.startswith(
        "# Oak Police: the agency, what is reported about it, and what was said.\n\nagency:\n  id: oak-police\n"
    )
    assert "\nfindings:\n  - id: f-oak\n" in text
    assert {name for name in made if made[name] != FILES.get(name)} == {"agencies/oak-police.yaml"}


def test_a_new_file_of_the_built_in_pack_points_to_its_schema(connecticut: Contents) -> None:
    files = collect(pack.built_in())
    source = Source.model_validate({**connecticut.sources[0].model_dump(), "id": "x-2021", "published": "2021-05"})
    made = export(dataclasses.replace(connecticut, sources=(*connecticut.sources, source)), files)

    assert "sources/2021.yaml" not in files
    assert made["sources/2021.yaml"].decode().splitlines()[1] == "# yaml-language-server: $schema=../../schema/sources.json"


@pytest.mark.parametrize(("published", "place"), [("2026-05", "sources/all.yaml"), (None, "sources/undated.yaml")])
def test_a_new_source_goes_where_its_year_or_kind_stands(published: str | None, place: str) -> None:
    values = {**SMALL.sources[0].model_dump(), "id": "gazette-two", "kind": "report", "published": published}
    made = export(dataclasses.replace(SMALL, sources=(*SMALL.sources, Source.model_validate(values))), FILES)

    assert {line.split()[0] for line in changed_lines(FILES, made)} == {place}


def test_a_new_statement_goes_where_the_finding_that_it_answers_stands() -> None:
    values = {**SMALL.statements[0].model_dump(), "id": "s-new", "about": ["f-state"]}
    made = export(dataclasses.replace(SMALL, statements=(*SMALL.statements, Statement.model_validate(values))), FILES)

    assert b"statements:\n  - id: s-new" in made["statewide/all.yaml"]


def test_records_that_are_gone_leave_their_files() -> None:
    contents = dataclasses.replace(SMALL, statements=(), timeline=(), translations={})
    made = export(contents, FILES)

    assert b"statements: []" in made[ALDER]
    assert made["timeline.yaml"] == b"timeline: []\n"
    assert "translations/es.json" not in made


def test_a_file_whose_records_are_all_gone_goes_too() -> None:
    contents = dataclasses.replace(
        SMALL,
        agencies=tuple(agency for agency in SMALL.agencies if agency.id != "birch-police"),
        policing=tuple(row for row in SMALL.policing if row.town != "Birch"),
    )

    assert "agencies/birch-police.yaml" not in export(contents, FILES)


def test_a_field_of_the_manifest_changes_in_place() -> None:
    origins = {**SMALL.manifest.origins, "places.csv": Origin(publisher="A map")}
    manifest = SMALL.manifest.model_copy(update={"origins": origins, "vacant_districts": ("lower 9",)})
    made = export(dataclasses.replace(SMALL, manifest=manifest), FILES)

    assert changed_lines(FILES, made) == [
        "pack.yaml +vacant_districts: [lower 9]",
        "pack.yaml +  places.csv:",
        "pack.yaml +    publisher: A map",
    ]


def test_a_row_changes_alone_and_keeps_the_spelling_of_its_other_cells() -> None:
    districts = tuple(row.model_copy(update={"note": "checked"}) if row.town == "Alder" else row for row in SMALL.town_districts)
    made = export(dataclasses.replace(SMALL, town_districts=districts), FILES)

    assert made["town_districts.csv"].decode().splitlines()[:3] == [
        "town,chamber,district,share,confidence,note",
        "Alder,lower,1,1.0,high,checked",
        "Alder,upper,1,1.0,high,checked",
    ]


def test_a_new_row_keeps_the_columns() -> None:
    place = PlaceName.model_validate(
        {
            "alias": "Mill End",
            "kind": "village",
            "town": "Alder",
            "ambiguous": "yes",
            "source": "map, new",
            "confidence": "medium",
        }
    )
    made = export(dataclasses.replace(SMALL, places=(*SMALL.places, place)), FILES)

    assert changed_lines(FILES, made) == ['places.csv +Mill End,village,Alder,yes,"map, new",medium,']


def test_rows_stand_in_the_order_of_the_contents() -> None:
    made = export(dataclasses.replace(SMALL, places=SMALL.places[::-1]), FILES)

    lines = FILES["places.csv"].splitlines(keepends=True)
    assert made["places.csv"] == b"".join([lines[0], *lines[:0:-1]])


def test_a_translation_keeps_the_order_of_the_others() -> None:
    texts = {**SMALL.translations["es"].texts, "terms": {"plate-reader": {"term": "Lector"}}}
    made = export(dataclasses.replace(SMALL, translations={"es": Translations("es", False, texts)}), FILES)

    found = made["translations/es.json"].decode()
    assert found.index('"f-alder"') < found.index('"s-chief"') < found.index('"Lector"')


def test_files_that_hold_no_records_are_carried_over() -> None:
    files = {**FILES, "boundaries.geojson": b"{}", "NOTES.md": b"# Notes\n"}

    assert export(SMALL, files) == files
    assert not is_record("boundaries.geojson")
    assert is_record("towns.csv")


def test_contents_that_break_a_rule_are_not_written() -> None:
    with pytest.raises(PackError, match="no source"):
        export(dataclasses.replace(SMALL, sources=SMALL.sources[:1]), FILES)


def test_files_that_do_not_load_are_told() -> None:
    with pytest.raises(PackError, match=r"laws\.yaml:1: there is a tab"):
        export(SMALL, {**FILES, "laws.yaml": b"\tlaws: []\n"})


def test_an_unusual_layout_is_kept_around_what_changes() -> None:
    files = {**FILES, "terms.yaml": FILES["terms.yaml"].replace(b"  - id: plate-reader", b"  -\n    id: plate-reader")}
    contents = pack.load(Bundle(files))
    term = contents.terms[0].model_copy(update={"confidence": Confidence.LOW, "explanation": "It reads plates."})
    files["pack.yaml"] = FILES["pack.yaml"].replace(b"urgent_terms: [plate-reader]\n", b"")
    manifest = contents.manifest.model_copy(update={"urgent_terms": ()})
    made = export(dataclasses.replace(contents, terms=(term,), manifest=manifest), files)

    assert changed_lines({"terms.yaml": files["terms.yaml"]}, {"terms.yaml": made["terms.yaml"]}) == [
        "terms.yaml -    explanation: A camera that reads plates.",
        "terms.yaml +    explanation: It reads plates.",
        "terms.yaml -    confidence: high",
        "terms.yaml +    confidence: low",
    ]


def test_a_layout_that_cannot_be_kept_is_refused_rather_than_guessed_at() -> None:
    files = {**FILES, "terms.yaml": FILES["terms.yaml"].replace(b"  - id: plate-reader", b"  -\n    id: plate-reader")}
    contents = pack.load(Bundle(files))
    term = contents.terms[0].model_copy(update={"id": "camera"})

    with pytest.raises(PackError, match=r"terms\.yaml:1: .* cannot be written into the file as it is laid out; lay the file out"):
        export(dataclasses.replace(contents, terms=(*contents.terms, term)), files)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.fixed_dictionaries({"summary": WORDS, "asserted_by": WORDS}, optional={"notes": WORDS, "system": WORDS}),
    which=st.sampled_from([found.id for found in SMALL.findings]),
)
def test_any_text_of_a_finding_comes_back_as_it_was_written(texts: dict[str, str], which: str) -> None:
    old = finding(which)
    new = Finding.model_validate({**old.model_dump(), **texts})
    contents = swapped(SMALL, old, new)

    assert essence(pack.load(Bundle(export(contents, FILES)))) == essence(contents)


@settings(max_examples=40, deadline=None)
@given(kept=st.sets(st.sampled_from(["f-alder-logs", "f-state", "f-lead"])), name=WORDS, note=WORDS)
def test_records_and_rows_can_come_and_go_in_any_combination(kept: set[str], name: str, note: str) -> None:
    findings = tuple(found for found in SMALL.findings if found.id in {*kept, "f-alder", "f-national", "f-state"})
    members = tuple(
        Legislator.model_validate({**member.model_dump(), "name": name, "capitol_address": note}) for member in SMALL.legislators
    )
    contents = dataclasses.replace(SMALL, findings=findings, legislators=members)

    assert essence(pack.load(Bundle(export(contents, FILES)))) == essence(contents)
    assert essence(pack.load(Bundle(export(contents, {})))) == essence(contents)


PROSE = {"findings": "summary", "statements": "summary", "laws": "what_it_does", "resources": "note", "terms": "explanation"}


@settings(max_examples=8, deadline=None)
@given(kind=st.sampled_from(sorted(PROSE)), place=st.integers(0, 10**6), text=WORDS)
def test_any_prose_of_the_built_in_pack_can_change_alone(kind: str, place: int, text: str) -> None:
    found = section(BUILT_IN, kind)
    old = found[place % len(found)]
    new = type(old).model_validate({**old.model_dump(), PROSE[kind]: text})
    contents = dataclasses.replace(BUILT_IN, **{kind: tuple(new if record is old else record for record in found)})
    made = export(contents, BUILT_IN_FILES)

    assert essence(pack.load(Bundle(made))) == essence(contents)
    assert sum(made[name] != data for name, data in BUILT_IN_FILES.items()) <= 1
    (kept,) = [lines_kept(BUILT_IN_FILES[name], made[name]) for name in made if made[name] != BUILT_IN_FILES[name]] or [1.0]
    assert kept > 0.5


def lines_kept(before: bytes, after: bytes) -> float:
    """The share of a file's lines that stand in the other too."""
    return difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False).ratio()
