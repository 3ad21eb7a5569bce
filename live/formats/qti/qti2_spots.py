"""A hotspotInteraction or selectPointInteraction as a spot on a picture."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats import found_pictures, spots
from live.formats.found import CHANGED, LOST, NO_KEY, Found, Reading
from live.formats.markup.html_markdown import markdown
from live.formats.qti import qti2_item
from live.formats.spots import Size
from live.formats.xml_tree import named

MOST = 100
"Shapes that are looked at."


def pin(
    reading: Reading, found: Found, interaction: Element, root: Element, fetch: Callable[[str], bytes | None]
) -> Found:
    """Make it a spot question on the interaction's picture."""
    shown = next((each for each in interaction if each.tag in {"object", "img"}), None)
    images = [] if shown is None else markdown(qti2_item.picture(shown)).images
    found_pictures.take(reading, found, images, fetch)
    if shown is None or found.picture is None:
        return found.refuse(_("Its picture cannot be read."))
    size = _size(shown) or spots.size_of(reading.pictures[found.picture])
    if size is None:
        return found.refuse(_("Its picture cannot be read."))
    shapes = list(
        _hotspots(interaction, root, size) if interaction.tag == "hotspotInteraction" else _points(root, size)
    )
    if any(not cells for cells, _right, _name in shapes):
        found.remark(LOST, _("A spot that is not on the picture was left out."))
    if not any(right for _cells, right, _name in shapes):
        found.remark(CHANGED, NO_KEY)
    if sum(right for _cells, right, _name in shapes) > 1 and interaction.get("maxChoices", "1") != "1":
        found.remark(CHANGED, _("One of its right spots is enough here."))
    found.kind, found.fields = "pin", {"areas": ["\n".join(spots.areas(shapes))]}
    return found


def _size(shown: Element) -> Size | None:
    try:
        size = Size(float(shown.get("width", "")), float(shown.get("height", "")))
    except ValueError:
        return None
    return size if all(1 <= each <= 100_000 for each in size) else None


def _hotspots(interaction: Element, root: Element, size: Size) -> Iterator[tuple[set[int], bool, str]]:
    declared = qti2_item.responses(root).get(interaction.get("responseIdentifier", ""))
    scores = qti2_item.weights(declared) if declared else {}
    for each in named(interaction, "hotspotChoice")[:MOST]:
        right = scores.get(each.get("identifier", ""), 0) > 0
        yield _cells(each, size), right, each.get("hotspotLabel", "")


def _points(root: Element, size: Size) -> Iterator[tuple[set[int], bool, str]]:
    declared = root.find("responseDeclaration")
    if declared is None:
        return
    entries = [each for each in declared.iterfind("areaMapping/areaMapEntry") if _scores(each)]
    for each in entries[:MOST]:
        yield _cells(each, size), True, ""
    for value in declared.findall("correctResponse/value")[: 0 if entries else MOST]:
        point = Element("point", {"shape": "point", "coords": "".join(value.itertext())})
        yield _cells(point, size), True, ""


def _scores(entry: Element) -> bool:
    try:
        return float(entry.get("mappedValue", "")) > 0
    except ValueError:
        return False


def _cells(element: Element, size: Size) -> set[int]:
    shape = spots.shape(element.get("shape", ""), element.get("coords", ""), size)
    return spots.cells(shape, size) if shape else set()
