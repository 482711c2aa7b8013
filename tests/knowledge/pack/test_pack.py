from __future__ import annotations

import json
import shutil
from importlib.resources import as_file
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from knowledge import pack
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.pack.layout import BOUNDARIES
from knowledge.records import Confidence, FindingKind, Searchers
from tests.knowledge.pack import small_pack


def test_a_sound_pack_loads_with_everything_in_it(small: Path) -> None:
    found = pack.load(small)

    assert [finding.id for finding in found.findings] == ["f-alder", "f-alder-logs", "f-state", "f-national", "f-lead"]
    assert [source.id for source in found.sources] == ["gazette", "act-text"]
    assert [town.name for town in found.towns] == ["Alder", "Birch"]
    assert [place.note for place in found.places] == [None, None, "quiet, green"]
    assert found.translations["es"].texts["statements"]["s-chief"]["quote"] == "No compartimos nada."
    assert not found.translations["es"].reviewed


def test_a_finding_takes_its_agency_from_the_file_it_stands_in(small: Path) -> None:
    agencies = {finding.id: finding.agency for finding in pack.load(small).findings}

    assert agencies["f-alder"] == "alder-police"
    assert agencies["f-state"] is None


def test_folded_text_is_joined_into_one_line(small: Path) -> None:
    summary = pack.load(small).findings[0].summary

    assert summary == "The Gazette reported that Alder police shared plate data with a federal agency."


def test_low_confidence_records_load_and_say_that_they_are_not_to_be_shown(small: Path) -> None:
    shown = {finding.id: finding.showable for finding in pack.load(small).findings}

    assert not shown["f-lead"]
    assert shown["f-alder"]


def test_the_version_is_the_same_for_the_same_files(small: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small, tmp_path / "elsewhere")

    assert pack.load(small).version == pack.load(copy).version
    assert len(pack.load(small).version) == 12


@pytest.mark.parametrize(
    "name", ["agencies/birch-police.yaml", "towns.csv", "translations/es.json", "boundaries.geojson", "NOTES.md"]
)
def test_the_version_changes_with_every_byte(small: Path, name: str) -> None:
    before = pack.load(small).version
    path = small / name
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")

    assert pack.load(small).version != before


def test_the_version_does_not_depend_on_hidden_files_and_editor_backups(small: Path) -> None:
    before = pack.load(small).version
    (small / ".DS_Store").write_bytes(b"\x00")
    (small / "laws.yaml~").write_bytes(b"\x00")
    (small / "agencies" / ".swp").write_bytes(b"\x00")

    assert pack.load(small).version == before


def test_a_pack_loads_from_inside_a_zip_as_well(small: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "pack.zip", "w") as archive:
        for name, text in small_pack.FILES.items():
            archive.writestr(f"testland/{name}", text)

    with ZipFile(tmp_path / "pack.zip") as archive:
        assert pack.load(ZipPath(archive, "testland/")).version == pack.load(small).version


def test_a_file_that_cannot_be_read_is_a_mistake_not_a_crash(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.name == "laws.yaml":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)

    with pytest.raises(PackError, match=r"laws\.yaml:1: the file cannot be read: Permission denied"):
        pack.load(small)


def test_nothing_is_loaded_when_one_file_of_the_built_in_pack_is_broken(tmp_path: Path) -> None:
    with as_file(pack.built_in()) as folder:
        copy = shutil.copytree(folder, tmp_path / "connecticut")
    small_pack.change(copy, "agencies/fairfield-police.yaml", "id: f-fairfield-2019", "id: f-fairfield-2019\n    mood: grim")

    with pytest.raises(PackError) as caught:
        pack.load(copy)

    (mistake,) = caught.value.mistakes
    assert mistake.file == "agencies/fairfield-police.yaml"
    assert mistake.line == small_pack.line_of(copy, mistake.file, "mood")


def test_the_built_in_pack_names_its_leading_records(connecticut: Contents) -> None:
    manifest = connecticut.manifest

    assert (manifest.name, manifest.postal, str(manifest.as_of)) == ("Connecticut", "CT", "2026-11-22")
    assert manifest.law_today == "ct-alpr-2026"
    assert manifest.committees == ("Judiciary", "Public Safety and Security")


def test_every_search_log_says_who_searched(connecticut: Contents) -> None:
    searchers = {finding.id: finding.searchers for finding in connecticut.findings if finding.kind is FindingKind.SEARCH_LOG}

    assert searchers["f3-logs-northhaven"] is Searchers.IN_STATE
    assert searchers["f3-nespin"] is Searchers.OUTSIDE
    assert {who for name, who in searchers.items() if name not in {"f3-logs-northhaven", "f3-nespin"}} == {Searchers.FEDERAL}


def test_accounts_repeat_the_figures_of_their_findings(connecticut: Contents) -> None:
    for finding in connecticut.findings:
        told = f"{finding.summary} {finding.notes}"
        for account in finding.accounts:
            assert account.name in told, finding.id
            assert f"{account.searches:,}" in told, finding.id


def test_the_immigration_accounts_of_the_six_towns(connecticut: Contents) -> None:
    accounts = {
        finding.id: [(account.name, account.searches) for account in finding.accounts if account.immigration]
        for finding in connecticut.findings
        if finding.id.startswith("f3-logs-") and finding.towns
    }

    border, security = "US Border Patrol", "Homeland Security Investigations"
    sector = ("United States Border Control, Grand Forks Sector", 10)
    assert accounts["f3-logs-manchester"] == [(security, 175), (border, 209), sector]
    assert accounts["f3-logs-waterford"] == [(security, 175), (border, 209)]
    assert accounts["f3-logs-farmington"] == [(border, 197)]
    assert accounts["f3-logs-windsor"] == [(border, 7), sector]
    assert accounts["f3-logs-darien"] == accounts["f3-logs-northhaven"] == []


def test_the_eight_findings_of_2019_were_reported_on_the_day_of_the_release(connecticut: Contents) -> None:
    eight = ["fairfield", "westport", "norwalk", "stratford", "trumbull", "enfield", "wethersfield", "scsu"]
    findings = {finding.id: finding for finding in connecticut.findings}

    assert {str(findings[f"f-{name}-2019"].reported) for name in eight} == {"2019-03-13"}
    assert findings["f-scsu-2019"].agency == "scsu-police"


def test_nothing_is_dated_by_a_source_that_has_no_date(connecticut: Contents) -> None:
    sources = {source.id: source for source in connecticut.sources}
    for finding in connecticut.findings:
        dated = any(sources[name].published for name in finding.sources)
        told = f"{finding.period.note} {finding.notes}"
        if finding.reported:
            assert dated or str(finding.reported.year) in told, finding.id


def test_no_leading_resource_is_a_lead(connecticut: Contents) -> None:
    resources = {resource.id: resource for resource in connecticut.resources}

    for name in connecticut.manifest.urgent_help:
        assert resources[name].confidence is not Confidence.LOW
        assert resources[name].show_to_residents


def test_urgent_help_starts_with_confirmed_numbers(connecticut: Contents) -> None:
    resources = {resource.id: resource for resource in connecticut.resources}

    assert all(resources[name].phone for name in connecticut.manifest.urgent_help[:3])


def test_the_law_today_is_put_in_one_sentence_in_every_language(connecticut: Contents) -> None:
    named = [connecticut.manifest.law_today, *connecticut.manifest.records_laws]
    laws = {law.id: law for law in connecticut.laws}

    for name in named:
        assert laws[name].in_short
        for language in ("es", "pt", "ht"):
            assert connecticut.translations[language].texts["laws"][name]["in_short"]


def test_the_built_in_pack_credits_its_origins() -> None:
    words = (pack.built_in() / "ATTRIBUTION.md").read_text(encoding="utf-8")

    for credited in (
        "GeoNames",
        "CC BY 4.0",
        "Electronic Frontier Foundation",
        "CT Data Haven",
        "Open States",
        "CT Mass Surveillance",
    ):
        assert credited in words


def test_the_built_in_pack_carries_the_outlines_of_its_towns(connecticut: Contents) -> None:
    outlines = json.loads((pack.built_in() / BOUNDARIES).read_bytes())

    assert {outline["properties"]["name"] for outline in outlines["features"]} == {town.name for town in connecticut.towns}
