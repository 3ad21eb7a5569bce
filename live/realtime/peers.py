"""What a live room knows of its participants in other processes: by the database, and by who left this process."""

from collections.abc import Mapping
from datetime import datetime

from live import clock
from live.rooms.snapshot import RECENTLY, Gone


class Peers:
    """Tells who is here by the word of other processes: whom the database has seen recently.

    A participant who left this process is in another one only when the database has seen them after that.
    """

    def __init__(self) -> None:
        self.written: set[int] = set()
        "Whose coming to this process the database knows."
        self._gone: dict[int, datetime] = {}
        self._stamps: dict[int, datetime] = {}

    def is_here(self, participant_id: int, seen_at: datetime) -> bool:
        """Whether a participant is here by the word of another process."""
        since = clock.now() - RECENTLY
        return seen_at > max(self._gone.get(participant_id, since), since)

    @property
    def gone(self) -> Gone:
        """When each participant left this process; a copy, as other threads read it."""
        return dict(self._gone)

    def went(self, participant_id: int) -> None:
        """Note that a participant's last socket in this process has gone."""
        self._gone[participant_id] = clock.now()
        self.written.discard(participant_id)

    def came(self, participant_id: int) -> None:
        """Note a socket in this process; other processes are told, which may have seen the participant go."""
        self._gone.pop(participant_id, None)
        self.written.discard(participant_id)

    def newcomers(self, here: set[int]) -> set[int]:
        """The participants here whom the database has not been told of; the caller tells it."""
        new, self.written = here - self.written, set(here)
        return new

    def forget(self) -> None:
        """Forget departures that are too old to matter."""
        since = clock.now() - RECENTLY
        self._gone = {pk: at for pk, at in self._gone.items() if at > since}

    # --- answers -----------------------------------------------------------------------------------------------

    def learns(self, stamps: Mapping[int, datetime]) -> frozenset[int]:
        """Note answers (participant id -> time of arrival, of any round); the ids whose answers were not known."""
        new = frozenset(pk for pk, stamp in stamps.items() if self._stamps.get(pk) != stamp)
        self._stamps.update(stamps)
        return new
