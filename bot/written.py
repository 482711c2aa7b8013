"""The verbs of the command line that write what people send: `plainsight letter` and `plainsight records-request`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from bot.arguments import Arguments, make_verb

if TYPE_CHECKING:
    from bot.writing.terminal import Wanted

TO = ("legislators", "upper", "lower", "police", "oversight", "call")
LANGUAGES = ("en", "es", "pt", "ht")


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser], today: dt.date) -> None:
    """Add the two verbs; `today` is the day they write on unless they are told another."""
    letter = make_verb(verbs, "letter", _letter, "write a letter or a call script about a town, to copy and to send yourself")
    to = "to all legislators of the town, one chamber, the police, those who oversee them, or on the phone (call)"
    letter.add_argument("--to", choices=TO, default=TO[0], help=to)
    letter.add_argument("--district", metavar="N", help="to the one member for this district, with --to upper or lower")
    request = make_verb(verbs, "records-request", _request, "write a request for the records of a town's police, and the appeal")
    request.add_argument(
        "--sent", type=_day, metavar="DATE", help="the day you sent it, YYYY-MM-DD: writes the appeal, and tells its days"
    )
    request.add_argument("--refused", type=_day, metavar="DATE", help="the day they refused in writing, if they did")
    for verb in (letter, request):
        verb.add_argument("town", nargs="+", metavar="TOWN", help="the town; the spelling does not have to be right")
        verb.add_argument(
            "--language", choices=LANGUAGES, default=LANGUAGES[0], help="your language; the text to send is in English"
        )
        verb.add_argument("--out", type=Path, metavar="FILE", help="write the text to send into this file")
        verb.add_argument("--as-of", type=_day, metavar="DATE", default=today, help="write as on this day; without it, today")
        verb.add_argument("--pack", type=Path, metavar="PATH", help="the folder of a pack; without it, the built-in one")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from None


def _letter(arguments: Arguments) -> int:
    from bot.writing import terminal

    return terminal.letter(_wanted(arguments), arguments.to, arguments.district)


def _request(arguments: Arguments) -> int:
    from bot.writing import terminal

    return terminal.request(_wanted(arguments), arguments.sent, arguments.refused)


def _wanted(arguments: Arguments) -> Wanted:
    from bot.writing.terminal import Wanted

    town, language = " ".join(arguments.town), arguments.language or LANGUAGES[0]
    return Wanted(town, language, arguments.as_of, arguments.pack, arguments.out)
