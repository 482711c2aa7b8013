"""What every test run prints at its end."""

from __future__ import annotations

import pytest

from tests.report import lines

pytest_plugins = ["tests.discord_server.fixtures"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have measured."""
    if lines():
        terminalreporter.section("measured")
        for line in lines():
            terminalreporter.write_line(line)
