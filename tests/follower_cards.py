"""Cards as organizers and followers see them, over the built-in pack."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

from bot.cards import Card
from bot.files import Tree, read
from bot.following.cards import digest, following, holding, renewal
from bot.following.cards.following import Following
from bot.holdings import Held, HeldDelivery, HeldFollowing
from bot.releases import Release
from bot.store import updates
from bot.store.follows import Follower, Pace, Quiet
from bot.store.outbox import Audience, Progress
from bot.store.updates import Kind, State, Update, Wording
from bot.updates import changes
from bot.updates.cards import changed, preview, progress
from bot.updates.cards import update as update_cards
from bot.updates.cards.preview import Preview
from bot.updates.cards.progress import Way
from bot.updates.cards.update import Reader, Where
from knowledge import pack
from knowledge.base import KnowledgeBase
from knowledge.wording import wording
from tests.bot.desks import release
from tests.moderators_cards import without

NOW = dt.datetime(2026, 11, 22, 17, tzinfo=dt.UTC)
TOWNS = ("Manchester", "Norwalk")


def town(name: str) -> int:
    return release().base.towns[name].town_no


def reader(language: str = "en", where: Where = Where.DIRECT) -> Reader:
    return Reader(wording(language), release(), where, "update.12")


def update(state: State = State.PUBLISHED, **words: object) -> Update:
    """An update of the organizers of an invented server."""
    told = {
        "headline": "Council votes on the camera contract",
        "text": "The council decides on Thursday whether the town keeps its license-plate cameras. Anybody may speak for three "
        "minutes; come a little early to sign up.\n\nWe will meet on the steps half an hour before.",
        "towns": tuple(map(town, TOWNS)),
        "link": "https://council.example/agenda",
        "starts_at": dt.datetime(2026, 12, 3, 23, 30, tzinfo=dt.UTC),
        "time_zone": "America/New_York",
        "place": "Town Hall, main room",
    }
    return Update(
        n=12,
        kind=Kind.UPDATE,
        state=state,
        revision=1,
        server=1,
        server_name="Neighbors for Privacy",
        wording=Wording(**{**told, **words}),  # type: ignore[arg-type]
        content="",
        trusted=True,
        by="m-a",
        approved_by=None,
        replaces=None,
        made_at=NOW,
        published_at=None if state is State.DRAFT else NOW,
        changed_at=None,
        retracted_at=NOW if state is State.RETRACTED else None,
    )


def previewed(language: str = "en") -> Card:
    shown = Preview(draft=update(State.DRAFT), audience=Audience(62, 34, 4), trusted=True, mine=True, two=False)
    return preview.render(shown, reader(language))


def delivered(language: str = "en") -> Card:
    return update_cards.render(update(), reader(language))


def taken_back(language: str = "en") -> Card:
    return update_cards.render(update(State.RETRACTED), reader(language))


def on_its_way(language: str = "en") -> Card:
    failed = MappingProxyType({"50007": 3, "50013": 1})
    return progress.render(Way(update(), Progress(34, 62, 0, failed)), wording(language))


def record() -> changes.Changed:
    """What changes for readers where one of the pack's records comes in."""
    before = Release.of(KnowledgeBase.of(pack.load(Tree.of(without(read(pack.built_in()))))))
    found = changes.between(before, release(), dt.date(2026, 11, 22))
    assert found
    return found


def what_changed(language: str = "en") -> Card:
    return changed.render(record().about(language), reader(language))


def digested(language: str = "en") -> Card:
    of_record = updates.Kind.CHANGE
    found = record()
    told = update(towns=found.towns)
    change = Update(**{name: getattr(told, name) for name in Update.__slots__} | {"kind": of_record, "content": found.to_json()})
    return digest.render((update(), change), (*found.towns, town("Norwalk")), reader(language))


def follower(paused: str | None = None) -> Follower:
    return Follower(
        person="m-b", sealed=b"", direct=None, language="en", pace=Pace.DAILY, quiet=Quiet(22, 8), time_zone="America/New_York",
        paused=paused, paused_at=None, agreed_at=NOW, renewed_at=NOW, lapses_at=NOW + dt.timedelta(days=180), reminded_at=None,
        told_at=NOW, digest_at=None, towns=tuple(map(town, TOWNS)),
    )  # fmt: skip


def asked(language: str = "en") -> Card:
    return following.consent(town("Norwalk"), "Norwalk", wording(language))


def followed(language: str = "en", paused: str | None = None) -> Card:
    return following.overview(Following(follower(paused), "following.begun", "Norwalk"), release(), wording(language))


def renewed(language: str = "en") -> Card:
    return renewal.render(follower(), reader(language))


def held(language: str = "en") -> Card:
    their = follower()
    kept = HeldFollowing(
        dict.fromkeys(their.towns, NOW), "en", "daily", their.quiet, their.time_zone, None, NOW, NOW, their.lapses_at
    )
    deliveries = (HeldDelivery("update", 12, "sent", NOW, NOW),) * 3
    return holding.render(Held("m-b", "en", kept, deliveries, (), ()), release(), wording(language))
