"""The stylesheets: from a file for each concern in static/live/css to one for each kind of page, without white space.

Why no library takes the white space away: of those that are kept up, rcssmin 1.3.0 makes `.a:is(.b)` of `.a :is(.b)`,
and lightningcss 0.3.2 joins rules into lists with `:has()`, of which browsers that do not know it drop the whole; it
would save 2 % of what travels.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

from live.asgi.squeeze import squeeze

SOURCES = "css"
"The folder in static/live whose files are served as parts of others alone."
PHONE = (
    *("tokens", "elements", "parts", "signs", "choices", "stage", "formulas", "connection", "door", "play", "told"),
    "clock",
)
SCREEN = (
    *("tokens", "face", "elements", "parts", "signs", "strokes", "choices", "stage", "listed", "formulas", "tally"),
    *("joining", "standings", "connection", "frame", "fit", "lanes", "lobby", "podium", "sound", "clock"),
)
TEACHER = (
    *("tokens", "face", "elements", "parts", "signs", "strokes", "desk", "choices", "stage", "listed", "formulas"),
    *("tally", "joining", "standings", "connection", "play", "frame", "fit", "lanes", "lobby", "podium", "sound"),
    *("host", "strip", "people", "switches", "present"),
    *("editor", "exchange", "results", "rolls", "print", "clock"),
)
BUNDLES = {"live/phone.css": PHONE, "live/screen.css": SCREEN, "live/teacher.css": TEACHER}
"""What pages load, and the files that it is made of; behind them come the files of every kind of question, on phones
without its chart.

tokens has to come first, as it names the layers. Where two selectors of one layer weigh the same the later file wins.
"""


def bundles() -> Iterator[tuple[str, str]]:
    """The name and the text of each stylesheet; none where there are no sources."""
    for name in BUNDLES:
        if (css := bundle(name)) is not None:
            yield name, css


def bundle(name: str) -> str | None:
    """The stylesheet of this name, as it is served, or None when there is none."""
    found = finders.find(f"live/{SOURCES}") if name in BUNDLES else None
    if not found:
        return None
    return squeeze(minify("\n".join(path.read_text(encoding="utf-8") for path in _files(name, Path(found)))))


def _files(name: str, folder: Path) -> list[Path]:
    kinds = sorted(folder.glob("kinds/*.css"))
    charts = sorted(folder.glob("kinds/charts/*.css")) if BUNDLES[name] != PHONE else []
    return [*(folder / f"{part}.css" for part in BUNDLES[name]), *kinds, *charts]


def minify(css: str) -> str:
    """The same without comments and without the white space that means nothing. Strings stay as they are."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return "".join(
        part if part.startswith('"') else _without_space(part) for part in re.split(r'("[^"\n]*")', css)
    ).strip()


def _without_space(css: str) -> str:
    """White space between selectors and around `+` and `*` may mean something; so does an empty custom property's.

    (Older browsers drop `--night:;` and keep `--night: ;`.)
    """
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{},>~]) ?", r"\1", css)
    css = re.sub(r"\( | (?=\))", lambda found: found[0].strip(), css)
    css = re.sub(r": (?!;)", ":", css)
    css = re.sub(r"\{[^{}]*\}", lambda body: re.sub(r" ([*/]) ", r"\1", body[0]), css)
    return re.sub(r";? ?}", "}", re.sub(r"; ", ";", css))
