"""`plainsight pack site`: the public record of a pack as a static website in a folder."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from bot.loading import load
from bot.site.addresses import checked
from bot.site.building import build
from bot.site.edition import Edition
from bot.site.writing import write
from knowledge import changes, pack

MEGABYTE = 1_000_000


def site(folder: Path, path: Path | None, *, base_url: str | None, as_of: dt.date | None, since: Path | None) -> int:
    """Write the site of the pack in `path` (without one, of the built-in pack), and tell what was written.

    Raises PackError and OutlinesError for a pack that no site can be made of, SiteError for a folder or address that will not do.
    """
    address = checked(base_url) if base_url else ""
    base = load(path)
    found = changes.compare(pack.load(since), base.contents) if since else None
    written = write(build(Edition.of(base, as_of, address, found)), folder)
    sys.stdout.write(
        f"{folder}: {base.manifest.name}, version {base.version}, as of {base.manifest.as_of}: "
        f"{written.files:,} files, {written.size / MEGABYTE:.0f} MB\n"
    )
    if not address:
        sys.stdout.write("without --base-url there is no sitemap, and addresses in the pages are relative\n")
    return 0
