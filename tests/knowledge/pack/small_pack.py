"""A whole pack of an invented state, small enough to load in a blink, and ways to break it."""

from __future__ import annotations

from pathlib import Path

FILES: dict[str, str] = {
    "pack.yaml": """\
id: testland
name: Testland
postal: TL
as_of: 2026-06-30
upper:
  chamber: Upper House
  member: Senator
lower:
  chamber: Lower House
  member: Member
law_today: camera-act
related_laws: [open-files-act]
records_laws: [open-files-act]
national_finding: f-national
statewide_findings: [f-state]
next_terms: 2027-01
example_towns: [Alder, Birch]
legislator_lookup: find-member
records_appeal: find-member
records_advice: find-member
urgent_help: [help-line]
urgent_terms: [plate-reader]
committees: [Justice]
offices: [governor]
origins:
  towns.csv:
    publisher: Testland Statistics
    as_of: 2026-01
  policing.csv:
    publisher: Testland Office
    as_of: 2026-02
  legislators.csv:
    publisher: Testland Office
    as_of: 2026-02
  agencies:
    publisher: Testland Police Office
""",
    "sources/all.yaml": """\
# Everything that is cited.
sources:
  - id: gazette
    publisher: The Gazette
    title: Cameras in Alder
    published: 2026-03-01
    url: https://gazette.example/cameras
    kind: news
    read: full

  - id: act-text
    publisher: Testland Parliament
    title: The Camera Act
    url: https://parliament.example/act
    kind: law
    read: excerpt
""",
    "agencies/alder-police.yaml": """\
# Alder police.
agency:
  id: alder-police
  name: Alder Police Department
  kind: municipal PD
  towns: [Alder]
  also_called:
    - Alder cops
  source: Testland Police Office
  confidence: high

findings:
  - id: f-alder
    subject: Alder Police Department
    towns: [Alder]
    scope: town
    kind: sharing_claim
    status: alleged
    summary: >-
      The Gazette reported that Alder police shared plate data
      with a federal agency.
    period:
      start: 2025-01
      end: 2025-12-31
      note: As the Gazette tells it.
    reported: 2026-03-01
    asserted_by: The Gazette
    sources: [gazette]
    confidence: high

  - id: f-alder-logs
    subject: Alder Police Department
    towns: [Alder]
    scope: town
    kind: search_log
    status: alleged
    summary: A released log lists searches.
    asserted_by: The Gazette
    searchers: federal
    accounts:
      - name: Border Office
        searches: 12
        start: 2025-02-01
        end: 2025-03-01
        immigration: true
    sources:
      - gazette
    confidence: medium

statements:
  - id: s-chief
    speakers: [A. Chief]
    role: Police chief
    organisation: Alder Police Department
    date: 2026-03-02
    stance: denies
    about: [f-alder]
    towns: [Alder]
    scope: town
    summary: Said that no data was shared.
    quote: We did not share a thing.
    sources: [gazette]
    confidence: high
""",
    "agencies/birch-police.yaml": """\
agency:
  id: birch-police
  name: Birch Police Department
  kind: municipal PD
  towns: [Birch]
  source: Testland Police Office
  confidence: high
""",
    "statewide/all.yaml": """\
findings:
  - id: f-state
    subject: The state
    scope: state
    kind: history
    status: unknown
    summary: The state keeps a register.
    asserted_by: The Gazette
    sources: [gazette]
    confidence: medium

  - id: f-national
    subject: Agencies everywhere
    scope: national
    kind: sharing_claim
    status: alleged
    summary: Many agencies were named.
    asserted_by: The Gazette
    sources: [gazette]
    confidence: high

  - id: f-lead
    subject: Somebody
    scope: unnamed
    kind: history
    status: unknown
    summary: An unchecked lead.
    asserted_by: The Gazette
    sources: [gazette]
    confidence: low
""",
    "laws.yaml": """\
laws:
  - id: camera-act
    title: The Camera Act
    citation: Act 1
    effective_dates:
      - date: 2026-01-01
        what: in force
      - date: 2027-01-01
        what: reports are due
    status_today: in force
    what_it_does: It limits cameras.
    what_it_does_not_do: It does not remove them.
    sources: [act-text]
    confidence: medium
    as_of: 2026-06-30

  - id: open-files-act
    title: The Open Files Act
    citation: Act 2
    status_today: in force
    what_it_does: Anyone may ask.
    what_it_does_not_do: Some files stay closed.
    sources: [act-text]
    confidence: medium
    as_of: 2026-06-30
""",
    "resources.yaml": """\
resources:
  - id: help-line
    name: Help Line
    kind: hotline
    phone: 555-0100
    url: https://help.example
    show_to_residents: true
    sources: [gazette]
    confidence: high

  - id: find-member
    name: Find your member
    kind: act
    url: https://parliament.example/find
    show_to_residents: true
    sources: [act-text]
    confidence: high
""",
    "terms.yaml": """\
terms:
  - id: plate-reader
    term: Plate reader
    explanation: A camera that reads plates.
    sources: [gazette]
    confidence: high
""",
    "national.yaml": """\
national:
  - id: n-agencies
    topic: agencies
    value: many
    text: Many agencies were named.
    sources: [gazette]
    confidence: high
""",
    "timeline.yaml": """\
timeline:
  - id: t-story
    date: 2026-03
    towns: [Alder]
    scope: town
    event: The Gazette told the story.
    related: [f-alder, s-chief, camera-act]
    sources: [gazette]
    confidence: high
""",
    "towns.csv": """\
town_no,name,kind,county,planning_region,geoid,cousub_fips,geoid_2022,county_fips,planning_region_fips,lat,lon,population,population_year,population_2020
1,Alder,town,North,North Region,001,01,001,1,1,41.5,-72.5,1000,2024,990
2,Birch,town,North,North Region,002,02,002,1,1,41.6,-72.6,2000,2024,1990
""",
    "places.csv": """\
alias,kind,town,ambiguous,source,confidence,note
Riverside,village,Alder,yes,map,medium,
Riverside,village,Birch,yes,map,medium,
Old Mill,village,Birch,,map,medium,"quiet, green"
""",
    "town_districts.csv": """\
town,chamber,district,share,confidence
Alder,lower,1,1.0,high
Alder,upper,1,1.0,high
Birch,lower,1,0.4,high
Birch,lower,2,0.6,high
Birch,upper,1,1.0,high
""",
    "legislators.csv": """\
name,party,chamber,title,district,official_page_url,role_start,openstates_id,snapshot_commit,snapshot_commit_date
Ann Lower,Green,lower,Member,1,https://parliament.example/ann,2023-01-04,p-1,c,2026-01-01
Bob Lower,Blue,lower,Member,2,,2023-01-04,p-2,c,2026-01-01
Cat Upper,Green,upper,Senator,1,,2023-01-04,p-3,c,2026-01-01
""",
    "committees.csv": """\
committee,role,name,chamber,district,party,openstates_id,current
Justice,co-chair,Ann Lower,lower,1,Green,p-1,yes
""",
    "executive.csv": """\
office,name,party,term_end,openstates_id,snapshot_commit
governor,Dee Top,Green,2030-01-01,p-9,c
""",
    "policing.csv": """\
town,policing,own_pd,primary_agency,resident_trooper,confidence
Alder,own department,yes,Alder Police Department,no,high
Birch,own department,yes,Birch Police Department,no,high
""",
    "plate_readers.csv": """\
agency,town,product,evidence,source_url,source_name,dataset,dataset_id,dataset_date
Alder Police Department,Alder,ALPR,uses readers,https://atlas.example/1,Atlas,Atlas,A1,2026-05-01
""",
    "town_websites.csv": "town,official_website,source,confidence\nAlder,https://alder.example,registry,high\n",
    "police_contacts.csv": "agency,website,source,confidence\nAlder Police Department,https://alder.example,page,high\n",
    "police_oversight.csv": "town,body,source,confidence\nAlder,Council,own page,high\n",
    "records_contacts.csv": "town,where_to_send,scope,source,confidence\nAlder,https://alder.example/ask,police,own page,high\n",
    "translations/es.json": """\
{
 "language": "es",
 "reviewed": false,
 "findings": {
  "f-alder": {"summary": "La Gazette informó."}
 },
 "statements": {
  "s-chief": {"summary": "Dijo que no.", "quote": "No compartimos nada."}
 }
}
""",
}


def write(folder: Path) -> Path:
    """Write the small pack, sound as it is, and return its folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the one place where `old` stands in a file of the pack."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_bytes(text.replace(old, new).encode())


def line_of(folder: Path, name: str, text: str) -> int:
    """The line on which `text` first stands in a file of the pack, counted from 1."""
    found = (folder / name).read_bytes()
    assert text.encode() in found, f"{text!r} does not stand in {name}"
    return found.count(b"\n", 0, found.index(text.encode())) + 1
