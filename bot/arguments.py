"""What stands on the command line, typed, and how the verbs of its grammar are made."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from bot.links.outcomes import Outcome

Language = Literal["en", "es", "pt", "ht"]


class Arguments(argparse.Namespace):
    """What stands on the command line, typed."""

    verb: Callable[[Arguments], int]
    question: list[str]
    json: bool
    language: Language | None
    as_of: dt.date
    pack: Path | None
    path: Path | None
    folder: Path | None
    before: Path
    after: Path
    people: Path
    vacant: list[str]
    commit: str | None
    offline: bool
    at: str | None
    alive: bool
    browser: bool
    port: int | None
    data: Path | None
    user_id: int
    new_key: Path
    file: Path
    source: str | None
    target: str | None
    version: str
    earlier: str
    later: str
    expect: str | None
    why: str | None
    yes: bool
    full: bool
    only: frozenset[Outcome]
    contacts: bool
    base_url: str | None
    published_as_of: dt.date | None
    since: Path | None
    town: list[str]
    region: list[str]
    style: str
    to: str
    district: str | None
    sent: dt.date | None
    refused: dt.date | None
    out: Path | None


def make_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, verb: Callable[[Arguments], int], text: str
) -> argparse.ArgumentParser:
    """Add a verb, with what it does as its help."""
    made = verbs.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".", allow_abbrev=False)
    made.set_defaults(verb=verb)
    return made


def in_data(verb: argparse.ArgumentParser, otherwise: str = "") -> None:
    """Let a verb be told where the database is; `otherwise` says what it does without one."""
    text = f"the folder of the database; without it, PLAINSIGHT_DATA{otherwise}"
    verb.add_argument("--data", type=Path, metavar="DIR", help=text)


def show_help(of: argparse.ArgumentParser) -> int:
    """Print how a verb is used."""
    of.print_help()
    return 0
