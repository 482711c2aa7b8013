"""The invite links: exactly what the bot uses, and the application that the token names."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import invite

APPLICATION = "123456789012345678"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


def test_a_token_names_its_application() -> None:
    assert invite.application_id(TOKEN) == APPLICATION


@pytest.mark.parametrize(
    "text", ["", "hunter2", TOKEN.replace(".", "-"), f"Bot {TOKEN}", "not.a.token", f"{'x' * 24}.abcdef.{'y' * 38}"]
)
def test_text_of_another_shape_names_none(text: str) -> None:
    assert invite.application_id(text) is None


@given(st.text())
def test_no_text_breaks_the_check_of_the_shape(text: str) -> None:
    assert invite.application_id(text) is None


def test_the_server_link_asks_for_the_needed_scopes_and_permissions_and_no_more() -> None:
    link = urlsplit(invite.server_link(APPLICATION))
    query = parse_qs(link.query)
    assert f"{link.scheme}://{link.netloc}{link.path}" == "https://discord.com/oauth2/authorize"
    assert query["client_id"] == [APPLICATION]
    assert query["scope"] == ["bot applications.commands"]
    needed = discord.Permissions(view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True)
    assert query["permissions"] == [str(needed.value)]


def test_each_permission_is_the_one_that_discord_calls_so() -> None:
    assert {name: discord.Permissions(**{name: True}).value for name in invite.PERMISSIONS} == invite.PERMISSIONS


def test_the_personal_link_asks_for_commands_alone() -> None:
    query = parse_qs(urlsplit(invite.personal_link(APPLICATION)).query)
    assert query == {"client_id": [APPLICATION], "scope": ["applications.commands"], "integration_type": ["1"]}
