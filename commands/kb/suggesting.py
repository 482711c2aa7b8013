"""What is suggested while a moderator types into an option: the record's own agencies, towns, findings and statements."""

from __future__ import annotations

from collections.abc import Iterable

from discord.app_commands import Choice

from bot.client import Interaction
from bot.options import suggestions
from knowledge.contents import Contents
from knowledge.records import Finding, Statement

NAMED_TOWNS = 2


async def agencies(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The agencies whose name holds the typed letters."""
    if not await interaction.client.allows(interaction):
        return []
    return suggestions({agency.id: agency.name for agency in _contents(interaction).agencies}, typed)


async def towns(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The towns whose name holds the typed letters."""
    if not await interaction.client.allows(interaction):
        return []
    return suggestions({town.name: town.name for town in _contents(interaction).towns}, typed)


async def findings(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The findings whose towns, agency or words hold the typed letters."""
    if not await interaction.client.allows(interaction):
        return []
    return suggestions(_labels(_contents(interaction).findings), typed)


async def records(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The findings and statements that are not retracted yet, by the typed letters."""
    if not await interaction.client.allows(interaction):
        return []
    contents = _contents(interaction)
    told: tuple[Finding | Statement, ...] = (*contents.findings, *contents.statements)
    return suggestions(_labels(record for record in told if record.retracted is None), typed)


def _labels(found: Iterable[Finding | Statement]) -> dict[str, str]:
    return {record.id: _label(record) for record in found}


def _label(record: Finding | Statement) -> str:
    who = record.subject if isinstance(record, Finding) else ", ".join(record.speakers)
    where = f"{', '.join(record.towns[:NAMED_TOWNS])} · " if record.towns else ""
    return f"{where}{who}: {record.summary}"


def _contents(interaction: Interaction) -> Contents:
    return interaction.client.desk.release.base.contents
