"""The formulas of points: pure functions. `live/rooms/sheet.py` applies them."""

FULL_POINTS = 1000
GRACE_MS = 500


def speed_fraction(t_ms: int, limit_s: int | None) -> float:
    """The share of the points that speed leaves: 1 - t/T/2, from 1 to 0.5; `points` rounds, once.

    `t_ms` is the answer time in milliseconds, `limit_s` the question's own limit T in seconds, None or 0 when untimed,
    which gives everything. Full below 0.5 s; t is capped at T. Source: Kahoot, "How points work".
    """
    if not limit_s or t_ms < GRACE_MS:
        return 1.0
    limit_ms = limit_s * 1000
    return 1 - min(t_ms, limit_ms) / limit_ms / 2


def points(weight: int, fraction: float, speed: float = 1.0) -> int:
    """Points for one round: round(weight x 1000 x fraction x speed); weight 0-5, fraction -1 to 1, speed 0.5-1.

    What does harm does the same however late it came.
    """
    return round(weight * FULL_POINTS * fraction * (speed if fraction > 0 else 1))
