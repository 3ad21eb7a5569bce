"""Pictures of questions from a file are stored while there is time, and remembered by all uploads at once."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from live.content.pictures import Picture
from live.formats.found import LOST, Found, Reading
from live.forms import incoming_pictures
from live.forms.incoming import Inbox, ReadFile
from tests.support.picture_files import picture

NO_TIME = (LOST, "There was no time for this picture. Choose the file again to bring it, too.")


pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def said_of(seconds: float, *contents: bytes) -> list[list[tuple[str, str]]]:
    """The remarks on questions with these pictures, when so many seconds are left."""
    inbox = Inbox([], time.monotonic() + seconds)
    found = [
        Found("item", number, "slide", f"{number}", picture=number, alt="A flag") for number in range(len(contents))
    ]
    inbox.take(ReadFile("", Reading("", found=found, pictures=list(contents))))
    return [each.remarks for each in inbox.questions]


def test_what_takes_too_long_is_lost_with_its_picture_alone_and_comes_the_next_time():
    red, blue = picture(), picture(colour="blue")
    assert said_of(-1, red, blue) == [[NO_TIME], [NO_TIME]]
    assert said_of(60, red) == [[]]
    assert said_of(-1, red, blue) == [[], [NO_TIME]]


def test_two_uploads_remember_their_pictures_at_once(impatient: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(incoming_pictures, "MOST_RECENT", 3)
    monkeypatch.setattr(incoming_pictures, "_recent", {})
    shown = Picture("0" * 32, 60, 40, "A flag")

    def remember(thread: int) -> None:
        for number in range(5000):
            incoming_pictures._remember(b"%d %d" % (thread, number), shown)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(remember, range(4)))
    assert list(incoming_pictures._recent.values()) == [shown] * 3
