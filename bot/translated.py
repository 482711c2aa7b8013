"""The grammar of `plainsight pack translations`; what it does stands in `bot.catalogues`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.arguments import Arguments, make_verb

OTHERS = ("es", "pt", "ht")


def add_translations(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what a curator does with translations."""
    told = make_verb(jobs, "translations", _report, "tell what of a pack is translated, reviewed, missing")
    told.add_argument("--language", choices=OTHERS, help="tell of this language alone")
    ways = told.add_subparsers(title="ways", metavar="WAY")
    out = make_verb(ways, "export", _export, "write the texts of a language as a .po catalogue, for translators' tools")
    out.add_argument("--language", choices=OTHERS, required=True, help="the language to translate into")
    back = make_verb(ways, "import", _import, "bring a .po catalogue into a pack; one with a mistake is refused whole")
    for way in (out, back):
        way.add_argument("file", type=Path, metavar="FILE", help="the catalogue, such as es.po")
    for verb in (told, out):
        verb.add_argument("--pack", type=Path, metavar="DIR", help="the pack's folder; without it, the built-in pack")
    back.add_argument("--pack", type=Path, metavar="DIR", required=True, help="the folder of the pack to write in")


def _report(arguments: Arguments) -> int:
    from bot import catalogues

    return catalogues.report(arguments.pack, (arguments.language,) if arguments.language else OTHERS)


def _export(arguments: Arguments) -> int:
    from bot import catalogues

    return catalogues.export(arguments.pack, arguments.language or "", arguments.file)


def _import(arguments: Arguments) -> int:
    from bot import catalogues

    return catalogues.bring_in(arguments.pack or Path(), arguments.file)
