"""Logs that cannot tell on the people asking: one line an event, and only fields from a closed list.

No question text, no user id, no message of an exception: what is not on the list is dropped, and only its name is kept. Lines of
discord.py and asyncio come the same way, as their fixed sentence without the values that they would fill in.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot import tracing
from bot.settings import LogFormat, LogLevel

# Kept: what the process does. Never: what a person asked, which town, who and where they are.
FIELDS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "error",
        "where",
        "dropped",
        "command",
        "intent",
        "language",
        "outcome",
        "ms",
        "shard",
        "shards",
        "guilds",
        "latency_ms",
        "count",
        "version",
        "pack",
        "as_of",
        "signal",
        "seconds",
        "status",
        "attempt",
        "problems",
        "reason",
        "request",
    }
)
SNOWFLAKE = re.compile(r"\d{15,}")
LONGEST_VALUE = 200
FRAMES = 6
# A foreign message that comes without arguments may have values baked in: only its leading plain words are safe.
LEADING_WORDS = re.compile(r"[\w ,.:;-]*")


def configure(style: LogFormat, level: LogLevel, stream: TextIO | None = None) -> None:
    """Send every log line of the process to `stream` (standard error), one line an event."""
    shared: list[Processor] = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, add_request]
    last: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        describe_error,
        keep_known_fields,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer() if style is LogFormat.JSON else structlog.dev.ConsoleRenderer(colors=False),
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=last, foreign_pre_chain=[*shared, fixed_sentence], use_get_message=False, pass_foreign_args=True
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for noisy in ("discord", "asyncio", "aiohttp"):
        logger = logging.getLogger(noisy)
        logger.handlers, logger.propagate = [], True
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def tell_of_crashes() -> None:
    """Have what ends the process or a thread of it unforeseen told like every other error: Python itself would quote it."""
    log = structlog.get_logger("bot.logs")
    sys.excepthook = lambda _kind, error, _trace: log.critical("the process has crashed", exc_info=error)
    threading.excepthook = lambda told: log.critical("a thread has crashed", exc_info=told.exc_value)
    sys.unraisablehook = lambda told: log.error("an error could not be raised", exc_info=told.exc_value)


def add_request(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Name the question that the line is about, where it is about one; its asker is shown the same id when it fails."""
    request = tracing.current()
    if request:
        event["request"] = request.id
    return event


def fixed_sentence(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A line of another library as the sentence in its source, without the values."""
    values = event.pop("positional_args", None)
    event["event"] = str(event["event"]) if values else _leading_words(str(event["event"]))
    return event


def keep_known_fields(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop every field that is not on the list, and every number long enough to name somebody."""
    kept = {key: _harmless(value) for key, value in event.items() if key in FIELDS}
    dropped = sorted(event.keys() - FIELDS)
    return {**kept, "dropped": dropped} if dropped else kept


def describe_error(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Say of an exception its type and where it was raised; its message may quote what a person wrote."""
    error = _exception(event.pop("exc_info", None))
    event.pop("stack_info", None)
    if error is not None:
        event["error"] = " from ".join(type(e).__name__ for e in _chain(error))
        event["where"] = " < ".join(_frames(error.__traceback__))
    return event


def _leading_words(text: str) -> str:
    found = LEADING_WORDS.match(text.partition("\n")[0])
    return found.group().strip() if found else ""


def _harmless(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    if isinstance(value, bool | float) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**15 else "[id]"
    return SNOWFLAKE.sub("[id]", str(value).replace("\n", " "))[:LONGEST_VALUE]


def _exception(info: ExcInfo | BaseException | bool | None) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        return info[1]
    return sys.exc_info()[1] if info else None


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
