"""Writes static/live/css/timer.css, all that has a rule for each number: `python -m tools.timer_css`.

How long the clock runs and how much of it is gone; how far a row of the standings has come; how large the screen may
write; one's own choices. No page says these by a `style`, which the content security policy forbids.
"""

from collections.abc import Iterator
from pathlib import Path

MADE = Path(__file__).resolve().parents[1] / "static" / "live" / "css" / "timer.css"
LONGEST = 300  # seconds; what is longer is drawn as if it were this long
CHOICES = RANKS = 10
SIZES = (0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4, 2.8, 3.2)  # live/fit.py's

HEAD = "/* Made by tools/timer_css.py: a rule for each number. clock.css says what is done with the seconds. */\n\n"
MARKS = """
/* What somebody has chosen: the box that is ticked, and by #mine the choice that is stored. */
@layer view {{
  {chosen} {{
    border-color: var(--go);
    background: var(--tint);
    box-shadow: inset 0 0 0 2px var(--go);
  }}

  @media (forced-colors: active) {{
  {chosen} {{
    border: 6px double Highlight;
  }}
  }}
}}
"""


def stylesheet() -> str:
    """All of it."""
    rules = "".join(f"  {rule}\n" for rule in _rules())
    own = [f"main:has(.mine-{number}) .opt-{number}" for number in range(1, CHOICES + 1)]
    chosen = ",\n  ".join([".opts .opt:has(:checked)", *own])
    return f"{HEAD}@layer must {{\n{rules}}}\n{MARKS.format(chosen=chosen)}"


def _rules() -> Iterator[str]:
    """A class for each number, and the property that it sets."""
    for seconds in range(1, LONGEST + 1):
        yield f".lim-{seconds} {{ --lim: {seconds}s; }}"
    for seconds in range(LONGEST + 1):
        yield f".at-{seconds} {{ --at: {seconds}s; }}"
    for rows in range(1, RANKS + 1):
        yield f".up-{rows} {{ --by: {rows}; }}"
        yield f".down-{rows} {{ --by: -{rows}; }}"
    for number, size in enumerate(SIZES, 1):
        yield f".fit-{number} {{ --fit: {size}; }}"


if __name__ == "__main__":
    MADE.write_text(stylesheet(), encoding="utf-8")
