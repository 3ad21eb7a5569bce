"""Gaps of H5P: *Paris/Paname:a tip* is typed in Blanks, and dragged from a list of words in DragText."""

import re
from collections.abc import Sequence

from live.formats import embedded, texts
from live.formats.embedded import Gap
from live.formats.found import Found
from live.kinds.cloze import MOST

_GAP = re.compile(r"\*([^*]{1,2000})\*")
_FEEDBACK = re.compile(r"\\[+-].*", re.DOTALL)
"What DragText says when a word was right or wrong."


def together(blocks: Sequence[str]) -> list[list[str]]:
    """Return the blocks of a text in groups, each of as many gaps as a question may have."""
    groups: list[list[str]] = [[]]
    count = 0
    for block in blocks:
        gaps = len(_GAP.findall(block))
        if groups[-1] and count + gaps > MOST:
            groups.append([])
            count = 0
        groups[-1].append(block)
        count += gaps
    return groups


def typed(found: Found, blocks: Sequence[str]) -> Found:
    """Make it a text with gaps that are typed; several answers stand between slashes."""
    marked, inside = _marked(found, "".join(f"<div>{each}</div>" for each in blocks))
    answers = ([word for part in each.split("/") if (word := _words(part))] for each in inside)
    return embedded.fill(found, marked, [Gap(each, False) for each in answers])


def dragged(found: Found, raw: str, others: str) -> Found:
    """Make it a text with gaps that are chosen from all its words and further ones, *Lyon* *Nice*."""
    marked, inside = _marked(found, raw.replace("\n", "<br>"))
    words = [_words(each) for each in inside]
    bank = list(dict.fromkeys([*words, *(_words(each.partition(":")[0]) for each in _GAP.findall(others))]))
    return embedded.fill(found, marked, [embedded.listed(found, each, bank) for each in words])


def _words(text: str) -> str:
    return texts.words(text, texts.HTML)


def _marked(found: Found, html: str) -> tuple[str, list[str]]:
    """Return a text with marks for its gaps, and what stands in each; tips go into the notes."""
    inside: list[str] = []

    def taken(gap: re.Match[str]) -> str:
        answer, _colon, tip = _FEEDBACK.sub("", gap[1]).partition(":")
        inside.append(answer)
        if told := _words(tip):
            texts.note(found, f"{_words(answer)}: {told}")
        return embedded.mark(len(inside) - 1)

    return _GAP.sub(taken, embedded.without_marks(html)), inside
