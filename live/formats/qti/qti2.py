"""QTI 2.0 to 2.2 and QTI 3: one item in a file of its own. (Packages are opened by qti2_package.)"""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats.found import Found, Reading, Unreadable
from live.formats.qti.qti2_item import in_names_of_2
from live.formats.qti.qti2_question import Fetch, Item
from live.formats.xml_tree import parsed, root_name

FORMAT = "QTI"
ITEMS = {"assessmentItem", "qti-assessment-item"}
TESTS = {"assessmentTest", "qti-assessment-test", "assessmentSection", "qti-assessment-section"}


def looks_like(content: bytes | str) -> bool:
    """Tell whether a file is an item or a test of QTI 2 or 3."""
    return root_name(content) in ITEMS | TESTS


def read(content: bytes | str) -> Reading:
    """Read an item. Raises Unreadable when it is broken, or a test without its items."""
    root, reading = opened(content), Reading(FORMAT)
    if root.tag != "assessmentItem":
        raise Unreadable(_("This is a test without its items. Choose the zip in which both are."))
    add(reading, root, Found("item", 1), lambda path: None)
    return reading


def opened(content: bytes | str) -> Element:
    """Return the root of an item or a test, with the names of QTI 2. Raises Unreadable."""
    return in_names_of_2(parsed(content))


def add(reading: Reading, root: Element, found: Found, fetch: Fetch) -> None:
    """Read an item into a reading."""
    reading.found.append(Item(reading, root, found, fetch).read())
