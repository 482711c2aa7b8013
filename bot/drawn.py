"""The verbs of the command line that show the record at a glance: `plainsight map` and `plainsight timeline`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from bot.arguments import Arguments, make_verb

if TYPE_CHECKING:
    from bot.pictures import Wanted

STYLES = ("light", "dark")
LANGUAGES = ("en", "es", "pt", "ht")


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser], today: dt.date) -> None:
    """Add the two verbs; `today` is the last day of a timeline."""
    town_map = make_verb(verbs, "map", _map, "list the towns by record, or draw them as a map into a picture")
    area = town_map.add_mutually_exclusive_group()
    area.add_argument("--town", nargs="+", default=[], metavar="TOWN", help="a town and its neighbors; without it, the state")
    area.add_argument("--region", nargs="+", default=[], metavar="REGION", help="the towns of a planning region")
    timeline = make_verb(verbs, "timeline", _timeline, "list what happened when, or draw it as a timeline into a picture")
    timeline.add_argument("town", nargs="*", default=[], metavar="TOWN", help="about this town; without it, in the state")
    for verb in (town_map, timeline):
        verb.set_defaults(as_of=today)
        verb.add_argument("--out", type=Path, metavar="FILE", help="draw a PNG picture into this file, and print what it shows")
        verb.add_argument("--style", choices=STYLES, default=STYLES[0], help="the colors of the picture")
        verb.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="the language of the words")
        verb.add_argument("--pack", type=Path, metavar="PATH", help="the folder of a pack; without it, the built-in one")


def _map(arguments: Arguments) -> int:
    from bot import pictures

    return pictures.town_map(_wanted(arguments), " ".join(arguments.town), " ".join(arguments.region))


def _timeline(arguments: Arguments) -> int:
    from bot import pictures

    return pictures.timeline(_wanted(arguments), " ".join(arguments.town), arguments.as_of)


def _wanted(arguments: Arguments) -> Wanted:
    from bot.pictures import Wanted

    return Wanted(arguments.language or LANGUAGES[0], arguments.style, arguments.pack, arguments.out)
