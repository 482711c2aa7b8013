"""Following and no longer following towns, and how somebody wants to be told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.days import HOME
from bot.delivery.hours import next_digest
from bot.errors import DeclinedError
from bot.following.cards import following as cards
from bot.following.cards.following import Following
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.store import follows, servers, updates
from bot.store.follows import Follower, Newcomer, Pace
from bot.updates.zones import zone_of

MOST = 25
"""So many towns a person can follow: as many as a list in Discord shows."""
OF_AN_UPDATE = re.compile(r"update\.([1-9][0-9]{0,8})")


async def follow(visit: Visit, town: str) -> None:
    """Follow the town that somebody typed, or ask which is meant; who follows nothing yet is first told what is kept."""
    release = visit.office.desk.release
    seen = release.base.finder.find(town)
    names = seen.towns or (seen.clarify.choices if seen.clarify else ())
    numbers = tuple((name, release.base.towns[name].town_no) for name in names if name in release.base.towns)
    if not numbers:
        raise DeclinedError("following.unknown")
    if len(numbers) > 1 or not seen.towns:
        await visit.answer(cards.which(numbers, visit.words))
        return
    await _begin(visit, numbers[0][1])


async def begin(visit: Visit) -> None:
    """The same for the town of the button; on an update in a channel, for the towns that it is about."""
    release, of_update = visit.office.desk.release, OF_AN_UPDATE.fullmatch(visit.subject)
    if of_update is None:
        await _begin(visit, visit.number)
        return
    update = await updates.find(visit.office.store, int(of_update.group(1)))
    numbers = [number for number in (update.wording.towns if update else ()) if number in release.towns]
    if len(numbers) == 1:
        await _begin(visit, numbers[0])
    elif numbers:
        await visit.answer(cards.which(tuple((release.towns[number].name, number) for number in numbers), visit.words))
    else:
        await visit.answer(cards.nothing("following.which", visit.words))


async def agree(visit: Visit) -> None:
    """Keep somebody who agreed, with their first town."""
    await _follow(visit, visit.number, pressed=True)


async def no(visit: Visit) -> None:
    """Keep nothing of somebody who did not agree."""
    await visit.replace(cards.nothing("following.not", visit.words))


async def overview(visit: Visit) -> None:
    """Show what somebody follows and how they are told."""
    follower = await _follower(visit)
    if follower is None:
        await visit.answer(cards.nothing("following.none", visit.words))
        return
    await _answer(visit, Following(follower))


async def unfollow(visit: Visit, town: str) -> None:
    """Follow a town no more."""
    release = visit.office.desk.release
    seen = release.base.finder.find(town)
    if len(seen.towns) != 1:
        raise DeclinedError("following.unknown")
    await _unfollow(visit, release.base.towns[seen.towns[0]].town_no, pressed=False)


async def unfollow_pressed(visit: Visit) -> None:
    """The same for the one picked from the list."""
    picked = visit.filled.text("")
    await _unfollow(visit, int(picked) if picked.isascii() and picked.isdigit() else 0, pressed=True)


async def pace(visit: Visit) -> None:
    """Tell somebody at another pace."""
    follower, picked = await _known(visit), visit.filled.text("")
    if picked not in list(Pace):
        raise DeclinedError("error.stale")
    now, chosen = visit.office.now(), Pace(picked)
    store, following = visit.office.store, next_digest(chosen, follower.time_zone, now)
    trusted = await servers.trusted(store, visit.office.home) | {updates.OF_THE_RECORD}
    await follows.set_pace(store, visit.who, chosen, following, now, trusted=trusted)
    await _show(visit, "following.saved")


async def quiet(visit: Visit) -> None:
    """Leave somebody alone in other hours, or in none."""
    follower, picked = await _known(visit), visit.filled.text("")
    chosen = {f"{one.start}-{one.until}": one for one in cards.HOURS}.get(picked)
    if chosen is None and picked != cards.ALWAYS:
        raise DeclinedError("error.stale")
    await follows.set_quiet(visit.office.store, visit.who, chosen, follower.time_zone)
    await _show(visit, "following.saved")


async def renew(visit: Visit) -> None:
    """Let it go on for as long again, and write to them again if that was refused."""
    await _known(visit)
    await follows.renew(visit.office.store, visit.who, visit.office.now())
    await _show(visit, "following.renewed")


async def _begin(visit: Visit, number: int) -> None:
    town = visit.office.desk.release.towns.get(number)
    if town is None:
        raise DeclinedError("error.stale")
    follower = await _follower(visit)
    if follower is None:
        await visit.answer(cards.consent(number, town.name, visit.words))
        return
    await _follow(visit, number, pressed=False)


async def _follow(visit: Visit, number: int, *, pressed: bool) -> None:
    office, town = visit.office, visit.office.desk.release.towns.get(number)
    if town is None:
        raise DeclinedError("error.stale")
    before = await _follower(visit)
    if before and number not in before.towns and len(before.towns) >= MOST:
        raise DeclinedError("following.many", most=MOST)
    server = visit.standing.server
    here = zone_of(await servers.find(office.store, server)) if server else HOME
    sealed = office.people.seal(visit.interaction.user.id)
    newcomer = Newcomer(person=visit.who, sealed=sealed, language=visit.words.language, time_zone=here.key)
    follower = await follows.follow(office.store, newcomer, number, office.now())
    card = cards.overview(Following(follower, "following.begun", town.name), office.desk.release, visit.words)
    await (visit.replace(card) if pressed else visit.answer(card))


async def _unfollow(visit: Visit, number: int, *, pressed: bool) -> None:
    office, town = visit.office, visit.office.desk.release.towns.get(number)
    if town is None:
        raise DeclinedError("error.stale")
    await follows.unfollow(office.store, visit.who, number)
    follower = await _follower(visit)
    if follower:
        card = cards.overview(Following(follower, "following.ended", town.name), office.desk.release, visit.words)
    else:
        card = cards.nothing("following.ended.all", visit.words, town=town.name)
    await (visit.replace(card) if pressed else visit.answer(card))


async def _show(visit: Visit, head: str) -> None:
    card = cards.overview(Following(await _known(visit), head), visit.office.desk.release, visit.words)
    await visit.replace(card)


async def _answer(visit: Visit, following: Following) -> None:
    await visit.answer(cards.overview(following, visit.office.desk.release, visit.words))


async def _known(visit: Visit) -> Follower:
    """Somebody who follows; raises DeclinedError for who does not, or no longer does."""
    follower = await _follower(visit)
    if follower is None:
        raise DeclinedError("following.over")
    return follower


async def _follower(visit: Visit) -> Follower | None:
    return await follows.of(visit.office.store, visit.who)


PRESSED: Mapping[Act, Handler] = {
    Act.FOLLOW: begin,
    Act.AGREE_FOLLOW: agree,
    Act.NO_FOLLOW: no,
    Act.FOLLOWING: overview,
    Act.UNFOLLOW: unfollow_pressed,
    Act.PACE: pace,
    Act.QUIET: quiet,
    Act.RENEW: renew,
}
