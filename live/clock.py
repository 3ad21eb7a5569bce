"""The one clock: everything that asks what time it is asks here, so that a test can move time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class _Hands:
    """How this clock differs from the machine's; replaced as a whole, so every thread reads a consistent pair."""

    stopped_at: datetime | None = None
    shift: timedelta = timedelta(0)


_hands = _Hands()


def now() -> datetime:
    """Return the time now, aware, in UTC."""
    hands = _hands
    return (hands.stopped_at or datetime.now(UTC)) + hands.shift


@contextmanager
def at(when: datetime) -> Iterator[None]:
    """Stop the clock at a moment, for every thread, until the block ends. For tests."""
    global _hands
    before = _hands
    _hands = _Hands(stopped_at=when.astimezone(UTC))
    try:
        yield
    finally:
        _hands = before


@contextmanager
def frozen() -> Iterator[None]:
    """Stop the clock where it stands until the block ends. For tests."""
    with at(now()):
        yield


@contextmanager
def ahead(delta: timedelta) -> Iterator[None]:
    """Let the clock run ahead of the time until the block ends. For tests."""
    global _hands
    before = _hands
    pass_(delta)
    try:
        yield
    finally:
        _hands = before


def pass_(delta: timedelta) -> None:
    """Move the clock ahead at once; the end of a block of `at`, `frozen` or `ahead` takes it back. For tests."""
    global _hands
    _hands = replace(_hands, shift=_hands.shift + delta)
