"""The real program, in which the consumer of a socket fails inside when its address says so (T45)."""

import asyncio
import sys
from typing import Any

from config.asgi import application as real
from django.urls import reverse

from live.asgi import static
from live.management.prepared import prepare
from live.models import SignInLink
from live.server import addresses
from live.server.listening import Listening
from live.server.server import run

RAISES = b"raise"


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The real application; what a marked socket receives next is an exception."""
    if scope["type"] != "websocket" or scope["query_string"] != RAISES:
        return await real(scope, receive, send)
    begun: list[object] = []

    async def fails() -> Any:
        if begun:
            await asyncio.sleep(0.1)
            raise RuntimeError("on purpose")
        begun.append(message := await receive())
        return message

    await real(scope, fails, send)


def main(port: int) -> None:
    """Prepare the data as `manage.py serve` does, then serve."""
    addresses.serving.host, addresses.serving.port = addresses.LOOPBACK, port
    path = reverse("account-signin", args=[SignInLink.issue(prepare())])
    static.prepare_static()
    words = f"{addresses.url(addresses.LOOPBACK)}{path}\nTo stop: press Ctrl-C."
    run(Listening(addresses.LOOPBACK, port), "__main__:application", on_ready=lambda _: print(words, flush=True))


if __name__ == "__main__":
    main(int(sys.argv[1]))
