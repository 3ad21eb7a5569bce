"""Who is here without a socket: a request a moment ago, or the open round's page in their hands; and who was lost."""

import time
from collections.abc import Set

from live.rooms.snapshot import Reach

MOMENT = 15
"Seconds after a request in which a seat counts as here."
BACK_SOON = 3
"Seconds in which a page that is loaded anew opens its next socket; nobody counts as dropped before."
LATELY = 60
"Seconds for which somebody who was lost is shown to the host."


class Presence:
    """Notes the participants of one room who come by requests alone, and whose sockets broke off."""

    def __init__(self) -> None:
        self._last: dict[int, float] = {}
        self._holds: dict[int, int] = {}
        self._lost: dict[int, float] = {}

    def saw(self, participant_id: int, round_id: int | None) -> bool:
        """Note a request; `round_id` when its answer showed an open round. True when they were not here before."""
        was_lost = self._lost.pop(participant_id, None) is not None
        new = was_lost or not self._is_here(participant_id)
        self._last[participant_id] = time.monotonic()
        if round_id is not None:
            self._holds[participant_id] = round_id
        return new

    def _is_here(self, participant_id: int) -> bool:
        last = self._last.get(participant_id, float("-inf"))
        return participant_id in self._holds or last > time.monotonic() - MOMENT

    def here(self) -> set[int]:
        """Ids of those who are here."""
        since = time.monotonic() - MOMENT
        return {pk for pk, last in self._last.items() if last > since} | set(self._holds)

    def round_is(self, round_id: int | None) -> None:
        """Forget those who hold the page of another round: it has closed."""
        self._holds = {pk: held for pk, held in self._holds.items() if held == round_id}

    def left(self, participant_id: int) -> None:
        """Forget a participant who left, or whom the host removed."""
        for each in (self._last, self._holds, self._lost):
            each.pop(participant_id, None)

    def lost(self, participant_id: int) -> None:
        """Note that a participant's last socket broke off."""
        self._lost[participant_id] = time.monotonic()

    def reach(self, sockets: Set[int], delay: float | None) -> Reach:
        """How participants are reached; `sockets`: the ids of those who have one here."""
        now = time.monotonic()
        self._lost = {pk: at for pk, at in self._lost.items() if at > now - LATELY and pk not in sockets}
        dropped = frozenset(pk for pk, at in self._lost.items() if at < now - BACK_SOON)
        return Reach(frozenset(self.here() - sockets - self._lost.keys()), frozenset(self._lost), dropped, delay)
