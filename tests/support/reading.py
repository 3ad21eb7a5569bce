"""What stands on a page: every number of its regions, and beside it the words of teachers and participants."""

import re
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import Error, Page

from bench.patience import PATIENCE

LEFT_OUT = ".histogram, .histogram + .hint, .map, .wordcloud *, #tally button"
READ = """([places, leftOut]) => Object.fromEntries(Object.entries(places).map(([name, selector]) => {
  const texts = [];
  const read = node => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(leftOut)) return;
    if (node.matches('[role=img][aria-label]')) texts.push(node.getAttribute('aria-label'));
    node.childNodes.forEach(read);
  };
  document.querySelectorAll(selector).forEach(read);
  return [name, texts.join(' ')];
}))"""
"The texts of regions, seen or read out; pictures with axes of their own have their own readers."


def texts(page: Page, places: Mapping[str, str]) -> dict[str, Any]:
    """What is written in regions by name, which are given as selectors."""
    found: dict[str, Any] = page.evaluate(READ, [dict(places), LEFT_OUT])
    return found


def tokens(text: str, words: Iterable[str]) -> list[str]:
    """The numbers of a text and those words of it that are known, in their order; a decimal comma is a point."""
    known = sorted({each for each in words if each}, key=len, reverse=True)
    pattern = "|".join([*map(re.escape, known), r"\d+(?:[.,]\d+)?"])
    found = re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", " ".join(text.split()))
    return [each if each in known else each.replace(",", ".") for each in found]


def shows(page: Page, places: Mapping[str, str], expected: Mapping[str, list[Any]], words: list[str], who: str) -> None:
    """The page comes to show these numbers and words in these places, and no others."""
    wanted = {name: tokens(" ".join(map(str, parts)), words) for name, parts in expected.items()}
    deadline = time.monotonic() + PATIENCE
    while (seen := _read(page, places, words)) != wanted and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert seen == wanted, who


def _read(page: Page, places: Mapping[str, str], words: list[str]) -> dict[str, list[str]]:
    """The numbers and words of a page by place; none while it is being loaded anew."""
    try:
        return {name: tokens(text, words) for name, text in texts(page, places).items()}
    except Error:
        return {}


DRAWN = """scope => {
  const of = (selector, read) => [...document.querySelectorAll(`${scope} ${selector}`)].map(read);
  const number = name => each => Number.parseFloat(each.getAttribute(name));
  const place = each => [each.x.baseVal[0].value, each.textContent];
  return {
    borders: of('.histogram text[direction=ltr]', place),
    columns: of('.histogram > .fill:not(.right)', each => [number('x')(each), number('width')(each)]),
    counts: of('.histogram text:not([direction=ltr], .median + text)', place),
    median: of('.histogram .median + text', each => each.textContent),
    far: of('.histogram + .hint', each => each.textContent),
    dots: of('.map circle', each => [number('cx')(each), number('cy')(each)]),
    words: of('.wordcloud text', each => each.textContent).sort(),
  };
}"""
"What pictures say in their own places: columns between borders, dots in cells, words."


def drawn(page: Page, scope: str) -> dict[str, Any]:
    """What the pictures of a tally say; `scope` is the tally's selector."""
    found: dict[str, Any] = page.evaluate(DRAWN, scope)
    return found
