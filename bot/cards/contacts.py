"""A legislator on a card: who they are, how much of the town they speak for, every way to reach them."""

from __future__ import annotations

from bot.cards.pieces import Piece
from bot.markdown import bold, escape, link, small
from knowledge.answer import Contact
from knowledge.wording import Wording

WHOLE = 0.995
LEAST = 0.01


def piece(person: Contact, words: Wording, label: str = "") -> Piece:
    """Name, seat and share, phone, email, page and form, the address of the office, and the day on which all this was checked."""
    seat = words.say("card.contact.seat", title=person.title, district=person.district, party=person.party)
    share = _share(person, words)
    ways = [escape(way) for way in (person.phone, person.email) if way]
    pages = {"card.contact.page": person.url, "card.contact.write": person.form_url}
    links = [link(words.say(key, name=person.name), url) for key, url in pages.items() if url]
    checked = small(escape(words.say("card.contact.checked", date=words.date(person.checked)))) if person.checked else ""
    office = escape(person.address) if person.address else ""
    told = [bold(label or person.name), small(escape(f"{seat} · {share}" if share else seat)), *ways, " · ".join(links)]
    lines = [*told, office, checked]
    return Piece("\n".join(line for line in lines if line))


def _share(person: Contact, words: Wording) -> str:
    if person.share is None or not person.town:
        return ""
    if person.share >= WHOLE:
        return words.say("card.contact.whole", town=person.town)
    share = words.percent(person.share) if person.share >= LEAST else words.say("card.contact.under_one_percent")
    return words.say("card.contact.share", share=share, town=person.town)
