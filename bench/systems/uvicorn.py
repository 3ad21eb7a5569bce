"""The program under uvicorn, on data that `manage.py serve` has prepared."""

from bench.systems.embedded import Embedded, fresh_link

OPTIONS = ("--ws", "websockets-sansio", "--loop", "uvloop", "--ws-per-message-deflate", "false", "--log-level", "info",
           "--no-access-log")  # fmt: skip


class Uvicorn(Embedded):
    """One process of it, which knows nothing of our guards and our drain."""

    command = ("-m", "uvicorn", "config.asgi:application", *OPTIONS, "--port")
    ready = "Uvicorn running"

    @property
    def sign_in(self) -> str:
        """The path of a fresh link: nobody has printed one."""
        return fresh_link(self.environment)
