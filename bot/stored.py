"""The verbs of the command line that work on the database: `plainsight kb ...` and `plainsight db ...`."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.arguments import Arguments, in_data, make_verb, show_help


def add_kb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what a moderator does to the published record."""
    kb = make_verb(
        verbs, "kb", lambda _: show_help(kb), "look at the published record, refresh it, or go back to an earlier release"
    )
    jobs = kb.add_subparsers(title="jobs", metavar="JOB")
    status = make_verb(jobs, "status", _kb_status, "tell what is published, and what came of the last refresh")
    history = make_verb(jobs, "history", _kb_history, "list which release was published when, by whom and why")
    refresh = make_verb(jobs, "refresh", _kb_refresh, "fetch and check a pack, tell what differs, and with --yes publish it")
    refresh.add_argument(
        "source",
        nargs="?",
        metavar="SOURCE",
        help="a folder, or the https address of an archive; without it, PLAINSIGHT_PACK_SOURCE",
    )
    refresh.add_argument("--yes", action="store_true", help="publish it, if it has no mistakes")
    refresh.add_argument("--full", action="store_true", help="tell everything that differs, field by field")
    refresh.add_argument("--expect", metavar="VERSION", help="publish it only if it is this very version, as a look at it told")
    diff = make_verb(jobs, "diff", _kb_diff, "tell what differs between two releases that were published")
    diff.add_argument("earlier", metavar="A", help="the older version, as the history gives it")
    diff.add_argument("later", metavar="B", help="the newer version")
    audit = make_verb(jobs, "audit", _kb_audit, "list who did what, the newest first; names are keyed hashes")
    rollback = make_verb(jobs, "rollback", _kb_rollback, "publish an earlier release again")
    rollback.add_argument("version", metavar="VERSION", help="the version, as the history gives it")
    for job in (refresh, rollback):
        job.add_argument("--why", metavar="TEXT", help="why, for the history")
        job.add_argument(
            "--quiet", "--without-telling", action="store_true", help="do not tell the followers of the towns that change"
        )
    for job in (status, history, refresh, diff, audit, rollback):
        in_data(job)


def add_db(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add what an operator does to the database."""
    db = make_verb(verbs, "db", lambda _: show_help(db), "look after the database of the published releases")
    jobs = db.add_subparsers(title="jobs", metavar="JOB")
    upgrade = make_verb(jobs, "upgrade", _db_upgrade, "make the database, or bring it to the shape that this version knows")
    check = make_verb(jobs, "check", _db_check, "examine the database, and name each fault")
    backup = make_verb(jobs, "backup", _db_backup, "copy the database into a new file, while the bot runs or not")
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to make; it must not be there yet")
    restore = make_verb(jobs, "restore", _db_restore, "put a backup in the place of the database, while the bot is stopped")
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    forget = make_verb(jobs, "forget", _db_forget, "keep nothing about a person any more, while the bot runs or not")
    forget.add_argument(
        "user_id", type=int, metavar="USER_ID", help="the number that Discord copies as their id, in developer mode"
    )
    rotate = make_verb(
        jobs, "rotate-key", _db_rotate_key, "put all that is kept about people under a new key, while the bot is stopped"
    )
    rotate.add_argument(
        "--new-key-file",
        type=Path,
        required=True,
        metavar="FILE",
        dest="new_key",
        help="the file that holds the new key alone; names in the history up to now stay as they are, for nobody is kept there "
        "whom new ones could be made of",
    )
    for job in (forget, rotate, upgrade, check, backup, restore):
        in_data(job)
    copy = make_verb(
        jobs, "copy", _db_copy, "copy a whole database into an empty one, SQLite or PostgreSQL, while the bot is stopped"
    )
    copy.add_argument("source", metavar="FROM", help="the database to copy: sqlite:///FILE or postgresql://USER@HOST/DATABASE")
    copy.add_argument("target", nargs="?", metavar="TO", help="the empty one, written alike; without it, DATABASE_URL")


def _kb_status(arguments: Arguments) -> int:
    from bot import kb

    return kb.status(kb.place(arguments.data))


def _kb_history(arguments: Arguments) -> int:
    from bot import kb

    return kb.history(kb.place(arguments.data))


def _kb_refresh(arguments: Arguments) -> int:
    from bot import kb

    place = kb.place(arguments.data, arguments.source)
    return kb.refresh(
        place,
        yes=arguments.yes,
        everything=arguments.full,
        why=arguments.why,
        expect=arguments.expect,
        quiet=arguments.quiet,
    )


def _kb_diff(arguments: Arguments) -> int:
    from bot import kb

    return kb.diff(kb.place(arguments.data), arguments.earlier, arguments.later)


def _kb_audit(arguments: Arguments) -> int:
    from bot import kb

    return kb.trail(kb.place(arguments.data))


def _kb_rollback(arguments: Arguments) -> int:
    from bot import kb

    return kb.roll_back(kb.place(arguments.data), arguments.version, arguments.why, quiet=arguments.quiet)


def _db_upgrade(arguments: Arguments) -> int:
    from bot import db, kb

    return db.upgrade(kb.place(arguments.data))


def _db_check(arguments: Arguments) -> int:
    from bot import db, kb

    return db.check(kb.place(arguments.data))


def _db_backup(arguments: Arguments) -> int:
    from bot import db, kb

    return db.backup(kb.place(arguments.data), arguments.file)


def _db_copy(arguments: Arguments) -> int:
    from bot import moving

    return moving.copy(arguments.source or "", arguments.target)


def _db_restore(arguments: Arguments) -> int:
    from bot import db, kb

    return db.restore(kb.place(arguments.data), arguments.file)


def _db_forget(arguments: Arguments) -> int:
    from bot import kb, people_tools

    return people_tools.forget(kb.place(arguments.data), arguments.user_id)


def _db_rotate_key(arguments: Arguments) -> int:
    from bot import kb, people_tools

    return people_tools.rotate_key(kb.place(arguments.data), arguments.new_key)
