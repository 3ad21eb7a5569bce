"""Teachers' texts as harmless HTML: Markdown, one line with formulas, or plain words."""

import re
from functools import lru_cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from live.content.formulas import ATTRIBUTES, INLINE, TAGS, mathml
from live.content.highlighting import CLASSES
from live.content.markdown import PLAIN, READER

_BLOCKS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _BLOCKS | TAGS | {"em", "strong", "s", "code", "a", "span"}
_LONG = re.compile(r"(?<![.0-9])[0-9]{3}|(?<![.0-9])[0-9]{2}(?:\.[0-9]*)?e[mx]|[0-9.]+(?:cm|in|mm|pc|%)")
"Lengths so great that a formula would cover its surroundings."


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    """Keep links to http and https only (a relative one could lead to our own pages' actions); drop long lengths."""
    if attribute == "href":
        return value if value.lower().startswith(("http://", "https://")) else None
    return None if tag in TAGS and _LONG.search(value) else value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}, **dict.fromkeys(TAGS, ATTRIBUTES)},
    attribute_filter=_harmless,
    allowed_classes={"span": set(CLASSES)},
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},  # a link must not take the phone out of the lesson
)
_STRIPPER = nh3.Cleaner(tags=set(), attributes={})


@lru_cache(maxsize=2048)
def markdown(text: str) -> SafeString:
    """Return Markdown as harmless HTML: no raw HTML, pictures, headings or styles; links to http(s) only.

    Formulas are MathML, and listings have Pygments' classes.
    """
    return mark_safe(_CLEANER.clean(READER.render(text)))  # nh3 has made it safe


@lru_cache(maxsize=2048)
def formulas(text: str) -> SafeString:
    """Return one line as harmless HTML: formulas as MathML, everything else as it was typed."""
    if "$" not in text:
        return mark_safe(escape(text))
    parts = INLINE.split(text)  # text and LaTeX in turns
    html = "".join(mathml(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return mark_safe(_CLEANER.clean(html))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """Return Markdown as one line of plain text, for lists, titles and CSV; escape it like any text."""
    return " ".join(unescape(_STRIPPER.clean(READER.render(text, dict(PLAIN)))).split())
