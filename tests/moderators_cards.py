"""Cards as moderators see them, over the built-in pack: a refresh that brings in one of its records, and one with mistakes."""

from __future__ import annotations

import datetime as dt
import json
import re

from bot.cards import Card
from bot.files import Files, Tree, read
from bot.moderation.cards import refresh
from bot.moderation.cards.refresh import Refreshed
from bot.store.proposals import Draft, Kind, Proposal
from knowledge import changes, pack
from knowledge.errors import Mistake, PackError
from knowledge.wording import REFERENCE, wording

TOWN_FILE, RECORD = "agencies/manchester-police.yaml", "f3-logs-manchester"
ORIGIN = "https://host.example/records/archive/main.zip"
MISSPELT = (("status: unknown", "status: unkown"), ("kind: search_log", "kind: serch_log"), ("status: alleged", "status: aleged"))


def refreshed(who: str) -> Card:
    """What a moderator reads when the pack is fetched and the published release lacks one of its records."""
    files = read(pack.built_in())
    before, after = pack.load(Tree.of(without(files))), pack.load(Tree.of(files))
    found = changes.compare(before, after)
    at = dt.datetime.now(dt.UTC)
    draft = Draft(at, "m-a", Kind.REFRESH, version=found.after, instead_of=found.before, origin=ORIGIN)
    numbers = {town.name: town.town_no for town in after.towns}
    shown = Refreshed(
        proposal=Proposal(1, draft),
        found=found,
        as_of=(str(before.manifest.as_of), str(after.manifest.as_of)),
        towns=tuple((town, numbers[town]) for town in found.towns),
        who=who,
    )
    return refresh.render(shown, wording(REFERENCE))


def refused(_who: str) -> Card:
    """What they read when the pack has mistakes."""
    return refresh.refused(mistakes(), ORIGIN, wording(REFERENCE))


def mistakes() -> tuple[Mistake, ...]:
    """What the checks say of the pack with a few words misspelt."""
    files = dict(read(pack.built_in()))
    for right, wrong in MISSPELT:
        files[TOWN_FILE] = files[TOWN_FILE].replace(right.encode(), wrong.encode(), 1)
    try:
        pack.load(Tree.of(files))
    except PackError as error:
        return error.mistakes
    return ()


def without(files: Files) -> Files:
    """The pack before the record came in."""
    cut = re.sub(rf"\n  - id: {RECORD}\n(?:    .*\n|\n(?=    ))*", "\n", files[TOWN_FILE].decode())
    made = {**files, TOWN_FILE: cut.encode()}
    for name in [name for name in files if name.startswith("translations/")]:
        texts = json.loads(files[name])
        texts["findings"].pop(RECORD, None)
        made[name] = json.dumps(texts).encode()
    return made
