"""What goes wrong on the person's side of the loopback Discord.

DiscordServerError
├── NotOfferedError  Discord would not let this person do that: no such command, button or option here
└── NoAnswerError    the bot did not answer in time
"""

from __future__ import annotations


class DiscordServerError(AssertionError):
    """A test's person could not do what the test says; fails the test with one sentence."""


class NotOfferedError(DiscordServerError):
    """Discord would not show this command, option, button or message to this person."""


class NoAnswerError(DiscordServerError):
    """The bot did not answer before the time was up."""
