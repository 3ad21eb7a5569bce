"""Prepares what was answered for the screen and the host page."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from live.kinds import Bar
from live.models import Phase, Round
from live.rooms.snapshot import Snapshot, Tally

ROWS_THAT_FIT = 8
"Rows of typed answers that the screen has place for."


def tallies(snapshot: Snapshot, audience: str) -> dict[str, Any]:
    """The tally of the round that is asked, and of the earlier askings of its question; none for participants.

    Nor is there one where no answer is wanted.
    """
    if snapshot.tally is None or audience == "play" or not snapshot.asks:
        return {
            "bars": [],
            "most": 0,
            "leading": 0,
            "total": 0,
            "before": [],
            "show_tally": False,
            "hideable": False,
            "hidden": set(),
            "chart": None,
            "is_private": False,
        }
    tally = _seen(snapshot.tally, snapshot, audience)
    covered = is_covered(snapshot, audience)
    most = max((bar.count for bar in tally.bars if bar.value), default=0)
    return {
        "bars": tally.bars,
        "most": most,
        "leading": most if _has_leader(snapshot) else 0,
        "chart": tally.chart,
        "total": tally.total,
        "before": [] if covered else [_seen(each, snapshot, audience) for each in snapshot.before],
        "covered": covered,
        "show_tally": audience == "host" or _on_screen(snapshot),
        "hideable": audience == "host",
        "is_private": audience == "host" and (snapshot.room.covered or not _on_screen(snapshot)),
        "hidden": set(snapshot.tally.round.hidden),
    }


def _has_leader(snapshot: Snapshot) -> bool:
    """Whether the most frequent answer is set off: once all have answered, until a right one is."""
    if snapshot.phase == Phase.REVEALED and snapshot.round:
        return not snapshot.round.is_graded
    return snapshot.phase == Phase.CLOSED


def is_covered(snapshot: Snapshot, audience: str) -> bool:
    """Whether the host keeps results and key off this audience's screen; at the end nothing is covered."""
    return snapshot.room.covered and audience in {"screen", "present"} and snapshot.phase != Phase.ENDED


def _covered(round: Round) -> Tally:
    """The tally of nobody: choices stand there uncounted, and of what people type there is nothing."""
    return Tally(round, round.kind.tally(round.kind.keyless(round.content), {}), 0)


def _on_screen(snapshot: Snapshot) -> bool:
    """Whether the screen shows the tally: after closing, or live when the host chose it (typed answers separately)."""
    if snapshot.phase != Phase.OPEN:
        return snapshot.phase in {Phase.CLOSED, Phase.REVEALED}
    typed = snapshot.kind is not None and snapshot.kind.typed
    return snapshot.room.rules.typed_live if typed else snapshot.room.rules.tally_live


def _seen(tally: Tally, snapshot: Snapshot, audience: str) -> Tally:
    """The tally without the key before the reveal, and on the screen without hidden answers or what is not due."""
    if is_covered(snapshot, audience):
        return _covered(tally.round)
    bars, chart = tally.bars, tally.chart
    if not snapshot.reveals:
        bars = [replace(each, right=False) for each in bars]
        chart = chart and chart.keyless()
    if audience != "host":
        shown = tally.round.pk != snapshot.room.round_id or _on_screen(snapshot)
        bars = _fitting([each for each in bars if each.value not in tally.round.hidden], tally.round) if shown else []
        chart = chart if shown else None
    return Tally(tally.round, bars, tally.total, chart)


def _fitting(bars: list[Bar], round: Round) -> list[Bar]:
    """Nobody scrolls a projector: the right rows and the most frequent, in their order, then one for the others."""
    if len(bars) <= ROWS_THAT_FIT or round.kind.rows_stand:
        return bars
    many_right = sum(bar.right for bar in bars) >= ROWS_THAT_FIT
    best = sorted(bars, key=lambda bar: (not bar.value, not bar.right, -bar.count))
    best, others = best[: ROWS_THAT_FIT - 1 - many_right], best[ROWS_THAT_FIT - 1 - many_right :]
    right = [bar.count for bar in others if bar.right]
    rest = [Bar("", _("Other right answers"), sum(right), True)] if right else []
    return [bar for bar in bars if bar in best] + rest + _other_answers([bar for bar in others if not bar.right])


def _other_answers(bars: list[Bar]) -> list[Bar]:
    return [Bar("", _("Other answers"), sum(bar.count for bar in bars))] if bars else []
