"""What moderators see of /kb in Discord's menus: the words of the catalogue, short enough, and a right for each job."""

from __future__ import annotations

import pytest
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.moderation.roles import NEEDS, Role
from commands import kb
from knowledge.wording import LANGUAGES, wording

JOBS = list(kb.group().walk_commands())


def strings() -> list[tuple[locale_str | None, int, str]]:
    """Every translatable text of the menus, how long it may be, and where it stands."""
    found: list[tuple[locale_str | None, int, str]] = []
    for job in JOBS:
        found += [(job._locale_name, 32, job.name), (job._locale_description, 100, job.name)]
        for option in job.parameters if isinstance(job, app_commands.Command) else ():
            where = f"{job.name} {option.name}"
            names = [option.locale_name if isinstance(option.locale_name, locale_str) else None]
            found += [(name, 32, where) for name in names]
            found.append((option.locale_description if isinstance(option.locale_description, locale_str) else None, 100, where))
            found += [(_name(choice), 100, where) for choice in option.choices if _name(choice)]
    return found


def _name(choice: Choice[str | int | float]) -> locale_str | None:
    """The name of a choice, None for one that is the same in every language, as it stands in the record."""
    name = choice._locale_name
    return name if isinstance(name, locale_str) and "key" in name.extras else None


def test_every_text_of_the_menus_stands_in_the_catalogue_as_it_is() -> None:
    words = wording("en")
    assert [where for text, _, where in strings() if text is None] == []
    assert [where for text, _, where in strings() if text and text.message != words.say(text.extras["key"])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_as_short_as_discord_wants(language: str) -> None:
    words = wording(language)
    told = [(words.say(text.extras["key"]), longest, where) for text, longest, where in strings() if text]
    assert [where for text, longest, where in told if not 1 <= len(text) <= longest] == []


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_needs_a_moderator(job: app_commands.Command[kb.Any, ..., None]) -> None:
    assert NEEDS[job.qualified_name] is Role.MODERATOR


def test_two_jobs_share_no_choices() -> None:
    choices = {
        f"{job.name} {option.name}": {choice.value for choice in option.choices}
        for job in JOBS
        if isinstance(job, app_commands.Command)
        for option in job.parameters
        if option.choices
    }
    assert choices["add-finding confidence"] == choices["add-statement confidence"] == {"high", "medium", "low"}
    assert "ice" in choices["add-finding recipient"]
