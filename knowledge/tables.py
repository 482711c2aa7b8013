"""The rows of a pack's CSV tables: one frozen type a table, with the table's own column names."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from knowledge.dates import DateField
from knowledge.records import Chamber, Confidence, Record, Text, Url


class Town(Record):
    """A municipality: the unit that every answer is about."""

    town_no: int
    name: Text
    kind: Text
    county: Text
    planning_region: Text
    cog_name: str | None = None
    geoid: str
    cousub_fips: str
    geoid_2022: str
    county_fips: str
    planning_region_fips: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    population: int
    population_year: str
    population_2020: int
    population_2020_note: str | None = None


class PlaceName(Record):
    """Another name that people use for a town or a part of it; one row for each town it can mean."""

    alias: Text
    kind: Text
    town: Text
    ambiguous: bool = False
    source: Text
    confidence: Confidence
    note: str | None = None


class Legislator(Record):
    """A member of the legislature with every confirmed way to reach them."""

    name: Text
    given_name: str | None = None
    family_name: str | None = None
    party: Text
    party_as_listed: str | None = None
    chamber: Chamber
    title: Text
    district: Text
    email: str | None = None
    capitol_phone: str | None = None
    capitol_address: str | None = None
    official_page_url: Url | None = None
    cga_page_url: Url | None = None
    contact_form_url: Url | None = None
    committee_roles: str | None = None
    role_start: DateField | None = None
    openstates_id: str
    snapshot_commit: str
    snapshot_commit_date: str


class CommitteeSeat(Record):
    """A seat with a title on a legislative committee."""

    committee: Text
    role: Text
    name: Text
    chamber: Chamber
    district: Text
    party: Text
    email: str | None = None
    committee_url: Url | None = None
    openstates_id: str
    current: bool


class Official(Record):
    """A statewide officer."""

    office: Text
    name: Text
    party: Text
    term_end: DateField
    phone: str | None = None
    address: str | None = None
    email: str | None = None
    official_url: Url | None = None
    contact_form_url: Url | None = None
    openstates_id: str
    snapshot_commit: str


class TownDistrict(Record):
    """The share (0..1) of a town's votes cast in a legislative district."""

    town: Text
    chamber: Chamber
    district: Text
    share: float | None = Field(default=None, ge=0, le=1)
    share_2024: float | None = None
    share_basis: str | None = None
    area_share: float | None = None
    votes_2022: int | None = None
    evidence: str | None = None
    confidence: Confidence
    note: str | None = None


class Policing(Record):
    """Who polices a town, as far as it is established."""

    town: Text
    policing: Text
    own_pd: Literal["yes", "no", "partial"]
    primary_agency: Text
    primary_ori: str | None = None
    state_police_troop: str | None = None
    troop_barracks: str | None = None
    resident_trooper: str
    resident_trooper_source: str | None = None
    troop_source: str | None = None
    confidence: Confidence


class PlateReader(Record):
    """A row of a public atlas that an agency uses plate readers; it never shows sharing."""

    agency: Text
    ori: str | None = None
    town: str | None = None
    vendor: str | None = None
    product: Text
    evidence: Text
    source_url: Url
    source_name: Text
    source_date: str | None = None
    dataset: Text
    dataset_id: Text
    dataset_date: DateField
    flag: str | None = None


class TownWebsite(Record):
    """A town's own site."""

    town: Text
    official_website: Url
    source: Text
    source_date: str | None = None
    confidence: Confidence
    note: str | None = None


class PoliceContact(Record):
    """A department's public page and non-emergency number, where confirmed."""

    agency: Text
    website: Url | None = None
    non_emergency_phone: str | None = None
    source: Text
    source_date: str | None = None
    confidence: Confidence
    note: str | None = None


class PoliceOversight(Record):
    """Who oversees a town's police."""

    town: Text
    body: Text
    form_of_government: str | None = None
    chief_elected_official_title: str | None = None
    source: Text
    source_date: str | None = None
    confidence: Confidence
    note: str | None = None


class RecordsContact(Record):
    """Where a town's police take public-records requests."""

    town: Text
    where_to_send: Url
    other_contact: str | None = None
    scope: Text
    source: Text
    source_date: str | None = None
    confidence: Confidence
    note: str | None = None
