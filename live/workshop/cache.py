"""A cache that is bounded in bytes: a text within the limits may become a hundred kilobytes of HTML."""

import sys
import threading
from collections import OrderedDict


class Cache:
    """The texts that were asked for last, by name, up to so many bytes in all. From any thread."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self._held: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> str | None:
        """Return a text; None when it is not held (any more)."""
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
            return self._held.get(name)

    def put(self, name: str, text: str) -> None:
        """Hold a text, and let go of the oldest ones for it."""
        with self._lock:
            self._drop(name)
            self._held[name] = text
            self.bytes += _size(name, text)
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._held)))

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()
            self.bytes = 0

    def _drop(self, name: str) -> None:
        if name in self._held:
            self.bytes -= _size(name, self._held.pop(name))


def _size(name: str, text: str) -> int:
    return sys.getsizeof(name) + sys.getsizeof(text)
