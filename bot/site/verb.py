"""The grammar of `plainsight pack site`."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from bot.arguments import Arguments, make_verb


def add_site(jobs: argparse._SubParsersAction[argparse.ArgumentParser], date: Callable[[str], dt.date]) -> None:
    """Add the job that writes the website; `date` reads a date as the other verbs do."""
    site = make_verb(jobs, "site", _site, "write the public record as a static website")
    site.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder, or one that holds such a site")
    site.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the pack's folder; without it, the built-in pack")
    site.add_argument("--base-url", metavar="URL", help="where the site will be found, for whole addresses and the sitemap")
    site.add_argument(
        "--as-of",
        dest="published_as_of",
        type=date,
        metavar="DATE",
        help="tell it as on this day, YYYY-MM-DD; without it, the pack's day",
    )
    site.add_argument("--since", type=Path, metavar="PACK", help="an earlier pack's folder: the feed tells what differs from it")


def _site(arguments: Arguments) -> int:
    from bot.site import publishing

    return publishing.site(
        arguments.folder or Path(),
        arguments.path,
        base_url=arguments.base_url,
        as_of=arguments.published_as_of,
        since=arguments.since,
    )
