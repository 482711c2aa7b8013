"""The command line: reads the arguments, hands over to the module of the verb, turns errors into sentences and exit codes.

Each verb's module is imported when the verb is asked for, so that `plainsight ask` waits for nothing it does not need.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import drawn, stored, translated, written
from bot.arguments import Arguments, in_data, make_verb, show_help
from bot.errors import PlainsightError
from bot.links.outcomes import Outcome
from bot.site.verb import add_site
from knowledge.errors import KnowledgeError

LANGUAGES = ("en", "es", "pt", "ht")
SEE_DOCTOR = "plainsight doctor looks at everything that running needs"
BROKEN_PIPE = 128 + 13


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code: 0 done, 1 a problem that was told, 2 wrong usage, 130 interrupted."""
    # Else pydantic searches every installed package for plugins at its first use.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    arguments = parser().parse_args(argv, Arguments())
    try:
        code = arguments.verb(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has left; without this, the interpreter would complain about it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except PlainsightError as error:
        return _tell(str(error))
    except KnowledgeError as error:
        return _tell(f"the pack cannot be loaded:\n{error}")
    return code


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    root = argparse.ArgumentParser(
        prog="plainsight", description="Does my town share with ICE? Answers from a curated, sourced record.", allow_abbrev=False
    )
    root.set_defaults(verb=lambda _: show_help(root))
    root.add_argument("--version", dest="verb", action="store_const", const=_version, help="tell the version and leave")
    verbs = root.add_subparsers(title="verbs", metavar="VERB")

    ask = make_verb(verbs, "ask", _ask, "answer a question; without one, answer each line of standard input")
    ask.add_argument(
        "question", nargs="*", metavar="QUESTION", help="the question, in English, Spanish, Portuguese or Haitian Creole"
    )
    ask.add_argument("--json", action="store_true", help="print one JSON object a question, on one line")
    _answering(ask)

    _answering(make_verb(verbs, "chat", _chat, "talk with the bot in the terminal"))

    make_verb(verbs, "run", _run, "run the bot in Discord; its settings come from the environment")

    doctor = make_verb(verbs, "doctor", _doctor, "tell what stands in the way of running the bot, and give the invite links")
    doctor.add_argument("--offline", action="store_true", help="leave out what asks Discord")

    health = make_verb(verbs, "health", _health, "ask the running bot how it is; 0: it answers people, 1: it does not")
    health.add_argument("--at", metavar="HOST:PORT", help="where it tells so; without it, PLAINSIGHT_HEALTH")
    health.add_argument("--alive", action="store_true", help="ask only whether the process lives")

    preview = make_verb(verbs, "preview", _preview, "try the real bot in a page that looks like Discord, on this machine alone")
    preview.add_argument("--no-browser", dest="browser", action="store_false", help="print the address, open nothing")
    preview.add_argument("--port", type=int, help="the port to serve the page on; without it, any free one")

    pack = make_verb(verbs, "pack", lambda _: show_help(pack), "work on a pack, the files that answers are made from")
    jobs = pack.add_subparsers(title="jobs", metavar="JOB")
    check = make_verb(jobs, "check", _check, "name every mistake in a pack, with file, line and remedy")
    stats = make_verb(jobs, "stats", _stats, "count what a pack holds")
    for job in (check, stats):
        job.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the pack's folder; without it, the built-in pack")
    schema = make_verb(jobs, "schema", _schema, "print the JSON Schemas of a pack's files, or write them into a folder")
    schema.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="the folder to write the schemas into")
    _curating(jobs)
    translated.add_translations(jobs)
    add_site(jobs, _date)
    stored.add_kb(verbs)
    stored.add_db(verbs)
    written.add(verbs, _today())
    drawn.add(verbs, _today())
    return root


def _curating(jobs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    diff = make_verb(jobs, "diff", _diff, "tell what differs between two packs, town records first")
    diff.add_argument("before", type=Path, metavar="A", help="the folder of the older pack")
    diff.add_argument("after", type=Path, metavar="B", help="the folder of the newer pack")
    stale = make_verb(jobs, "stale", _stale, "list what is past its review-by date, by town")
    links = make_verb(jobs, "links", _links, "ask the web whether the sources of a pack, and the words quoted, are still there")
    for job in (stale, links):
        job.add_argument("path", nargs="?", type=Path, metavar="PATH", help="the pack's folder; without it, the built-in pack")
    links.add_argument("--json", action="store_true", help="print one JSON list, an object a page")
    only = f"show these alone, of {', '.join(Outcome)}"
    links.add_argument("--only", type=_outcomes, default=(), metavar="OUTCOME,...", help=only)
    links.add_argument("--contacts", action="store_true", help="ask for the pages to turn to as well")
    export = make_verb(jobs, "export", _export, "write the published release into a folder, touching only what differs there")
    export.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder, or one that holds a pack")
    in_data(export, "; without a database, the built-in pack is written")
    bring = make_verb(jobs, "import", lambda _: show_help(bring), "bring a published list into a pack")
    lists = bring.add_subparsers(title="lists", metavar="LIST")
    legislators = make_verb(lists, "legislators", _import_legislators, "bring in Open States' people, as CSV or YAML")
    legislators.add_argument("people", type=Path, metavar="FILE", help="their CSV file or folder of YAML files, as published")
    legislators.add_argument(
        "--pack", type=Path, metavar="DIR", required=True, help="the folder of the pack to write the table in"
    )
    empty = 'a seat nobody holds, such as "lower 40"; may be repeated'
    legislators.add_argument("--vacant", action="append", default=[], metavar="SEAT", help=empty)
    legislators.add_argument("--commit", metavar="SHA", help="the commit of Open States' repository it was taken from")
    legislators.add_argument("--as-of", type=_date, metavar="DATE", default=_today(), help="the day of the list, YYYY-MM-DD")


def _answering(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--language", choices=LANGUAGES, help="answer in this language; without it, in the question's own")
    verb.add_argument(
        "--as-of", type=_date, metavar="DATE", default=_today(), help="answer as on this day, YYYY-MM-DD; without it, today"
    )
    verb.add_argument(
        "--pack", type=Path, metavar="PATH", help="answer from the pack in this folder; without it, from the built-in one"
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date: write YYYY-MM-DD") from None


def _outcomes(text: str) -> frozenset[Outcome]:
    try:
        return frozenset(map(Outcome, text.split(",")))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}: write some of {','.join(Outcome)}") from None


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _version(_: Arguments) -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        told = version("plainsight")
    except PackageNotFoundError:
        told = "(run from its source, not installed)"
    sys.stdout.write(f"plainsight {told}\n")
    return 0


def _tell(text: str) -> int:
    sys.stderr.write(f"plainsight: {text}\n")
    return 1


def _ask(arguments: Arguments) -> int:
    from bot import ask

    if arguments.json:
        from bot.contract import write
    else:
        from bot.terminal import write
    return ask.ask(ask.Asker.of(arguments.pack, arguments.as_of, arguments.language), arguments.question or None, write)


def _chat(arguments: Arguments) -> int:
    from bot import ask, chat

    return chat.chat(ask.Asker.of(arguments.pack, arguments.as_of, arguments.language))


def _run(_: Arguments) -> int:
    # structlog draws tracebacks with rich where it can be imported. A server draws none, and rich is 3 MiB of its memory.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]

    from aiohttp import ClientError
    from discord import DiscordException

    from bot import client, logs, settings

    try:
        found = settings.load()
        logs.configure(found.plainsight_log_format, found.plainsight_log_level)
        logs.tell_of_crashes()
        client.run(found)
    except PlainsightError as error:
        return _tell(f"{error}\n{SEE_DOCTOR}")
    except (DiscordException, ClientError, OSError) as error:
        return _tell(f"the connection to Discord ended: {type(error).__name__}\n{SEE_DOCTOR}")
    return 0


def _doctor(arguments: Arguments) -> int:
    from bot import doctor
    from bot.checks.check import State

    checks = list(doctor.examine(offline=arguments.offline, today=_today()))
    sys.stdout.writelines(f"{check}\n" for check in checks)
    return int(any(check.state is State.FAIL for check in checks))


def _health(arguments: Arguments) -> int:
    from bot.health import asking

    place = arguments.at or os.environ.get("PLAINSIGHT_HEALTH")
    if not place:  # it may stand in the file .env; reading the settings takes longer than all the rest
        from bot import settings

        place = settings.load().plainsight_health
    return asking.health(place, alive=arguments.alive)


def _preview(arguments: Arguments) -> int:
    try:
        from bot import preview
    except ModuleNotFoundError as error:
        if error.name != "simcord":
            raise
        return _tell("the preview needs one more package; in the project's folder:  pip install '.[preview]'")
    return preview.preview(port=arguments.port, browser=arguments.browser)


def _check(arguments: Arguments) -> int:
    from bot import packs

    return packs.check(arguments.path)


def _stats(arguments: Arguments) -> int:
    from bot import packs

    return packs.stats(arguments.path)


def _schema(arguments: Arguments) -> int:
    from bot import packs

    return packs.schema(arguments.folder)


def _diff(arguments: Arguments) -> int:
    from bot import pack_tools

    return pack_tools.diff(arguments.before, arguments.after)


def _stale(arguments: Arguments) -> int:
    from bot import pack_tools

    return pack_tools.stale(arguments.path, _today())


def _links(arguments: Arguments) -> int:
    from bot.links import terminal

    return terminal.links(arguments.path, as_json=arguments.json, only=arguments.only, contacts=arguments.contacts)


def _export(arguments: Arguments) -> int:
    from bot import kb, pack_tools
    from knowledge import pack
    from knowledge.pack.bundle import collect

    place = kb.find(arguments.data)
    published = kb.published_files(place) if place else None
    return pack_tools.export(published or collect(pack.built_in()), arguments.folder or Path())


def _import_legislators(arguments: Arguments) -> int:
    from bot import pack_tools

    return pack_tools.import_legislators(
        arguments.people, arguments.pack or Path(), arguments.as_of, vacant=arguments.vacant, commit=arguments.commit
    )
