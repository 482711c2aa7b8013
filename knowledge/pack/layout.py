"""Which files a pack has, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from knowledge import records, tables
from knowledge.contents import Manifest
from knowledge.records import Record, Text

MANIFEST = "pack.yaml"
BOUNDARIES = "boundaries.geojson"
"""The outlines of the towns, for the map picture; loading a pack keeps it as it is, and drawing one reads it."""


Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]


class SourcesFile(Record):
    """Sources, in any grouping that is easy to keep."""

    sources: tuple[records.Source, ...]


class AgencyFile(Record):
    """One agency with what is reported about it and what was said."""

    agency: records.Agency
    findings: tuple[records.Finding, ...] = ()
    statements: tuple[records.Statement, ...] = ()


class StatewideFile(Record):
    """Findings about no single agency, and statements about several."""

    findings: tuple[records.Finding, ...] = ()
    statements: tuple[records.Statement, ...] = ()


class LawsFile(Record):
    """The laws in plain words."""

    laws: tuple[records.Law, ...]


class ResourcesFile(Record):
    """Where a resident can turn."""

    resources: tuple[records.Resource, ...]


class TermsFile(Record):
    """Words explained."""

    terms: tuple[records.Term, ...]


class NationalFile(Record):
    """Facts about the national record."""

    national: tuple[records.NationalFact, ...]


class TimelineFile(Record):
    """What happened, in order."""

    timeline: tuple[records.Event, ...]


class TranslationFile(Record):
    """The texts of records in one language, by kind of record, id and field."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    reviewed: bool
    findings: Mapping[str, Mapping[str, Text]] = {}
    statements: Mapping[str, Mapping[str, Text]] = {}
    laws: Mapping[str, Mapping[str, Text]] = {}
    resources: Mapping[str, Mapping[str, Text]] = {}
    terms: Mapping[str, Mapping[str, Text]] = {}
    national: Mapping[str, Mapping[str, Text]] = {}
    timeline: Mapping[str, Mapping[str, Text]] = {}
    checked: Mapping[str, Mapping[str, Mapping[str, Fingerprint]]] = Field(
        default={}, description="reviewed texts, each with the fingerprint of its English; `pack translations import` writes it"
    )

    @property
    def texts(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """All of them, by kind, id and field."""
        kinds = ("findings", "statements", "laws", "resources", "terms", "national", "timeline")
        return {kind: getattr(self, kind) for kind in kinds}


SINGLE: Mapping[str, type[Record]] = {
    MANIFEST: Manifest,
    "laws.yaml": LawsFile,
    "resources.yaml": ResourcesFile,
    "terms.yaml": TermsFile,
    "national.yaml": NationalFile,
    "timeline.yaml": TimelineFile,
}
"""The YAML files of which a pack has exactly one."""

FOLDERS: Mapping[str, tuple[str, type[Record]]] = {
    "sources": (".yaml", SourcesFile),
    "agencies": (".yaml", AgencyFile),
    "statewide": (".yaml", StatewideFile),
    "translations": (".json", TranslationFile),
}
"""The folders of a pack: how its files' names end, and what each file holds."""

TABLES: Mapping[str, type[Record]] = {
    "towns": tables.Town,
    "places": tables.PlaceName,
    "town_districts": tables.TownDistrict,
    "legislators": tables.Legislator,
    "committees": tables.CommitteeSeat,
    "executive": tables.Official,
    "policing": tables.Policing,
    "plate_readers": tables.PlateReader,
    "town_websites": tables.TownWebsite,
    "police_contacts": tables.PoliceContact,
    "police_oversight": tables.PoliceOversight,
    "records_contacts": tables.RecordsContact,
}
"""The CSV tables, by file name without `.csv`, and what each row holds."""


KINDS: Mapping[str, type[Record]] = {
    "sources": records.Source,
    "agency": records.Agency,
    "findings": records.Finding,
    "statements": records.Statement,
    "laws": records.Law,
    "resources": records.Resource,
    "terms": records.Term,
    "national": records.NationalFact,
    "timeline": records.Event,
}
"""The kind of record that stands under each field of a YAML file."""


def model_of(name: str) -> type[Record] | None:
    """What the YAML or JSON file of this name, relative to the pack, holds; None when a pack has no such file."""
    folder, _, rest = name.rpartition("/")
    if not folder:
        return SINGLE.get(name)
    ending, model = FOLDERS.get(folder, ("", None))
    return model if rest.endswith(ending) else None
