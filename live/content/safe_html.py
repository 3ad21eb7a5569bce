"""Teachers' texts as harmless HTML: Markdown, one line with formulas, or plain words.

Nothing here may hold up a lesson: live.workshop.drawings calls it in a child process, unless a text is simple.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

from live.content import highlighting
from live.content.drawn_forms import LINE_SIGNS, SIGNS
from live.content.formulas import Formula, formula_at, mathml
from live.content.markdown import PLAIN, READER
from live.content.mathml import ATTRIBUTES, CLASSES, TAGS

_BLOCKS = {"p", "br", "pre", "blockquote", "ul", "ol", "li", "div", "table", "thead", "tbody", "tr", "th", "td"}
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
    attributes={"a": {"href"}, "ol": {"start"}, "li": {"value"}, **dict.fromkeys(TAGS, ATTRIBUTES)},
    attribute_filter=_harmless,
    allowed_classes={"span": highlighting.CLASSES, "ol": {"paren"}, "div": {"wide"}, **dict.fromkeys(TAGS, CLASSES)},
    url_schemes={"http", "https"},
    link_rel="noopener nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},  # a link must not take the phone out of the lesson
)
_STRIPPER = nh3.Cleaner(tags=set(), attributes={})


def markdown(text: str) -> SafeString:
    """Return Markdown as harmless HTML: no raw HTML, pictures, headings or styles; links to http(s) only.

    Formulas are MathML, and listings have Pygments' classes.
    """
    return mark_safe(_CLEANER.clean(READER.render(text)))  # nh3 has made it safe


def formulas(text: str) -> SafeString:
    """Return one line as harmless HTML: formulas as MathML, code between backticks, everything else as it was typed."""
    if not LINE_SIGNS.search(text):
        return mark_safe(escape(text))
    return mark_safe(_CLEANER.clean("".join(pieces(text, _drawn))))


def _drawn(formula: Formula) -> str:
    return mathml(formula).replace('display="block"', 'displaystyle="true"', 1)


def pieces(text: str, drawn: Callable[[Formula], str]) -> Iterator[str]:
    """Yield what one line consists of as HTML: words, code between backticks, and formulas as `drawn` draws them."""
    at = 0
    while at < len(text):
        if code := highlighting.INLINE.match(text, at):
            inside = code[2]
            is_spaced = inside.strip() and inside[0] == inside[-1] == " "
            yield f"<code>{escape(inside[1:-1] if is_spaced else inside)}</code>"
            at = code.end()
        elif text.startswith((r"\$", r"\`"), at):
            yield text[at + 1]
            at += 2
        elif formula := formula_at(text, at):
            yield drawn(formula)
            at += len(formula.source)
        else:
            found = LINE_SIGNS.search(text, at + 1)
            stop = found.start() if found else len(text)
            yield escape(text[at:stop])
            at = stop


def plain(text: str) -> str:
    """Return Markdown as one line of plain text, for lists, titles and CSV; escape it like any text."""
    if not SIGNS.search(text):
        return " ".join(text.split())
    return _one_line(READER.render(text, dict(PLAIN)))


def said(text: str) -> str:
    """Return Markdown as one line of the words that `markdown` draws, to be said; escape it like any text."""
    return _one_line(markdown(text))


def _one_line(html: str) -> str:
    return " ".join(unescape(_STRIPPER.clean(html)).split())


FORMS: Mapping[str, Callable[[str], str]] = {"markdown": markdown, "formulas": formulas, "plain": plain, "said": said}
"The forms in which a text is drawn, by the names under which drawings are asked for and kept."
