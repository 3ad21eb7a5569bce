"""What one live room's people do in other processes, as far as the database and this process's own eyes can tell."""

from collections.abc import Mapping
from datetime import datetime

from live import clock
from live.rooms.snapshot import RECENTLY, Gone


class Peers:
    """A seat of this process is here while it is; any other one is when the database has seen it recently.

    A seat that has gone from here is somewhere else only when it was seen after that.
    """

    def __init__(self) -> None:
        self.written: set[int] = set()
        "Whose coming to this process the database knows."
        self._gone: dict[int, datetime] = {}
        self._stamps: dict[int, datetime] = {}

    def is_here(self, participant_id: int, seen_at: datetime) -> bool:
        """They are here by the word of another process."""
        since = clock.now() - RECENTLY
        return seen_at > max(self._gone.get(participant_id, since), since)

    @property
    def gone(self) -> Gone:
        """Who went from here, as it is now: other threads read it."""
        return dict(self._gone)

    def went(self, participant_id: int) -> None:
        """Their last socket in this process has gone."""
        self._gone[participant_id] = clock.now()
        self.written.discard(participant_id)

    def came(self, participant_id: int) -> None:
        """They have a socket in this process: others are told anew, who may have just seen them go."""
        self._gone.pop(participant_id, None)
        self.written.discard(participant_id)

    def newcomers(self, here: set[int]) -> set[int]:
        """Those of this process whom the database has not been told of; it is going to be."""
        new, self.written = here - self.written, set(here)
        return new

    def forget(self) -> None:
        """Let go of those whom the database has not seen for long anyway."""
        since = clock.now() - RECENTLY
        self._gone = {pk: at for pk, at in self._gone.items() if at > since}

    # --- answers -----------------------------------------------------------------------------------------------

    def learns(self, stamps: Mapping[int, datetime]) -> frozenset[int]:
        """Whose answers these are, participant -> stamp, in whatever round; those of them that were not known."""
        new = frozenset(pk for pk, stamp in stamps.items() if self._stamps.get(pk) != stamp)
        self._stamps.update(stamps)
        return new
