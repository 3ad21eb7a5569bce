"""Who is here without a socket: a request a moment ago, or the open round's page in their hands."""

import time

MOMENT = 15
"Seconds after a request in which a seat counts as here."


class Presence:
    """The seats of one room that come by requests alone."""

    def __init__(self) -> None:
        self._last: dict[int, float] = {}
        self._holds: dict[int, int] = {}

    def saw(self, participant_id: int, round_id: int | None) -> bool:
        """Note a request; `round_id` when its answer showed an open round. True when they were not here before."""
        new = not self._is_here(participant_id)
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
        """Those who hold another round's page are let go: it has closed."""
        self._holds = {pk: held for pk, held in self._holds.items() if held == round_id}

    def left(self, participant_id: int) -> None:
        """They have gone, by their own word or the host's."""
        self._last.pop(participant_id, None)
        self._holds.pop(participant_id, None)
