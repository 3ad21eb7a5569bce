"""Paragraphs of a document as the lines of a list: numbers and letters that only Word shows are written out."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from live.kinds.choice_letters import LETTERS

PICTURE, FORMULA = "\ue010", "\ue011"
"What stands in a text for something that is no text."
_NOBODYS = re.compile(f"[{PICTURE}{FORMULA}\0]")
_CHOICE = re.compile(r"\(?[A-Ja-j]\s?[).:]\s*\S|[-*•]\s+\S")
"A choice whose mark somebody typed."
_BULLET = re.compile(r"[-*•]\s+")


class Paragraph(NamedTuple):
    """One paragraph: its text, whether all of it is bold or highlighted, its list ("" for none) and level in it."""

    text: str
    is_marked: bool = False
    list: str = ""
    level: int = 0


class _Line(NamedTuple):
    is_choice: bool
    paragraph: Paragraph


def plain(text: str) -> str:
    """Return a text without the signs that have a meaning here."""
    return _NOBODYS.sub("", text)


def as_list(paragraphs: list[Paragraph]) -> str:
    """Return the paragraphs as `listed` reads them."""
    lines = [line for line in _lines(paragraphs) if line.paragraph.text]
    return "\n".join(_written(lines))


def _lines(paragraphs: list[Paragraph]) -> Iterator[_Line]:
    """Tell the choices from the questions: by level, else by list, else by the mark that was typed."""
    numbered = [each for each in paragraphs if each.list and each.text]
    deep = any(each.level for each in numbered)
    choices = set() if deep else _lists_of_choices(paragraphs)
    for each in paragraphs:
        if each.list:
            yield _Line(each.level > 0 if deep else each.list in choices, each)
        else:
            yield _Line(bool(_CHOICE.match(each.text)), each)


def _lists_of_choices(paragraphs: list[Paragraph]) -> set[str]:
    """Return which lists of one level hold choices: all but the questions', which goes on after another one.

    Where none does, lists hold choices when most of their paragraphs are side by side below one without a number.
    """
    filled = [each for each in paragraphs if each.text]
    lists = list(dict.fromkeys(each.list for each in filled if each.list))
    neighbours = zip([Paragraph(""), *filled], filled, strict=False)
    again = Counter(each.list for before, each in neighbours if each.list and each.list != before.list)
    if len(lists) > 1 and filled[0].list and again[lists[0]] > 1:
        return set(lists[1:])
    starts = sum(again.values())
    items = sum(bool(each.list) for each in filled)
    return set(lists) if filled and not filled[0].list and items >= 2 * starts > 0 else set()


def _written(lines: list[_Line]) -> Iterator[str]:
    """Yield the lines; among the choices of a question those that are marked are right, unless all are."""
    at = number = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].is_choice:
            end += 1
        if end > at:
            yield from _choices([line.paragraph for line in lines[at:end]])
            at = end
            continue
        paragraph = lines[at].paragraph
        if paragraph.list:
            number += 1
            yield ""
            yield f"{number}. {paragraph.text}"
        else:
            if at and lines[at - 1].is_choice and not _is_told(paragraph.text):
                yield ""
            yield paragraph.text
        at += 1


def _is_told(text: str) -> bool:
    """Tell whether a line belongs to the question above, as "Answer: B" does."""
    return ":" in text[:40]


def _choices(paragraphs: list[Paragraph]) -> Iterator[str]:
    marked = [each.is_marked for each in paragraphs]
    for number, each in enumerate(paragraphs):
        is_right = marked[number] and not all(marked)
        text = " ".join(each.text.split("\n"))
        if each.list:
            yield f"{'*' * is_right}{LETTERS[min(number, len(LETTERS) - 1)].lower()}) {text}"
        else:
            yield _BULLET.sub("✓ ", text) if is_right and _BULLET.match(text) else "*" * is_right + text
