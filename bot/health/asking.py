"""`plainsight health`: asks the running bot how it is. It is asked every minute, and so imports next to nothing."""

from __future__ import annotations

import http.client
import json
import sys

from bot.health.address import ALIVE, Address, parse

PATIENCE = 5.0
OUT_OF_REACH = (OSError, http.client.HTTPException)


def health(place: str | None, *, alive: bool = False) -> int:
    """Say how the bot that tells it at an address is; 0 ready, 1 not. With `alive`, only whether the process lives."""
    if not place:
        return _tell("nobody is told how the bot is: set PLAINSIGHT_HEALTH, such as 127.0.0.1:8080, and start it again")
    try:
        address = parse(place)
    except ValueError:
        return _tell(f"{place} is no address: write a host and a port, such as 127.0.0.1:8080")
    line = http.client.HTTPConnection(address.host, address.port, timeout=PATIENCE)
    try:
        line.request("GET", "/healthz" if alive else "/readyz")
        reply = line.getresponse()
        told = json.loads(reply.read())
    except OUT_OF_REACH:
        return _tell(f"no bot answers at {place}: see that it runs, and that PLAINSIGHT_HEALTH is the same for both")
    except ValueError:
        return _tell(f"something else than the bot answers at {place}: set PLAINSIGHT_HEALTH to a free port for both")
    finally:
        line.close()
    sys.stdout.write(f"{json.dumps(told)}\n")
    return int(reply.status != http.HTTPStatus.OK)


def lives(address: Address) -> bool:
    """Whether it is the bot that answers at an address."""
    line = http.client.HTTPConnection(address.host, address.port, timeout=PATIENCE)
    try:
        line.request("GET", "/healthz")
        return bool(json.loads(line.getresponse().read()) == ALIVE)
    except (*OUT_OF_REACH, ValueError):
        return False
    finally:
        line.close()


def _tell(text: str) -> int:
    sys.stderr.write(f"plainsight: {text}\n")
    return 1
