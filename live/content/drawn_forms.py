"""The forms in which a teacher's text is drawn, their version, and how words alone are drawn without reading them.

Most texts are words alone. So a process that serves a lesson of such texts needs no reader of Markdown (safe_html).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

VERSION = 1
"""Of what safe_html draws: raise it when a text is drawn otherwise than before. What was drawn is kept with each
question and each round, and is drawn anew under another version."""
LINE_SIGNS = re.compile(r"[`$\\]")
"What may be a formula or code in one line."
SIGNS = re.compile(r"[\\`*_~\[\]<>&$|\0\r\ue000-\uf8ff]|^[ \t]*(?:[-+=:]|[0-9]+[.)])|^(?: {4}|\t)", re.MULTILINE)
"What Markdown might read as more than words, and letters of nobody, with which our readers mark what they have found."
_ENDS = "\t\n\x0b\x0c \xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"The white space around a paragraph that is nothing (markdown-it's MD_TRIM_CHARS)."
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def is_simple(form: str, text: str) -> bool:
    """Tell whether a text is words alone, which takes no time to draw: no Markdown, no formula, no listing."""
    return not (LINE_SIGNS if form == "formulas" else SIGNS).search(text)


def draw_words(form: str, text: str) -> str:
    """Return a simple text in a form, exactly as safe_html draws it."""
    return _WORDS[form](text)


def as_typed(form: str, text: str) -> str:
    """Return a text in a form without reading anything in it: what is shown of one that takes too long to draw."""
    if form == "markdown":
        return f"<p>{'<br>'.join(escape(text).split(chr(10)))}</p>\n" if text else ""
    return _WORDS["formulas" if form == "formulas" else "plain"](text)


def _markdown(text: str) -> str:
    return "".join(f"<p>{_lines(each)}</p>\n" for each in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    """Return the lines between empty ones, together, with the spaces at their front and without those at their end."""
    for blank, lines in groupby(text.split("\n"), key=lambda line: not line.strip(" \t")):
        if not blank:
            paragraph = "\n".join(lines)
            indent = _INDENT.match(paragraph)
            yield (indent[0] if indent else "") + paragraph.strip(_ENDS)


def _lines(paragraph: str) -> str:
    """Return a paragraph with its line breaks; spaces at the front of a line stay, those at its end do not."""
    indented = _INDENT.sub(_kept, paragraph)
    return re.sub(r" *\n", "<br>\n", escape(indented, quote=False)).replace("\xa0", "&nbsp;")


def _kept(indent: re.Match[str]) -> str:
    """Return spaces that a browser keeps; a single one is nothing."""
    width = len(indent[0].expandtabs(4))
    return "\xa0" * width if width > 1 else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WORDS: Mapping[str, Callable[[str], str]] = {
    "markdown": _markdown,
    "formulas": escape,
    "plain": _one_line,
    "said": _one_line,
}
