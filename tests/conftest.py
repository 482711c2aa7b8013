"""What every test run prints at its end."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from tests.report import lines, report

pytest_plugins = ["tests.discord_server.fixtures", "tests.postgres.fixtures"]

# No test is judged by a clock: a busy machine is no mistake.
settings.register_profile("plainsight", deadline=None)
settings.load_profile("plainsight")


@pytest.fixture(autouse=True)
def _log_left_as_found() -> Iterator[None]:
    """Whatever a test makes of the log, the next one finds it untouched: a handler left behind writes to a closed stream."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the tests are shared out to several processes, hand over what this one has measured."""
    handed = getattr(session.config, "workeroutput", None)
    if handed is not None:
        handed["measured"] = list(lines())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over what one of those processes has measured."""
    for line in getattr(node, "workeroutput", {}).get("measured", ()):
        report(line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have measured."""
    if lines():
        terminalreporter.section("measured")
        for line in lines():
            terminalreporter.write_line(line)
