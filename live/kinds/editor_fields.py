"""Fields of the editor's form as they are sent, for kinds that say their content in them."""

from collections.abc import Iterable

Fields = dict[str, list[str]]
"The values of each field by its name."


def lines(name: str, items: Iterable[str]) -> Fields:
    """Return a text box with an item on each line."""
    return {name: ["\n".join(items)]}


def tick(name: str, is_set: object) -> Fields:
    """Return a box that is ticked; without a tick a browser sends nothing."""
    return {name: ["1"]} if is_set else {}
