"""Zips of QTI 2.x and 3: items in the order of their test, else of their manifest (IMS Content Packaging)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_noop as _

from live.formats import found_pictures, texts
from live.formats.found import LOST, Found, Reading, Unreadable
from live.formats.qti import qti2
from live.formats.xml_tree import named, parsed, root_name
from live.formats.zipped import Package

_ITEM = re.compile(r"imsqti_item_xmlv(?:2p\d|3p\d)")
MOST_TAGS = 50


class Place(NamedTuple):
    """An item of a test: its part of the package, and what the test says of it."""

    name: str
    section: str = ""
    seconds: str = ""
    weight: str = ""


def looks_like(package: Package) -> bool:
    """Tell whether a zip has an item of QTI 2 or 3."""
    return any(root_name(package.part(name)) in qti2.ITEMS for name in package.xml_names)


def read(package: Package) -> Reading:
    """Read all items of a zip, each once, with their pictures. Raises Unreadable when there is none."""
    reading, done = Reading(qti2.FORMAT), set()
    for place in [*_ordered(package, reading), *map(Place, _others(package))]:
        if place.name in done:
            continue
        if not reading.has_room():
            break
        done.add(place.name)
        _item(package, reading, place)
    if not reading.found:
        raise Unreadable(_("No question was found in this file."))
    if len({each.category for each in reading.found}) == 1:
        for each in reading.found:
            each.category = ""  # the only section is the whole test
    tags = reading.tags.pop("", [])
    reading.tags = dict.fromkeys((each.category for each in reading.found), tags) if tags else {}
    return reading


def _item(package: Package, reading: Reading, place: Place) -> None:
    found = Found("item", len(reading.found) + 1, category=place.section)
    try:
        root = qti2.opened(package.part(place.name))
    except Unreadable as unreadable:
        reading.found.append(found.refuse(unreadable.words, **unreadable.values))
        return
    if root.tag == "assessmentItem":
        qti2.add(reading, root, found, lambda path: package.fetch(_beside(place.name, path)))
        _settings(found, place)


def _settings(found: Found, place: Place) -> None:
    """Take the time limit and the weight that the test gives an item."""
    try:
        found.limit_seconds(round(float(place.seconds or 0)))
    except (ValueError, OverflowError):
        found.remark(LOST, _("Its time limit cannot be read."))
    if found.kind and place.weight.strip() in {"0", "0.0"}:
        found.weight = 0
    elif found.kind and place.weight:
        texts.points(found, place.weight)


def _beside(name: str, path: str) -> str:
    """Return the name of the part that a path means in another part."""
    return normpath(str(PurePosixPath(name).parent / found_pictures.package_path(path))).lstrip("/")


# The order


def _ordered(package: Package, reading: Reading) -> Iterator[Place]:
    """Yield the items as the tests have them, then those that the manifest alone names."""
    for name in package.xml_names:
        content = package.part(name)
        if root_name(content) in qti2.TESTS:
            yield from _in_test(package, reading, name, content)
    for name in package.names:
        if PurePosixPath(name).name.lower() == "imsmanifest.xml":
            yield from _in_manifest(package, reading, name)


def _in_test(package: Package, reading: Reading, name: str, content: bytes) -> Iterator[Place]:
    try:
        root = qti2.opened(content)
    except Unreadable:
        reading.remark(LOST, _("The test of this package is broken; its order is lost."))
        return
    reading.title = reading.title or root.get("title", "").strip()
    waiting = [(root, "")]
    while waiting:
        each, section = waiting.pop()
        if each.tag == "assessmentItemRef":
            yield from _reference(package, reading, name, each, section)
            continue
        if each.tag == "assessmentSection":
            section = each.get("title", "").strip() or section
        waiting += [(child, section) for child in reversed(each)]


def _reference(package: Package, reading: Reading, name: str, each: Element, section: str) -> Iterator[Place]:
    part = package.find(_beside(name, each.get("href", "")))
    if part is None:
        reading.remark(LOST, _("The item %(name)s is not in the package."), name=each.get("href", "")[:100])
        return
    limits, weight = each.find("timeLimits"), each.find("weight")
    seconds = limits.get("maxTime", "") if limits is not None else ""
    yield Place(part, section, seconds, weight.get("value", "") if weight is not None else "")


def _in_manifest(package: Package, reading: Reading, name: str) -> Iterator[Place]:
    try:
        root = parsed(package.part(name))
    except Unreadable:
        reading.remark(LOST, _("The manifest of this package is broken; tags, and perhaps the order, are lost."))
        return
    words = (" ".join("".join(each.itertext()).split()) for each in named(root.find("metadata"), "keyword"))
    reading.tags[""] = list(filter(None, words))[:MOST_TAGS]
    for each in root.iter("resource"):
        part = package.find(_beside(name, each.get("href", "")))
        if part and _ITEM.fullmatch(each.get("type", "")):
            yield Place(part)


def _others(package: Package) -> Iterator[str]:
    """Yield the items that neither test nor manifest names."""
    for name in package.xml_names:
        if root_name(package.part(name)) in qti2.ITEMS:
            yield name
