"""Somebody who loaded a page once and has been pushed to since."""

from collections.abc import Callable
from dataclasses import dataclass

from live.rendering.stages import REGIONS
from tests.support.app_browser import Browser, Socket
from tests.support.page import Page

COMPARED = {**REGIONS, "play": [*REGIONS["play"], "me", "mine"]}
IGNORED = {"say"}  # an announcement is said once; a fresh page need not repeat it


@dataclass
class Viewer:
    """Somebody who loaded a page once and has been pushed to since."""

    audience: str
    browser: Browser
    url: str
    page: Page
    socket: Socket | None = None
    drops: Callable[[str], bool] = lambda frame: False
    "Frames that get lost, for the test that tests this test."

    async def connect(self) -> None:
        """Open the socket, as the page would."""
        if self.socket is None:
            socket = await self.browser.open(f"{self.url}live/")
            assert socket.frames, f"no snapshot at {self.url}: {socket.code} {socket.task}"
            for frame in socket.frames:
                self.hear(frame)
            socket.hears = self.hear
            self.socket = socket

    def hear(self, frame: str) -> None:
        """Swap in what was pushed."""
        if not self.drops(frame):
            self.page.apply(frame)

    def shows(self) -> dict[str, str]:
        """The regions as they stand."""
        return {name: self.page.region(name) for name in COMPARED[self.audience] if name not in IGNORED}
