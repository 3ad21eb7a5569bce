"""Answer lag as a chart: when each answer was sent, and how long until it was acknowledged and on the screen."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 840, 360, 60, 46, 44
Point = tuple[float, float]
"Seconds since the first answer, milliseconds of lag."
STYLE = (
    "<style>svg{background:#fff;font:13px system-ui,sans-serif;fill:#222}.a{fill:#1565c0}.b{fill:#c75000}"
    ".g{stroke:#ddd}.p{stroke-dasharray:5 4;fill:none}.a.p{stroke:#1565c0}.b.p{stroke:#c75000}</style>"
)


def chart(title: str, series: Sequence[tuple[str, Sequence[Point]]]) -> str:
    """An SVG of up to two series of points, each with its p99 as a line."""
    points = [point for _, each in series for point in each] or [(1.0, 1.0)]
    longest, highest = max(x for x, _ in points) or 1.0, _round_up(max(y for _, y in points) or 1.0)

    def place(x: float, y: float) -> tuple[float, float]:
        across, up = WIDTH - LEFT - 20, HEIGHT - TOP - BOTTOM
        return round(LEFT + across * x / longest, 1), round(HEIGHT - BOTTOM - up * y / highest, 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">', STYLE]
    parts += [f"<title>{escape(title)}</title>", f'<text x="{LEFT}" y="20">{escape(title)}</text>']
    for step in range(5):
        x, y = place(0, highest * step / 4)
        parts.append(f'<path class="g" d="M{x} {y}H{WIDTH - 20}"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{highest * step / 4:g}</text>')
    for second in range(int(longest) + 1):
        x, y = place(second, 0)
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{second}</text>')
    parts.append(f'<text x="{WIDTH - 20}" y="{HEIGHT - 8}" text-anchor="end">seconds; lag in milliseconds</text>')
    for number, (name, each) in enumerate(series):
        parts += _series("ab"[number % 2], name, [place(x, y) for x, y in each], each, 60 + 300 * number)
    return "\n".join([*parts, "</svg>", ""])


def _series(look: str, name: str, placed: list[tuple[float, float]], points: Sequence[Point], x: float) -> list[str]:
    lags = sorted(y for _, y in points)
    p99 = lags[min(len(lags) - 1, int(0.99 * len(lags)))] if lags else 0.0
    circles = "".join(f'<circle cx="{x}" cy="{y}" r="1.6"/>' for x, y in placed)
    legend = f'<text class="{look}" x="{x}" y="38">● {escape(name)}, p99 {p99:.0f} ms</text>'
    across = sorted(placed, key=lambda each: each[1])
    line = across[max(0, len(across) - 1 - int(0.99 * len(across)))][1] if across else 0
    dashes = f'<path class="{look} p" d="M{LEFT} {line}H{WIDTH - 20}"/>'
    return [f'<g class="{look}" opacity=".6">{circles}</g>', legend, dashes]


def _round_up(value: float) -> float:
    """A round number that is not below."""
    step = 10.0 ** (len(str(int(value))) - 1)
    return next(step * times for times in (1, 2, 4, 8, 10, 20) if step * times >= value)
