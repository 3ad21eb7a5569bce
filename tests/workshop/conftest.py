"""Places with a child of their own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from live.workshop.place import QUIET, Place
from live.workshop.trades import Trade


@pytest.fixture
def place_of() -> Iterator[Callable[..., Place]]:
    """Makes places, which end with the test."""
    made: list[Place] = []

    def place(trade: Trade, quiet: float = QUIET) -> Place:
        made.append(Place(trade, quiet))
        return made[-1]

    yield place
    for each in made:
        each.close()


def drawn(place: Place, text: str, form: str = "markdown") -> Any:
    """What comes of a text there."""
    return place.put({"form": form, "text": text}).result()[0]["html"]
