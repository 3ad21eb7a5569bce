"""Our texts as plain words, for programs that know no Markdown: quick and linear, as a page asks for them."""

import re

from live.formats.markup.formula_marks import parted

_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(https?://[^\s()]{1,500}\)")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_CODE = re.compile(r"\\([$`])|`+")


def prose(markdown: str) -> str:
    """Return Markdown as one line without its marks; formulas stay LaTeX."""
    return _words(markdown, _MARKS)


def line(text: str) -> str:
    """Return a choice, in which formulas and code are the only marks."""
    return _words(text, _CODE)


def _words(text: str, marks: re.Pattern[str]) -> str:
    parts = (part if latex else _unmarked(part, marks) for latex, part in parted(text))
    return " ".join("".join(parts).split())


def _unmarked(text: str, marks: re.Pattern[str]) -> str:
    text = _LINK.sub(r"\1", text) if marks is _MARKS else text
    return marks.sub(lambda found: found[1] or "", text)
