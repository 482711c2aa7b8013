"""`plainsight pack links`: checks the links of a pack, and tells in the terminal what became of each."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path

from bot.links import checking, report
from bot.links.checking import Progress
from bot.links.outcomes import Checked, Outcome
from bot.links.pages import Page, pages
from bot.links.report import Report
from knowledge import pack
from knowledge.wording import wording

Check = Callable[[Sequence[Page], Progress], Awaitable[tuple[Checked, ...]]]


def links(
    folder: Path | None,
    *,
    as_json: bool = False,
    only: Collection[Outcome] = (),
    contacts: bool = False,
    language: str = "en",
    check: Check = checking.check,
) -> int:
    """Check the links of a pack (without a folder, the built-in one) and print what became of each, or of `only` some.

    Returns 1 where a page or its quoted words are gone; raises PackError.
    """
    wanted = pages(pack.load(folder or pack.built_in()), contacts=contacts)
    results = asyncio.run(_checked(check, wanted))
    whole = Report.of(wanted, results)
    shown = whole.only(only) if only else whole
    if as_json:
        sys.stdout.write(f"{report.as_json(shown)}\n")
    else:
        silent = () if only else (Outcome.ALIVE,)
        sys.stdout.writelines(f"{line}\n" for line in report.lines(shown, wording(language), silent))
    return int(whole.broken)


async def _checked(check: Check, wanted: Sequence[Page]) -> tuple[Checked, ...]:
    watched = sys.stderr.isatty()

    def told(done: int) -> None:
        if watched:
            sys.stderr.write(f"\r{done:,} / {len(wanted):,}")
            sys.stderr.flush()

    results = await check(wanted, told)
    if watched:
        sys.stderr.write("\r\x1b[K")
    return results
