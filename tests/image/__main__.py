"""`python -m tests.image ROOT INSPECTED`: hold an image, mounted at ROOT, to what it promises; run by `.ci/image`.

The bot in it speaks to the loopback Discord of this process: only that part of the tests is lent to it, read-only.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, TOKEN

HERE = Path(__file__).parent
MOST_MB = 150
MB = 1_000_000
MINUTE = 60.0
PLACE = "/tmp/check"
EVERY = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")


def main() -> int:
    """Try it, print a line for each promise; 1 where one is broken."""
    root, inspected = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
    config = json.loads(inspected)["OCIv1"]["config"]
    kept = asyncio.run(_examine(root, config))
    return int(not all(kept))


async def _examine(root: Path, config: dict[str, Any]) -> list[bool]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        health = f"PLAINSIGHT_HEALTH=127.0.0.1:{free.getsockname()[1]}"
    environment = [*config["Env"], health, f"PYTHONPATH={PLACE}", "PLAINSIGHT_DATA=/data", f"DISCORD_TOKEN={TOKEN}"]
    return [
        _size(root),
        await _rights(root, environment, config["User"]),
        await _asked(root, environment),
        await _healthy(root, environment, config["Healthcheck"]["Test"] if "Healthcheck" in config else None),
    ]


def _say(kept: bool, text: str) -> bool:
    print(f"{'ok  ' if kept else 'FAIL'}  {text}", flush=True)
    return kept


def _size(root: Path) -> bool:
    """What the image adds to its base: one folder, and the line of the user."""
    added = root / "opt/plainsight"
    sizes = {path: path.lstat().st_size for path in added.rglob("*") if not path.is_dir()}
    [packages] = added.glob("lib/python3.*/site-packages")
    by_package: dict[str, int] = {}
    for path, size in sizes.items():
        if path.is_relative_to(packages):
            name = path.relative_to(packages).parts[0]
            by_package[name] = by_package.get(name, 0) + size
    largest = sorted(by_package.items(), key=lambda item: -item[1])[:6]
    total = sum(sizes.values()) / MB
    told = ", ".join(f"{name} {size / MB:.0f}" for name, size in largest)
    return _say(total <= MOST_MB, f"{total:.0f} MB beyond the base (at most {MOST_MB}); the largest: {told}")


async def _run(root: Path, environment: list[str], *command: str) -> Process:
    confined = ("sh", str(HERE / "confined.sh"), str(root), str(HERE.parent))
    return await asyncio.create_subprocess_exec(
        *("unshare", "--mount", "--pid", "--fork", "--kill-child", *confined, "env", "-i", *environment, *command),
        stdout=PIPE,
        stderr=PIPE,
    )


async def _output(process: Process) -> tuple[int, str, str]:
    async with asyncio.timeout(MINUTE):
        out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def _rights(root: Path, environment: list[str], user: str) -> bool:
    look = "cat /proc/self/status; touch /x /opt/plainsight/x 2>/dev/null; touch /tmp/x /data/x && echo written; ls -l /x 2>&1"
    _, told, _ = await _output(await _run(root, environment, "sh", "-c", look))
    rights = {name: int(re.findall(rf"{name}:\s*(\w+)", told)[0], 16) for name in EVERY}
    uid = re.findall(r"Uid:\s*(\d+)", told)[0]
    kept = user.startswith(f"{uid}:") and uid != "0" and not any(rights.values()) and "written" in told and "No such file" in told
    return _say(kept, f"runs as user {uid} with no capability, and writes to /tmp and /data alone")


async def _asked(root: Path, environment: list[str]) -> bool:
    code, told, _ = await _output(await _run(root, environment, "plainsight", "ask", "--json", "does Norwalk share with ICE?"))
    return _say(code == 0 and json.loads(told)["towns"] == ["Norwalk"], "answers a question: plainsight ask")


async def _healthy(root: Path, environment: list[str], check: list[str] | None) -> bool:
    words = (check or ["CMD", "plainsight", "health"])[1:]
    async with Server() as discord:
        redirected = ("python", "-m", "tests.discord_server.redirect", discord.api, discord.gateway.url, "bot", "run")
        bot = await _run(root, environment, *redirected)
        before = await _output(await _run(root, environment, *words))
        try:
            await discord.gateway.wait_live(within=MINUTE)
            await discord.hub.changes.until(lambda: bool(discord.commands), "the commands", MINUTE)
            card = await discord.slash(ALICE, "town", name="Fairfield")
            code, told, wrong = await _output(await _run(root, environment, *words))
        finally:
            # unshare itself does not listen; the bot is the one process that it has started
            child = Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text(encoding="ascii").split()
            for number in map(int, child):
                os.kill(number, signal.SIGTERM)
            _, _, log = await _output(bot)
    answers = _say(card.text.startswith("## Fairfield"), "answers in Discord: /town Fairfield")
    healthy = _say(code == 0 and json.loads(told)["ready"], f"passes its health check: {(told or wrong or log).strip()}")
    return answers and healthy and before[0] != 0


if __name__ == "__main__":
    if os.geteuid():
        sys.exit("this needs root, for the mounts")
    sys.exit(main())
