"""An Answer as the public JSON contract of `plainsight ask --json`: one object, on one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TypedDict

from knowledge.answer import Answer, Claim
from knowledge.dates import PartialDate


class Place(TypedDict):
    """A place named in the question."""

    text: str
    name: str
    kind: str
    towns: list[str]
    score: float


class Clarify(TypedDict):
    """What is asked back."""

    reason: str
    choices: list[str]


class Sentence(TypedDict):
    """One sentence of the answer; a claim cites at least one source by its number."""

    text: str
    claim: bool
    citations: list[int]


class Source(TypedDict):
    """A numbered source."""

    n: int
    publisher: str
    title: str
    published: str | None
    url: str


class Legislator(TypedDict):
    """A legislator and the confirmed ways to reach them."""

    name: str
    chamber: str
    district: str
    party: str
    url: str | None
    email: str | None
    phone: str | None


class Pack(TypedDict):
    """Which knowledge was answered from."""

    name: str
    version: str
    as_of: str


class Contract(TypedDict):
    """The whole object; fields are added, never changed or taken away."""

    question: str
    language: str
    intent: str
    towns: list[str]
    places: list[Place]
    agencies: list[str]
    clarify: Clarify | None
    record: dict[str, str]
    answer: list[Sentence]
    sources: list[Source]
    legislators: list[Legislator]
    pack: Pack


def contract(answer: Answer) -> Contract:
    """The answer in the contract's words."""
    question = answer.question
    asked_back = question.clarify
    return Contract(
        question=question.text,
        language=str(answer.language),
        intent=str(answer.intent),
        towns=[] if asked_back else list(question.towns),
        places=[
            Place(text=p.text, name=p.name, kind=p.kind, towns=list(p.towns), score=round(p.score, 1)) for p in question.places
        ],
        agencies=list(answer.agencies),
        clarify=Clarify(reason=str(asked_back.reason), choices=list(answer.choices or asked_back.choices))
        if asked_back
        else None,
        record={town: str(record) for town, record in answer.records.items()},
        answer=[
            Sentence(
                text=block.sentence,
                claim=isinstance(block, Claim),
                citations=[c.n for c in block.citations] if isinstance(block, Claim) else [],
            )
            for block in answer.blocks
        ],
        sources=[
            Source(
                n=cited.n,
                publisher=cited.source.publisher,
                title=cited.source.title,
                published=_day(cited.source.published),
                url=cited.source.url,
            )
            for cited in answer.sources
        ],
        legislators=[
            Legislator(
                name=person.name,
                chamber=person.chamber,
                district=person.district,
                party=person.party,
                url=person.url,
                email=person.email,
                phone=person.phone,
            )
            for person in answer.legislators
        ],
        pack=Pack(name=answer.pack.name, version=answer.pack.version, as_of=str(answer.pack.as_of)),
    )


def to_json(answer: Answer) -> str:
    """The contract on one line; ASCII, so that it survives every terminal, pipe and line splitter."""
    return json.dumps(contract(answer), separators=(",", ":"))


def write(answers: Iterable[Answer]) -> int:
    """Write each answer to standard output as soon as it is there; returns how many there were."""
    count = 0
    for answer in answers:
        sys.stdout.write(f"{to_json(answer)}\n")
        sys.stdout.flush()
        count += 1
    return count


def _day(published: PartialDate | None) -> str | None:
    return str(published) if published and published.day else None
