"""Cards that list, page by page: which release was published when, and who did what."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards import Card
from bot.cards.colours import BLUE
from bot.cards.layout import card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape
from bot.moderation.cards.changes import page_note, paging
from bot.moderation.cards.telling import line, moment, short
from bot.moderation.moves import Act
from bot.store.audit import Entry
from bot.store.releases import Publication
from knowledge.wording import Wording

LONGEST_WHY = 120


def history(lines: Iterable[tuple[Publication, str]], page: int, pages: int, words: Wording) -> Card:
    """Publications with who made each, the newest first."""
    told = [_publication(publication, who, words) for publication, who in lines]
    head = words.say("moderation.history.head" if told else "moderation.status.unpublished")
    return _listed("moderation.history.title", head, told, (Act.HISTORY, page, pages), words)


def trail(lines: Iterable[tuple[Entry, str]], page: int, pages: int, words: Wording) -> Card:
    """Lines of the audit with who acted, the newest first."""
    told = [_entry(entry, who, words) for entry, who in lines]
    head = words.say("moderation.audit.head" if told else "moderation.audit.none")
    return _listed("moderation.audit.title", head, told, (Act.AUDIT, page, pages), words)


def _listed(title: str, head: str, told: list[str], turn: tuple[Act, int, int], words: Wording) -> Card:
    act, page, pages = turn
    pieces = [Piece("\n".join(told))] if told else []
    titled = [f"## {escape(words.say(title))}\n{bold(head)}"]
    return card(BLUE, titled, pieces, paging(act, "", page, pages, words), page_note(page, pages, words))


def _publication(publication: Publication, who: str, words: Wording) -> str:
    why = publication.why if len(publication.why) <= LONGEST_WHY else f"{publication.why[: LONGEST_WHY - 1]}…"
    return f"{short(publication.version)} {line(publication, who, words)}: {escape(why)}"


def _entry(entry: Entry, who: str, words: Wording) -> str:
    about = [f"`{part}`" for part in (entry.subject, entry.version) if part]
    return " ".join([moment(entry.at), who, _did(entry.action, words), *about])


def _did(action: str, words: Wording) -> str:
    """What was done, in words; the token alone for what another version of this program wrote."""
    key = f"moderation.audit.did.{action}"
    return escape(words.say(key)) if words.has(key) else words.say("moderation.audit.did", action=f"`{action}`")
