"""Who is in one live room: the sockets that listen in this process, and the participants who are here without one."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable

from live.models import Participant
from live.realtime.listener import Listener
from live.realtime.peers import Peers
from live.realtime.presence import BACK_SOON, Presence
from live.rooms.snapshot import Reach

MOST_TABS = 8
"Sockets of one seat; the oldest gives way."


class Attendance:
    """The listeners of a room, by seat and by audience; runs on the hub's loop.

    `changed` is called when somebody whose socket broke off had the time to come back and has not. `peers` is there
    when there are other processes.
    """

    def __init__(self, changed: Callable[[], None], peers: Peers | None) -> None:
        self.changed, self.peers = changed, peers
        self.listeners: set[Listener] = set()
        self.by_seat: defaultdict[int, set[Listener]] = defaultdict(set)  # those of participants, by their id
        self.sounding: set[Listener] = set()  # those of screens that have their sound on
        self.presence = Presence()
        self._by_audience: Counter[str] = Counter()
        self._missing: asyncio.TimerHandle | None = None  # until those who are gone had the time to come back

    @property
    def audiences(self) -> set[str]:
        """The audiences that have a listener here."""
        return set(self._by_audience)

    def add(self, listener: Listener) -> None:
        """Register a listener."""
        if listener in self.listeners:
            return
        self.listeners.add(listener)
        self._by_audience[listener.audience] += 1
        if listener.sounds:
            self.sounding.add(listener)
        if listener.seat:
            self.by_seat[listener.seat.participant_id].add(listener)
            if self.peers:
                self.peers.came(listener.seat.participant_id)

    def remove(self, listener: Listener) -> None:
        """Remove a listener."""
        if listener not in self.listeners:
            return
        self.listeners.discard(listener)
        self.sounding.discard(listener)
        self._by_audience -= Counter({listener.audience: 1})
        if listener.seat:
            participant_id = listener.seat.participant_id
            self.by_seat[participant_id].discard(listener)
            if not self.by_seat[participant_id]:
                del self.by_seat[participant_id]
                if self.peers:
                    self.peers.went(participant_id)

    def lose(self, listener: Listener) -> None:
        """Remove a listener whose socket broke off; its participant counts as lost while no other socket is here."""
        is_known = listener in self.listeners
        self.remove(listener)
        if is_known and listener.seat and listener.seat.participant_id not in self.by_seat:
            self.presence.lost(listener.seat.participant_id)
            if self._missing is None:
                self._missing = asyncio.get_running_loop().call_later(BACK_SOON + 0.1, self._miss)

    def _miss(self) -> None:
        self._missing = None
        self.changed()

    def leave(self, participant_id: int) -> list[Listener]:
        """Note that a participant went by their own word or the host's; their sockets, which are to be closed."""
        self.presence.left(participant_id)
        if self.peers:
            self.peers.went(participant_id)
        return list(self.by_seat.get(participant_id, ()))

    def surplus(self, newest: Listener) -> list[Listener]:
        """The oldest sockets of a seat that has more than it may."""
        if newest.seat is None:
            return []
        others = sorted(self.by_seat[newest.seat.participant_id] - {newest}, key=lambda each: each.since)
        return others[: max(0, len(others) + 1 - MOST_TABS)]

    def is_here(self, participant: Participant) -> bool:
        """The participant has a socket, or asked for something a moment ago, here or in another process."""
        if participant.pk in self.here():
            return True
        return self.peers is not None and self.peers.is_here(participant.pk, participant.seen_at)

    def newcomers(self) -> set[int]:
        """Who has come here since this was asked last; other processes are to be told of them."""
        return self.peers.newcomers(self.here()) if self.peers else set()

    def here(self) -> set[int]:
        """Ids of the participants who are here: a socket, or a request a moment ago."""
        return self.by_seat.keys() | self.presence.here()

    def reach(self, delay: float | None) -> Reach:
        """How participants without a socket here are reached, and how many seconds answers wait for their commit."""
        return self.presence.reach(self.by_seat.keys(), delay)
