"""A simulated Discord (simcord) with our bot in it: a server, a channel, two people."""

from __future__ import annotations

from dataclasses import dataclass

import simcord


@dataclass(frozen=True)
class Scene:
    """Where a test plays: alma asks, ben looks on."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    alma: simcord.MemberActor
    ben: simcord.MemberActor

    @property
    def mention(self) -> str:
        """What a message carries when it mentions the bot."""
        user = self.env.bot.user
        assert user is not None
        return user.mention

    @property
    def posts(self) -> list[simcord.MessageLike]:
        """The bot's public messages, oldest first."""
        return [m for m in self.channel.history() if m.author == self.env.bot.user]


def scene(env: simcord.Env) -> Scene:
    """The scene, set; errors of the bot fail the test unless it looks at them."""
    guild = env.create_guild("Neighbors")
    channel = guild.create_text_channel("questions")
    alma, ben = (guild.add_member(env.create_user(name)) for name in ("alma", "ben"))
    return Scene(env, channel, alma, ben)
