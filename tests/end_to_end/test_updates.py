"""Organizers post, edit and retract; what they post reaches followers, channels and answers, and nobody else."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.client import PlainsightClient
from bot.moderation.office import utc_now
from bot.store import servers, updates
from bot.store.updates import State
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BRUNO, CARMEN, GUILD_ID, OTHER, OTHER_GUILD_ID, OTHER_KEEPERS, POSTERS, UPDATES
from tests.end_to_end.moderating import KEEPER, MANAGER, POSTER, STRANGER, Deployment
from tests.end_to_end.updating import (
    ENGLISH,
    HEADLINE,
    LINK,
    TEXT,
    WORDS,
    ask,
    draft,
    follow,
    inbox,
    office,
    publish,
    until_reads,
    until_sent,
)


async def written(client: PlainsightClient, n: int = 1) -> updates.Update:
    found = await updates.find(office(client).store, n)
    assert found
    return found


async def test_an_update_reaches_its_followers_and_is_edited_and_retracted_where_it_stands(
    server: Server, delivering: PlainsightClient
) -> None:
    await follow(server, ALICE, "Alder")
    await follow(server, CARMEN, "Birch")
    preview = await draft(server, "Alder")
    assert preview.ephemeral
    assert "1 person by direct message, at once" in preview.text
    await server.click(POSTER, preview, "Publish", locale=ENGLISH)
    sent = await until_sent(server, inbox(ALICE))
    for line in (f"## {HEADLINE}", "From the organizers of Neighbours · Alder", TEXT, "**Where:** Town Hall", "**When:** <t:"):
        assert line in preview.text
        assert line in sent.text
    assert sent.links == (LINK,)
    form = await server.slash(POSTER, "update edit", number=1, locale=ENGLISH)
    changed = await server.submit(POSTER, form, text="The vote is off.", locale=ENGLISH)
    assert "1 message already sent, which changes where it stands" in changed.text
    assert TEXT in server.sent(inbox(ALICE))[0].text, "a change is looked at before it goes out"
    await server.click(POSTER, changed, "Publish", locale=ENGLISH)
    await until_reads(server, inbox(ALICE), "The vote is off.")
    asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
    await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
    sent = await until_reads(server, inbox(ALICE), f"Taken back: {HEADLINE}")
    assert "The vote is off." not in sent.text
    assert sent.links == ()
    assert len(server.sent(inbox(ALICE))) == 1
    assert server.sent(inbox(CARMEN)) == []


async def test_the_reader_gets_the_card_in_their_language_with_a_way_to_the_town(
    server: Server, delivering: PlainsightClient
) -> None:
    asked = await server.slash(CARMEN, "follow", town="Alder")
    await server.click(CARMEN, asked, "Acepto: seguir Alder")
    await publish(server)
    sent = await until_sent(server, inbox(CARMEN))
    assert "De quienes organizan Neighbours · Alder" in sent.text
    town = await server.click(CARMEN, sent, "Alder")
    assert "## Alder" in town.text


async def test_what_is_wrong_is_told_beside_the_field_and_nothing_typed_is_lost(server: Server, client: PlainsightClient) -> None:
    long = "x" * 1600
    told = await draft(server, headline="y" * 130, text=long, link="http://council.example", when="3/12 18:30")
    assert "4 things to mend; nothing is lost" in told.text
    assert "**Headline**: This has 130 characters; 100 fit." in told.text
    assert "**What happened?**: This has 1,600 characters; 1,500 fit." in told.text
    assert "**Link**: The link must start with https:" in told.text
    assert "**When is the event?**: Is that " in told.text
    again = await server.click(POSTER, told, "Open the form again", locale=ENGLISH)
    assert {field.custom_id: field.value for field in again.fields}["text"] == long
    beside = [label.get("description") for label in again.body["components"]]
    assert beside[0] == "This has 130 characters; 100 fit. Please shorten it."
    assert beside[3].startswith("Is that ")
    fixed = await server.submit(POSTER, again, **WORDS, locale=ENGLISH)
    assert "This is how it will look" in fixed.text


@pytest.mark.parametrize(
    ("towns", "said"),
    [
        ("Nowhereville", "I know no town named “Nowhereville”"),
        (" , ;", "Name at least one town"),
        ("@everyone [x](https://evil.example)", "Check the spelling"),
    ],
)
async def test_towns_that_are_not_clear_are_told_before_any_form(
    server: Server, client: PlainsightClient, towns: str, said: str
) -> None:
    told = await server.slash(POSTER, "update post", towns=towns, locale=ENGLISH)
    assert told.kind is Kind.MESSAGE
    assert said in told.text
    assert "@everyone" not in told.text
    assert "](https://evil.example)" not in told.text


async def test_misspelt_towns_and_the_whole_state_are_understood(server: Server, client: PlainsightClient) -> None:
    await draft(server, "aldr, Birch")
    await draft(server, "Statewide")
    await draft(server, "todo el estado")
    towns = client.desk.release.base.towns
    assert [(await written(client, n)).wording.towns for n in (1, 2, 3)] == [
        (towns["Alder"].town_no, towns["Birch"].town_no),
        (),
        (),
    ]


async def test_the_towns_can_be_changed_in_the_preview(server: Server, client: PlainsightClient) -> None:
    form = await server.click(POSTER, await draft(server), "Change the towns", locale=ENGLISH)
    assert form.fields[0].value == "Alder"
    wrong = await server.submit(POSTER, form, towns="Nowhereville", locale=ENGLISH)
    again = await server.click(POSTER, wrong, "Open the form again", locale=ENGLISH)
    assert again.fields[0].value == "Nowhereville"
    shown = await server.submit(POSTER, again, towns="Birch", locale=ENGLISH)
    assert "Neighbours · Birch" in shown.text


HOSTILE = [
    "@everyone @here <@&1100000000000000501> <@1100000000000000011> <#1100000000000000101>",
    "[Town of Alder](https://evil.example/login) <https://evil.example>",
    "# Plainsight\n-# Verified record\n> quoted\n```ansi\n\u001b[31mred```",
    "\u202egnp.exe\u2066 z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u200b\ufeff||spoiler||",
    "</setup:1> <t:0:R> <:x:1> discord.gg/abc https://discord.com/invite/abc {headline} %s ${x} \\",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["headline", "text", "where"])
async def test_hostile_words_show_as_they_are_and_ping_link_and_hide_nothing(
    server: Server, delivering: PlainsightClient, field: str, text: str
) -> None:
    await server.slash(MANAGER, "feed add", given={"channel": UPDATES}, locale=ENGLISH)
    await publish(server, **{field: text[:100]})
    sent = await until_sent(server, UPDATES)
    alive = re.sub(r"\\.", "", sent.text)  # without what is escaped
    for trick in ("@everyone", "@here", "<@", "<#", "</", "<t:0", "](", "```", "||", "\u202e", "\u2066", "\ufeff"):
        assert trick not in alive
    assert "discord.gg" not in sent.text
    calls = server.calls_to("POST", "/channels/{channel_id}/messages")
    assert all(call.body["allowed_mentions"] == {"parse": []} for call in calls)
    assert not any(line.startswith(("# ", "> ")) for line in sent.text.splitlines())


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("javascript:alert(1)", "must start with https:"),
        ("https://council.example@evil.example/", "no address that people can open"),
        ("https://\u0441\u043euncil.example/", "Letters in it can pass for others"),
        ("https://localhost/", "no address that people can open"),
        ("https://council.example/\u202egnp", "no address that people can open"),
    ],
)
async def test_a_link_that_leads_elsewhere_than_it_seems_is_refused(
    server: Server, client: PlainsightClient, link: str, said: str
) -> None:
    assert said in (await draft(server, link=link)).text


async def test_a_draft_survives_a_restart_and_is_published_by_its_old_button(server: Server, place: Deployment) -> None:
    place.delivers = True
    async with server.connect(place.client()) as first:
        await place.set_up(first)
        preview = await draft(server)
    async with server.connect(place.client()) as second:
        await server.click(POSTER, preview, "Publish", locale=ENGLISH)
        assert (await written(second)).state is State.PUBLISHED


async def test_a_draft_is_discarded_with_its_words(server: Server, client: PlainsightClient) -> None:
    preview = await draft(server)
    gone = await server.click(POSTER, preview, "Discard", locale=ENGLISH)
    assert "Nothing was sent" in gone.text
    assert (await written(client)).wording.text == ""
    assert "There are none yet" in (await server.slash(POSTER, "update list", locale=ENGLISH)).text


async def test_of_two_who_publish_at_the_same_time_one_does(server: Server, client: PlainsightClient) -> None:
    first = await draft(server)
    second = await server.click(POSTER, await server.slash(POSTER, "update list", locale=ENGLISH), "Open 1", locale=ENGLISH)
    await server.click(POSTER, first, "Publish", locale=ENGLISH)
    late = await server.click(POSTER, second, "Publish", locale=ENGLISH)
    assert "Update 1 is no draft any more" in late.text


async def test_a_second_organizer_publishes_where_the_settings_ask_for_one(server: Server, place: Deployment) -> None:
    place.second_organizer = True
    another = CARMEN.having(POSTERS)
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        preview = await draft(server)
        assert "Another organizer has to publish it." in preview.text
        waits = await server.click(POSTER, preview, "Ask another organizer", locale=ENGLISH)
        assert "Update 1 waits for another organizer" in waits.text
        listed = await server.slash(another, "update list", locale=ENGLISH)
        shown = await server.click(another, listed, "Open 1", locale=ENGLISH)
        form = await server.click(another, shown, "Edit", locale=ENGLISH)
        own = await server.submit(another, form, text="Other words.", locale=ENGLISH)
        assert "Ask another organizer" in [button.label for button in own.buttons], "whoever edits it becomes its author"
        shown = await server.click(POSTER, await server.slash(POSTER, "update list", locale=ENGLISH), "Open 1", locale=ENGLISH)
        await server.click(POSTER, shown, "Publish", locale=ENGLISH)
        assert (await written(client)).state is State.PUBLISHED


async def test_the_author_cannot_publish_where_another_has_to(server: Server, place: Deployment) -> None:
    place.second_organizer = True
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await server.click(POSTER, await draft(server), "Ask another organizer", locale=ENGLISH)
        shown = await server.click(POSTER, await server.slash(POSTER, "update list", locale=ENGLISH), "Open 1", locale=ENGLISH)
        told = await server.click(POSTER, shown, "Publish", locale=ENGLISH)
        assert "another organizer has to publish it" in told.text
        assert (await written(client)).state is State.WAITING


async def test_nobody_publishes_other_words_than_they_have_seen(server: Server, place: Deployment) -> None:
    place.second_organizer = True
    another = CARMEN.having(POSTERS)
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await draft(server)
        seen = await server.click(another, await server.slash(another, "update list", locale=ENGLISH), "Open 1", locale=ENGLISH)
        own = await server.click(POSTER, await server.slash(POSTER, "update list", locale=ENGLISH), "Open 1", locale=ENGLISH)
        form = await server.click(POSTER, own, "Edit", locale=ENGLISH)
        await server.submit(POSTER, form, text="Words that nobody else has seen.", locale=ENGLISH)
        shown = await server.click(another, seen, "Publish", locale=ENGLISH)
        assert "Words that nobody else has seen." in shown.text
        assert (await written(client)).state is State.DRAFT
        await server.click(another, shown, "Publish", locale=ENGLISH)
        assert (await written(client)).state is State.PUBLISHED


async def test_the_progress_card_renews_itself_until_everything_is_there(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, ALICE)
    progress = await publish(server)
    done = progress if "1 of 1 delivered" in progress.text else await server.next_reply(progress)
    assert "**1 of 1 delivered**" in done.text
    assert "Everyone was reached." in done.text
    status = await server.slash(POSTER, "update status", number=1, locale=ENGLISH)
    again = await server.click(POSTER, status, "Refresh", locale=ENGLISH)
    assert "1 of 1 delivered" in again.text


async def test_an_update_stands_in_answers_under_its_organizers_name_and_goes_with_its_retraction(
    server: Server, client: PlainsightClient
) -> None:
    await publish(server, headline="The vote is tonight")
    town = await ask(server, ALICE, "does Alder share with ICE?")
    assert "### Latest from organizers\nThe vote is tonight (Neighbours, " in town.text
    part = await server.click(ALICE, town, "Latest from organizers")
    assert TEXT in part.text
    assert "Posted by the organizers of Neighbours on" in part.text
    assert "They are not part of the sourced record." in part.text
    news = await ask(server, ALICE, "what is new in Alder?")
    assert "The vote is tonight" in news.text
    assert "The vote is tonight" not in (await ask(server, ALICE, "does Birch share with ICE?")).text
    asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
    await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
    assert "The vote is tonight" not in (await ask(server, ALICE, "does Alder share with ICE?")).text


async def test_anothers_servers_updates_stay_there_until_the_moderators_trust_it(
    server: Server, delivering: PlainsightClient
) -> None:
    store, now = office(delivering).store, office(delivering).now()
    poster = BRUNO.having(OTHER_KEEPERS)
    await servers.keep(store, servers.Server(OTHER_GUILD_ID, None, OTHER_KEEPERS.id), now)
    await server.add_to(OTHER_GUILD_ID)
    await follow(server, ALICE)
    form = await server.slash(poster, "update post", towns="Alder", channel=OTHER, locale=ENGLISH)
    preview = await server.submit(poster, form, **WORDS, locale=ENGLISH)
    assert "updates reach people elsewhere, so it goes to" in preview.text
    assert "1 person" not in preview.text
    await server.click(poster, preview, "Publish", locale=ENGLISH)
    assert HEADLINE not in (await ask(server, ALICE, "does Alder share with ICE?")).text
    listed = await server.slash(KEEPER, "kb organizers", locale=ENGLISH)
    assert "not trusted; its updates stay in its own channels" in listed.text
    trusted = await server.click(KEEPER, listed, "Trust Others", locale=ENGLISH)
    assert "trusted; its updates reach everyone" in trusted.text
    assert HEADLINE in (await ask(server, ALICE, "does Alder share with ICE?")).text
    form = await server.slash(poster, "update post", towns="Alder", channel=OTHER, locale=ENGLISH)
    preview = await server.submit(poster, form, **{**WORDS, "headline": "Now trusted"}, locale=ENGLISH)
    await server.click(poster, preview, "Publish", locale=ENGLISH)
    await until_reads(server, inbox(ALICE), "Now trusted")
    assert len(server.sent(inbox(ALICE))) == 1
    await server.click(KEEPER, trusted, "No longer trust Others", locale=ENGLISH)
    assert "Now trusted" not in (await ask(server, ALICE, "does Alder share with ICE?")).text
    form = await server.slash(poster, "update edit", number=2, channel=OTHER, locale=ENGLISH)
    changed = await server.submit(poster, form, text="Buy this.", locale=ENGLISH)
    told = await server.click(poster, changed, "Publish", locale=ENGLISH)
    assert "can only be taken back" in told.text
    assert "Buy this." not in server.sent(inbox(ALICE))[0].text


async def test_nobody_touches_another_servers_updates(server: Server, client: PlainsightClient) -> None:
    await draft(server)
    await servers.keep(office(client).store, servers.Server(OTHER_GUILD_ID, None, OTHER_KEEPERS.id), office(client).now())
    await server.add_to(OTHER_GUILD_ID)
    for command in ("update edit", "update retract", "update status"):
        told = await server.slash(STRANGER, command, number=1, channel=OTHER, locale=ENGLISH)
        assert "This server has no update 1" in told.text
    assert HEADLINE not in (await server.slash(STRANGER, "update list", channel=OTHER, locale=ENGLISH)).text


async def test_the_servers_time_zone_reads_the_times(server: Server, client: PlainsightClient) -> None:
    told = await server.slash(MANAGER, "setup", **{"time-zone": "Mars/Olympus"}, locale=ENGLISH)
    assert "I know no such time zone" in told.text
    offered = await server.autocomplete(MANAGER, "setup", "time-zone", "los ang")
    assert [choice.value for choice in offered] == ["America/Los_Angeles"]
    await server.slash(MANAGER, "setup", **{"time-zone": "America/Los_Angeles"}, locale=ENGLISH)
    await draft(server)
    starts = (await written(client)).wording.starts_at
    assert starts
    assert starts.hour in (1, 2), "18:30 there is early next morning in UTC"


async def test_towns_are_suggested_one_after_the_other(server: Server, client: PlainsightClient) -> None:
    offered = await server.autocomplete(POSTER, "update post", "towns", "Alder, bir", locale=ENGLISH)
    assert [choice.value for choice in offered] == ["Alder, Birch"]
    assert "statewide" in [c.value for c in await server.autocomplete(POSTER, "update post", "towns", "", locale=ENGLISH)]
    assert await server.autocomplete(ALICE, "update post", "towns", "al", locale=ENGLISH) == ()


async def test_a_server_that_is_left_drops_out(server: Server, delivering: PlainsightClient) -> None:
    await server.slash(MANAGER, "feed add", given={"channel": UPDATES}, locale=ENGLISH)
    await publish(server)
    await until_sent(server, UPDATES)
    await office(delivering).leave(GUILD_ID)
    assert delivering.desk.board.about((), delivering.desk.today()) == ()


async def test_a_server_publishes_so_many_an_hour_and_what_is_too_much_waits_as_a_draft(
    server: Server, place: Deployment
) -> None:
    moment = utc_now()
    place.now = lambda: moment
    place.limit = 0
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        for _ in range(6):
            await publish(server)
        told = await publish(server, headline="One more")
        again = int((moment + dt.timedelta(hours=1)).timestamp())
        assert "This server has sent 6 updates in a short time" in told.text
        assert f"You can publish this one <t:{again}:R>" in told.text
        assert (await written(client, 7)).state is State.DRAFT
        form = await server.slash(POSTER, "update edit", number=1, locale=ENGLISH)
        changed = await server.submit(POSTER, form, text="Corrected.", locale=ENGLISH)
        await server.click(POSTER, changed, "Publish", locale=ENGLISH)
        assert (await written(client, 1)).wording.text == "Corrected.", "a correction is never held back"
        asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
        await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
        assert (await written(client, 1)).state is State.RETRACTED
        moment += dt.timedelta(hours=1)
        shown = await server.slash(POSTER, "update edit", number=7, locale=ENGLISH)
        preview = await server.submit(POSTER, shown, locale=ENGLISH)
        await server.click(POSTER, preview, "Publish", locale=ENGLISH)
        assert (await written(client, 7)).state is State.PUBLISHED
