"""The list of an invented state's legislators as Open States would publish it, as a table and as a folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

HEADER = (
    "id,name,current_party,current_district,current_chamber,given_name,family_name,gender,email,biography,birth_date,death_date,"
    "image,links,sources,capitol_address,capitol_voice,capitol_fax,district_address,district_voice,district_fax,twitter,youtube,"
    "instagram,facebook,wikidata"
)
ANN = {"id": "p-1", "name": "Ann Lower", "current_party": "Green", "current_district": "1", "current_chamber": "lower"}
BOB = {"id": "p-2", "name": "Bob Lower", "current_party": "Blue", "current_district": "2", "current_chamber": "lower"}
CAT = {"id": "p-3", "name": "Cat Upper", "current_party": "Green", "current_district": "1", "current_chamber": "upper"}
EVE = {
    "id": "p-4",
    "name": "Eve Lower",
    "current_party": "Blue/Workers",
    "current_district": "2",
    "current_chamber": "lower",
    "given_name": "Eve",
    "family_name": "Lower",
    "email": "eve@parliament.example",
    "links": "http://eve.example;https://eve.example/about",
    "capitol_voice": "555-0104",
    "capitol_address": "Room 4, Main Street",
}


def table(*people: Mapping[str, str]) -> dict[str, bytes]:
    """The people as one CSV table."""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, HEADER.split(","))
    writer.writeheader()
    writer.writerows(people)
    return {"tl.csv": made.getvalue().encode()}


def folder(*people: Mapping[str, str], roles: Iterable[str] = ()) -> dict[str, bytes]:
    """The people as YAML files; `roles` are further roles of each, written as a flow mapping."""
    return {f"{person['id']}.yml": _person(person, roles).encode() for person in people}


def _person(person: Mapping[str, str], roles: Iterable[str]) -> str:
    names = {"given_name", "family_name", "email"} & person.keys()
    lines = [f"id: {person['id']}", f"name: {person['name']}", *(f"{name}: {person[name]}" for name in sorted(names))]
    lines += ["party:", f"- name: {person['current_party']}", "roles:", *(f"- {role}" for role in roles)]
    lines += [
        f"- type: {person['current_chamber']}",
        "  jurisdiction: ocd-jurisdiction/country:us/state:tl/government",
        f"  district: '{person['current_district']}'",
        f"  start_date: {person.get('start', '2023-01-04')}",
    ]
    if "capitol_voice" in person:
        lines += ["offices:", "- classification: district", "  voice: 555-9999", "- classification: capitol"]
        lines += [f"  address: {person['capitol_address']}", f"  voice: {person['capitol_voice']}"]
    links = [link for link in person.get("links", "").split(";") if link]
    lines += ["links:", *(f"- url: {link}" for link in links)] if links else []
    return "\n".join([*lines, "other_identifiers: []", ""])
