"""Any form of the program, filled in by pointing or by the keyboard alone: from the values that are to be sent."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

MOST_STOPS = 400
"Presses of Tab and arrows after which something cannot be reached."
FOCUSED = """() => {
  const at = document.activeElement, twins = [...document.getElementsByName(at.name)];
  return {name: at.name ?? '', value: at.value ?? '', type: at.type ?? '', checked: at.checked ?? false,
          place: twins.indexOf(at)};
}"""
Wanted = Mapping[str, Any]
"The fields by name: a value, or several for fields that are there several times."


def _lists(wanted: Wanted) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else list(value) for name, value in wanted.items()}


def points(page: Page, root: str, wanted: Wanted) -> None:
    """Fill in the fields below `root` as a finger does, in the order in which they are given; then send.

    A button that has a name is a field itself, and has sent by then.
    """
    for name, values in _lists(wanted).items():
        for place, value in enumerate(values):
            _point(page.locator(f"{root} [name='{name}']"), place, value)
    if page.locator(f"{root} .send:not([name])").count():
        page.click(f"{root} .send")


def _point(fields: Locator, place: int, value: str) -> None:
    match fields.first.evaluate("field => field.type"):
        case "radio" | "checkbox" | "submit":
            field = fields.and_(fields.page.locator(f"[value='{value}']"))
            label = field.locator("xpath=ancestor::label")
            (label if label.count() else field).click()
        case "select-one":
            fields.nth(place).select_option(value)
        case _:
            fields.nth(place).fill(value)


def types(page: Page, send: str, wanted: Wanted) -> None:
    """Fill in what the next presses of Tab lead to, by the keyboard alone, and press `send` when it has the focus."""
    left = _lists(wanted)
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["type"] == "submit" and at["value"] in left.get(at["name"], []):
            page.keyboard.press("Enter")
            return
        if page.locator(f"{send}:focus").count():
            assert not any(map(any, left.values())), left
            page.keyboard.press("Enter")
            return
        _type(page, at, left)
    raise AssertionError(f"{send} was not reached")


def _type(page: Page, at: dict[str, Any], left: dict[str, list[str]]) -> None:
    """Give the field that has the focus the value that is wanted of it, if any."""
    values = left.get(at["name"], [])
    match at["type"]:
        case "checkbox":
            if at["value"] in values and not at["checked"]:
                page.keyboard.press("Space")
            if at["value"] in values:
                values.remove(at["value"])
        case "radio" | "select-one":
            if values:
                _choose(page, at, values.pop(0))
        case "text" | "number" | "textarea":
            if at["place"] < len(values) and values[at["place"]]:
                page.keyboard.press("Control+a")
                page.keyboard.insert_text(values[at["place"]])
                values[at["place"]] = ""


def _choose(page: Page, at: dict[str, Any], value: str) -> None:
    """Go through a group by arrows until the value is chosen."""
    if at["type"] == "radio" and not at["checked"]:
        page.keyboard.press("Space")
    for _press in range(MOST_STOPS):
        if page.evaluate(FOCUSED)["value"] == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{at['name']} has no {value}")
