"""The gateway: sessions over websockets, with replay, and with the accidents that a test scripts."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.discord_server.changes import Changes
from tests.discord_server.compression import Compressor, compressor
from tests.discord_server.world import BOT, BOT_ID, GUILD_ID, JSON, TOKEN, guild_create, mint

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
HIDDEN: JSON = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass(eq=False)
class Connection:
    """One websocket, from HELLO to its end."""

    socket: web.WebSocketResponse
    request: web.Request
    compress: Compressor | None

    async def send(self, frame: str) -> None:
        """Send one JSON frame, compressed if the client asked for it; a dead socket is the session's business."""
        with contextlib.suppress(ConnectionError):
            if self.compress is None:
                await self.socket.send_str(frame)
            else:
                await self.socket.send_bytes(self.compress(frame.encode()))

    def abort(self) -> None:
        """Cut the line: no close frame, no goodbye."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(eq=False)
class Session:
    """What Discord remembers of one IDENTIFY; outlives its connections and can be resumed."""

    id: str
    shard: tuple[int, int]
    intents: int
    connection: Connection | None
    frames: list[str] = field(default_factory=list)

    async def dispatch(self, event: str, data: JSON) -> None:
        """Send an event now, or keep it for the RESUME when the line is down."""
        frame = json.dumps({"op": 0, "t": event, "s": len(self.frames) + 1, "d": data}, separators=(",", ":"))
        self.frames.append(frame)
        if self.connection is not None:
            await self.connection.send(frame)

    def hears(self, event: str, data: JSON) -> bool:
        """Whether Discord sends this event to this session: the right shard and the intent for it."""
        number, of = self.shard
        guild_id = data.get("guild_id")
        if number != ((int(guild_id) >> 22) % of if guild_id else 0):
            return False
        if event.startswith("MESSAGE_"):
            return bool(self.intents & (GUILD_MESSAGES if guild_id else DIRECT_MESSAGES))
        return True

    def censored(self, event: str, data: JSON) -> JSON:
        """The message without its content unless Discord would show it to this bot."""
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return data
        if referenced := data.get("referenced_message"):
            data = data | {"referenced_message": self.censored(event, referenced)}
        mentioned = any(user["id"] == str(BOT_ID) for user in data["mentions"])
        own = data["author"]["id"] == str(BOT_ID)
        if self.intents & MESSAGE_CONTENT or mentioned or own or not data.get("guild_id"):
            return data
        return data | HIDDEN


class Gateway:
    """The websocket side; `identifies` and `resumes` are the payloads received, in order."""

    def __init__(self, changes: Changes, *, privileged: bool = False, shards: int = 1, heartbeat: float = 41.25) -> None:
        self.changes, self.privileged, self.shards, self.heartbeat = changes, privileged, shards, heartbeat
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identifies: list[JSON] = []
        self.resumes: list[JSON] = []
        self.heartbeats = 0
        self.forgets = False
        self._open = asyncio.Event()
        self._open.set()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket until it ends."""
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.5)
        await socket.prepare(request)
        connection = Connection(socket, request, compressor(request.query.get("compress")))
        self.connections.append(connection)
        try:
            await self._open.wait()
            interval = int(self.heartbeat * 1000)
            await connection.send(json.dumps({"op": 10, "t": None, "s": None, "d": {"heartbeat_interval": interval}}))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, json.loads(message.data))
                    self.changes.notify()
        finally:
            self._disconnected(connection)
        return socket

    async def _receive(self, connection: Connection, frame: JSON) -> None:
        match frame["op"]:
            case 1:
                self.heartbeats += 1
                await connection.send('{"op":11,"t":null,"s":null,"d":null}')
            case 2:
                await self._identify(connection, frame["d"])
            case 6:
                await self._resume(connection, frame["d"])
            case 3 | 4 | 8:
                pass
            case _:
                await connection.socket.close(code=4001, message=b"Unknown opcode.")

    async def _identify(self, connection: Connection, data: JSON) -> None:
        self.identifies.append(data)
        if data["token"] != TOKEN:
            await connection.socket.close(code=4004, message=b"Authentication failed.")
            return
        if data["intents"] & PRIVILEGED and not self.privileged:
            await connection.socket.close(code=4014, message=b"Disallowed intent(s).")
            return
        number, of = data.get("shard", [0, 1])
        session = Session(mint(), (number, of), data["intents"], connection)
        self.sessions[session.id] = session
        has_guild = session.hears("GUILD_CREATE", {"guild_id": GUILD_ID}) and bool(session.intents & GUILDS)
        ready: JSON = {
            "v": 10, "user": BOT.user(), "session_id": session.id, "resume_gateway_url": self.url, "shard": [number, of],
            "guilds": [{"id": str(GUILD_ID), "unavailable": True}] if has_guild else [],
            "application": {"id": str(BOT_ID), "flags": 0}, "private_channels": [],
        }  # fmt: skip
        await session.dispatch("READY", ready)
        if has_guild:
            await session.dispatch("GUILD_CREATE", guild_create())

    async def _resume(self, connection: Connection, data: JSON) -> None:
        self.resumes.append(data)
        session = self.sessions.get(data["session_id"])
        if session is None or self.forgets or data["token"] != TOKEN or not 0 <= (data["seq"] or 0) <= len(session.frames):
            self.forgets = False
            await connection.send('{"op":9,"t":null,"s":null,"d":false}')
            return
        replayed = data["seq"] or 0
        while replayed < len(session.frames):  # events may arrive during the replay, so look again after each
            await connection.send(session.frames[replayed])
            replayed += 1
        session.connection = connection
        await session.dispatch("RESUMED", {})

    def _disconnected(self, connection: Connection) -> None:
        self.connections.remove(connection)
        for session in list(self.sessions.values()):
            if session.connection is connection:
                session.connection = None
                if connection.socket.close_code in (1000, 1001):
                    del self.sessions[session.id]
        self.changes.notify()

    async def dispatch(self, event: str, data: JSON) -> None:
        """Send an event to every session that Discord would send it to."""
        for session in list(self.sessions.values()):
            if session.hears(event, data):
                await session.dispatch(event, session.censored(event, data))

    def live(self) -> list[Session]:
        """The sessions whose line is up."""
        return [session for session in self.sessions.values() if session.connection is not None]

    async def cut(self, code: int | None = None) -> None:
        """End every connection at once: without a close frame, or with Discord's close `code`."""
        ending = list(self.connections)
        for session in self.sessions.values():
            session.connection = None
        for connection in ending:
            if code is None:
                connection.abort()
            else:
                await connection.socket.close(code=code)
        await self.changes.until(lambda: not any(connection in self.connections for connection in ending), "the line to go down")

    @contextlib.asynccontextmanager
    async def outage(self) -> AsyncIterator[None]:
        """Cut every connection and let nobody past the door until the block ends."""
        self._open.clear()
        try:
            await self.cut()
            yield
        finally:
            self._open.set()

    async def ask_to_reconnect(self) -> None:
        """Op 7 to everybody: the client must come back and RESUME."""
        await self._tell(self.live(), {"op": 7, "t": None, "s": None, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Op 9 to everybody: `resumable` asks for a RESUME, otherwise the sessions are forgotten and IDENTIFY must follow."""
        live = self.live()
        if not resumable:
            self.sessions = {}
        await self._tell(live, {"op": 9, "t": None, "s": None, "d": resumable})

    async def _tell(self, sessions: list[Session], frame: JSON) -> None:
        for session in sessions:
            if session.connection is not None:
                await session.connection.send(json.dumps(frame))

    async def wait_live(self, count: int = 1, within: float = 5.0) -> None:
        """Wait until `count` sessions are up."""
        await self.changes.until(lambda: len(self.live()) >= count, f"{count} gateway session(s)", within)

    async def wait_resumed(self, count: int = 1, within: float = 5.0) -> None:
        """Wait until the client has asked `count` times to RESUME."""
        await self.changes.until(lambda: len(self.resumes) >= count, f"{count} RESUME", within)

    async def wait_identified(self, count: int, within: float = 5.0) -> None:
        """Wait until the client has sent IDENTIFY `count` times in all."""
        await self.changes.until(lambda: len(self.identifies) >= count, f"{count} IDENTIFY", within)

    async def close(self) -> None:
        """Send everybody away."""
        self._open.set()
        for connection in list(self.connections):
            connection.abort()
