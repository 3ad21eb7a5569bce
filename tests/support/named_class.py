"""A class on a real server whose names and words a test can look for afterwards."""

import asyncio
from urllib.parse import urlencode

from bench.load.browser import found
from bench.load.crowd import Crowd
from bench.patience import PATIENCE
from tests.support.phones import Phone


class Named(Phone):
    """A phone whose owner types a nickname."""

    def __init__(self, port: int, hall: Crowd, nickname: str) -> None:
        super().__init__(port, hall.ears)
        self.nickname = nickname

    async def join(self, link: str) -> float:
        """From the QR's address to the first snapshot; when it was there."""
        door = await self.browser.visit(link)
        action = found(r'<form method="post" action="([^"]+)"', door.text)
        self.page = (await self.browser.submit(action, {"nickname": self.nickname})).text
        self.ready, self.failures = asyncio.get_running_loop().create_future(), 0
        self.socket = await self.browser.listen(self.page, self._hear)
        return await asyncio.wait_for(self.ready, PATIENCE)

    async def post(self, path: str, **fields: str) -> int:
        """Send any form; its status."""
        request = self.browser.request("POST", path, urlencode(fields).encode(), True)
        return (await self.browser.http.send(request)).status


async def named(hall: Crowd, *nicknames: str) -> list[Named]:
    """They join one after the other."""
    new = [Named(hall.system.port, hall, each) for each in nicknames]
    for phone in new:
        await phone.join(hall.link)
    hall.students += new
    return new
