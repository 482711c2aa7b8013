"""A backup of a PostgreSQL database, made and taken back by PostgreSQL's own programs; the password goes by the environment."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from sqlalchemy import URL

from bot.store.errors import BackupError

DUMP, RESTORE = "pg_dump", "pg_restore"
WITHOUT = "install PostgreSQL's own programs (Debian: postgresql-client), or run them on the server"


async def dump(url: URL, part: Path) -> None:
    """Write all of a database into a new file, as pg_restore reads it, and see that it can; raises BackupError and OSError."""
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    await _run(DUMP, "--format=custom", "--no-owner", "--no-privileges", "--file", str(part), environment=_environment(url))
    await _run(RESTORE, "--list", str(part))


async def restore(url: URL, source: Path) -> None:
    """Fill an empty database with what was dumped, whole or not at all; raises BackupError and OSError."""
    how = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname", url.database or "")
    await _run(RESTORE, *how, str(source), environment=_environment(url))


async def _run(program: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"there is no {program} on this machine", WITHOUT)
    nothing, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        path, *arguments, stdin=nothing, stdout=nothing, stderr=pipe, env=os.environ | (environment or {})
    )
    _, said = await process.communicate()
    if process.returncode:
        first = said.decode(errors="replace").strip().partition("\n")[0]
        raise BackupError(f"{program} failed ({first.removeprefix(f'{program}: ')})", "see that PostgreSQL runs, then try again")


def _environment(url: URL) -> dict[str, str]:
    """How PostgreSQL's programs find the database; nothing of it stands in the list of processes."""
    host = url.host or url.query.get("host")
    found = {
        "PGHOST": host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("ssl"),
    }
    return {name: str(value) for name, value in found.items() if value}
