"""QTI 1.2, one XML file of Canvas, Blackboard, Sakai, D2L or ILIAS. (Packages of such files are opened elsewhere.)"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats.found import Found, Reading, Unreadable
from live.formats.qti import qti12_item
from live.formats.qti.qti12_question import Fetch, Item
from live.formats.xml_tree import BROKEN, parsed, root_name

FORMAT = "QTI 1.2"


def looks_like(content: bytes | str) -> bool:
    """Tell whether a file is QTI 1.2."""
    return root_name(content) == "questestinterop"


def read(content: bytes | str, fetch: Fetch = lambda path: None) -> Reading:
    """Read one XML file of QTI 1.2. Raises Unreadable when it is broken, or holds no question."""
    root, reading = parsed(content, "item"), Reading(FORMAT)
    if root.tag != "questestinterop":
        raise Unreadable(_("This is no QTI 1.2 file."))
    for number, (item, category) in enumerate(_items(reading, root), 1):
        if not reading.has_room():
            break
        found = Found("item", number, category=category)
        broken = bool(item.get(BROKEN))
        reading.found.append(
            found.refuse(_("Its XML is broken.")) if broken else Item(reading, item, found, fetch).read()
        )
    if not reading.found:
        raise Unreadable(_("No question was found in this file."))
    return reading


def _items(reading: Reading, root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the items with the title of their section, and keep the title of the whole."""
    waiting = [(root, "")]
    while waiting:
        each, category = waiting.pop()
        if each.tag == "item":
            yield each, category
            continue
        if each.tag in {"assessment", "objectbank"}:
            bank = qti12_item.metadata(each).get("bank_title", "") if each.tag == "objectbank" else ""
            reading.title = reading.title or each.get("title", "") or bank
        elif each.tag == "section" and each.get("title", "").strip():
            category = each.get("title", "").strip()
        waiting += [(child, category) for child in reversed(list(each))]
