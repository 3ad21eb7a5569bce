"""HTML as a stream of tags and texts, in linear time whatever it holds.

The standard library's html.parser costs quadratic time on what is never closed: 17 s for 200 kB of "<!--".
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>"'=]*+)(?P<rest>(?:"[^"<]*+"|'[^'<]*+'|[^'"<>])*+|[^<>]*+)>|<[!?/][^<>]*+>"""
)
_QUOTED = re.compile(
    r"""<(?P<end>)(?P<name>img)(?P<rest>\s(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^'"<>]{1,2000}+){1,40}+)>""", re.I
)
"A picture: its description may hold the very signs of tags."
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
DOLLAR, BACKSLASH, BLANK = "\ue020", "\ue021", "\ue022"
"""Letters of nobody for signs that are no marks: a dollar that was written as &#36; begins and ends no formula, nor do
the signs of a text that is only typed; a blank of code stays where it stands."""
_SHOWN = str.maketrans({DOLLAR: "$", BACKSLASH: "\\", BLANK: " "})
_TYPED = str.maketrans({"$": DOLLAR, "\\": BACKSLASH})
_LETTERS = re.compile(f"[{DOLLAR}{BACKSLASH}{BLANK}]")
_DOLLAR = re.compile(r"&(?:#0*36|#x0*24|dollar);", re.IGNORECASE)
SILENT = ("script", "style")
"Elements that say nothing to readers."


class Token(NamedTuple):
    """A text (`name` is ""), or the beginning or the end of an element."""

    text: str = ""
    name: str = ""
    ends: bool = False
    given: str = ""
    "The attributes as they were written."


def attributes(given: str) -> dict[str, str]:
    """Return the attributes of a tag; of one that stands twice the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(given):
        found.setdefault(name.lower(), unescape(value[1:-1] if value[:1] in {'"', "'"} else value))
    return found


def shown(text: str) -> str:
    """Return a text with the signs for which letters of nobody stand."""
    return text.translate(_SHOWN)


def typed(text: str) -> str:
    """Return a text in which no sign begins or ends a formula."""
    return text.translate(_TYPED)


def tokens(html: str) -> Iterator[Token]:
    """Yield what HTML holds, without comments, declarations, scripts and styles; a stray < is text."""
    html = without(_LETTERS.sub("", html.replace("\0", "")), "<!--", "-->")
    at, size = 0, len(html)
    while at < size:
        begins = html.find("<", at)
        begins = size if begins < 0 else begins
        if begins > at:
            yield Token(unescape(_DOLLAR.sub(DOLLAR, html[at:begins])))
        tag = _QUOTED.match(html, begins) or _TAG.match(html, begins)
        at = tag.end() if tag else begins + 1
        if tag is None:
            yield Token(html[begins:at])
        elif name := (tag["name"] or "").lower():
            yield Token("", name, bool(tag["end"]), tag["rest"])
            if name in SILENT and not tag["end"]:
                at = _behind(html, at, name)


def without(text: str, opening: str, closing: str) -> str:
    """Return a text without what stands between two marks; an opening one that is never closed is text."""
    parts, at = [], 0
    while (begins := text.find(opening, at)) >= 0 and (ends := text.find(closing, begins + len(opening))) >= 0:
        parts.append(text[at:begins])
        at = ends + len(closing)
    return "".join(parts) + text[at:]


def _behind(html: str, at: int, name: str) -> int:
    """Return where the end tag of an element begins whose content is no HTML; the end of all when it has none."""
    end = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return end.start() if end else len(html)
