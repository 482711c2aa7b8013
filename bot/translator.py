"""Names and descriptions of commands in the languages that Discord's own menus have."""

from __future__ import annotations

import discord
from discord import app_commands

from knowledge.wording import REFERENCE, wording

LANGUAGE_OF = {
    discord.Locale.spain_spanish: "es",
    discord.Locale.latin_american_spanish: "es",
    discord.Locale.brazil_portuguese: "pt",
}


class CatalogueTranslator(app_commands.Translator):
    """Reads each `locale_str`'s `key` from the catalogue of the locale's language."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, _context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in that locale, or None to leave Discord with the English one."""
        language, key = LANGUAGE_OF.get(locale, REFERENCE), string.extras.get("key")
        words = wording(language)
        return words.say(key) if language != REFERENCE and isinstance(key, str) and words.has(key) else None
