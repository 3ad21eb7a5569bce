"""One page that shows every part of the stylesheets once, drawn by the program's own templates where it has them."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_bidi, override

from live.content.faces import face
from live.content.safe_html import markdown
from live.kinds import Content, kind
from live.kinds.charts.word_cloud import cloud
from live.models import Room
from live.rendering.buttons import Step
from live.rendering.context import qr
from live.rendering.slots import in_bits
from live.rendering.strokes import strokes
from tools.shots.words import Words

ADDRESS = "/styleguide/"
PAGE = Path(__file__).with_name("styleguide.html")
TOKENS = settings.ROOT / "static" / "live" / "css" / "tokens.css"
WORDS = {"water": 9, "boat": 4, "fish": 6, "bridge": 3, "blue": 2, "flow": 1}
TEXT = """A question in **Markdown**, with *emphasis*, `code` and a formula: $x^2$.

```python
def square(n):  # a comment
    return "n" * 2
```

> Somebody said so.

1. one
2. two

| River | Length |
|---|---|
| Nile | 6,650 km |
"""


def styleguide(words: Words) -> str:
    """The page, in one of the languages."""
    with override(words.language):
        return Template(PAGE.read_text(encoding="utf-8")).render(Context(_shown(words)))


def _shown(words: Words) -> dict[str, Any]:
    """What the templates are given."""
    source = TOKENS.read_text(encoding="utf-8")
    several: Content = {**words.several["content"], "choices": [*words.several["content"]["choices"], "Tethys"]}
    number, counts = words.number["content"], {"3.5": 1, "4": 6, "4.2": 2, "10": 3, "20": 1}
    bars = kind("several").tally(several, {"1,3,5": 7, "1,3": 4, "2,4": 3, "6": 1})
    return {
        "asks": True,
        "tokens": re.findall(r"--([\w-]+): (?:var\(--day|#)", source),
        "source": mark_safe(source.replace(":root", ".swatch")),  # as served they have other names, or none
        "from_right": get_language_bidi(),
        "text": markdown(TEXT),
        "choices": kind("several").context(several)["choices"],
        "bars": bars,
        "total": 15,
        "hidden": {"6"},
        "words": kind("cloud").tally(words.cloud["content"], WORDS),
        "cloud": cloud(kind("cloud").tally(words.cloud["content"], WORDS)),
        "chart": kind("number").chart(number, counts),
        "running": {"id": 1, "left": 30, "total": 60, "share": "50.0", "bits": in_bits(30)},
        "late": {"id": 2, "left": 3, "total": 60, "share": "5.0", "bits": in_bits(3)},
        "paused": {"id": 3, "left": 49, "total": 60, "share": "81.7", "paused": True},
        "ranks": [_place(words, *each) for each in ((1, 3, 3350, 100), (4, 1, 3120, 93), (5, 2, 1650, 49))],
        "podium": [
            _place(words, 1, 2, 8300, 100) | {"shape": "pair"},
            _place(words, 3, 1, 7900, 95) | {"shape": "grand"},
            _place(words, 4, 3, 7410, 89) | {"shape": "few"},
        ],
        "people": _faces(words.names[:8]),
        "face": face(words.names[0]),
        "strokes": strokes(22),
        "names": words.names[:8],
        "steps": [Step("close", "C", True), Step("more", "T", False), Step("pause", "P", False)],
        "room": Room(pk=1, title=words.title, code="482915"),
        "join_address": "192.168.1.20:8000",
        "qr": qr("http://192.168.1.20:8000/join/styleguide/"),
    }


def _place(words: Words, place: int, people: int, points: int, share: int) -> dict[str, Any]:
    """A place of the standings that so many share, and one more who is not named."""
    shared = _faces(words.names[place : place + people])
    return {"place": place, "points": points, "share": share, "people": shared, "more": people // 3}


def _faces(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"nickname": name, "face": face(name)} for name in names]
