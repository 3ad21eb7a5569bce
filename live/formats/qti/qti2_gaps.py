"""Gaps of QTI 2.x: entries and lists within a text, and words that are dragged into one."""

from collections.abc import Iterable
from itertools import islice
from xml.etree.ElementTree import Element

from live.formats import embedded
from live.formats.embedded import Gap, mark
from live.formats.found import Found
from live.formats.markup import html_markdown
from live.formats.qti.qti2_item import Response, accepted, weights
from live.formats.xml_tree import markup, named

MOST_WORDS = 100
"Words of a list that are looked at for each gap."
CLOZE = "cloze"
HOLE, LINE = "\ue000", "_____"


def gap(found: Found, interaction: Element, response: Response, instead: dict[int, str]) -> Gap:
    """Return the answers of a gap: a list with the right one first, or those that are accepted."""
    if interaction.tag == "textEntryInteraction":
        return Gap([text for text, weight in accepted(response).items() if weight >= 100], False)
    choices = named(interaction, "inlineChoice")
    return _listed(found, {each.get("identifier", ""): _words(each, instead) for each in choices}, weights(response))


def _words(element: Element, instead: dict[int, str]) -> str:
    return html_markdown.words(markup(element, instead))


def _listed(found: Found, words: dict[str, str], right: Iterable[str]) -> Gap:
    first = next((words[ident] for ident in right if words.get(ident)), "")
    return embedded.listed(found, first, dict.fromkeys(islice(words.values(), MOST_WORDS)))


def bank(
    found: Found, interaction: Element, response: Response, instead: dict[int, str]
) -> tuple[list[Gap], dict[int, str]]:
    """Return the gaps of a gapMatchInteraction, and what stands for its elements: marks, and nothing for the words."""
    bank = named(interaction, "gapText")
    words = {each.get("identifier", ""): _words(each, instead) for each in bank}
    wanted: dict[str, list[str]] = {}
    for pair in (value.split() for value, weight in weights(response).items() if weight > 0):
        word, place = (pair if pair[0] in words else pair[::-1]) if len(pair) == 2 else ("", "")
        wanted.setdefault(place, []).append(word)
    places = named(interaction, "gap")
    gaps = [_listed(found, words, wanted.get(each.get("identifier", ""), [])) for each in places]
    prompts = [each for each in interaction if each.tag == "prompt"]
    marks = dict.fromkeys((id(each) for each in [*bank, *prompts]), "")
    return gaps, marks | {id(each): mark(at) for at, each in enumerate(places)}


# A body, parted at the block in which its first gap is


def _parted(body: Element, first: Element) -> tuple[list[Element], list[Element]]:
    """Return the blocks before the one with the first gap, and the others."""
    while len(body) == 1 and body[0] is not first and body[0].tag in {"div", "contentBody"}:
        body = body[0]
    blocks = list(body)
    at = next((at for at, block in enumerate(blocks) if any(each is first for each in block.iter())), 0)
    return blocks[:at], blocks[at:]


def before(body: Element, first: Element, instead: dict[int, str]) -> str:
    """Return what stands before the block with the first gap, as HTML: it asks to fill the gaps."""
    return _html(_parted(body, first)[0], instead)


def behind(body: Element, first: Element, instead: dict[int, str]) -> str:
    """Return the block with the first gap and those behind it, as HTML."""
    return _html(_parted(body, first)[1], instead)


def _html(blocks: list[Element], instead: dict[int, str]) -> str:
    whole = Element("div")
    whole.extend(blocks)
    return markup(whole, instead)


# A lone entry


def is_cloze(body: Element) -> bool:
    """Tell whether a body says that a lone entry is a gap of a text, as ours does."""
    return any(each.get("class") == CLOZE for each in body)


def unit(body: Element, entry: Element) -> Element | None:
    """Return the unit right behind an entry, a <span class="unit">; None without one."""
    for parent in body.iter():
        children = list(parent)
        if entry in children:
            behind = children[children.index(entry) + 1 : children.index(entry) + 2]
            return behind[0] if behind and behind[0].get("class") == "unit" else None
    return None


def line_for(html: str) -> str:
    """Return a text with a line where its entry is, or nothing when that is at the end."""
    front, _hole, rest = html.partition(HOLE)
    return f"{front}{LINE if html_markdown.words(rest) else ''}{rest}"
