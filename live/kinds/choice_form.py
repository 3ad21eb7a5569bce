"""What the editor's form says of choices and their pictures."""

from itertools import zip_longest

from django.http import QueryDict

from live.content.lines import line
from live.content.pictures import Picture
from live.kinds.editor_fields import Fields, tick
from live.kinds.values import Content, pictures

PICTURES, ALTS = "choice_picture", "choice_alt"
"The fields that name the pictures, and describe them."


def slots(form: QueryDict) -> list[tuple[str, Picture | None]]:
    """Return the text and the picture of each choice in the form."""
    fields = zip_longest(*map(form.getlist, ("choice", PICTURES, ALTS)), fillvalue="")
    return [(line(text, "NFC"), Picture.typed(token, alt)) for text, token, alt in fields]


def descriptions(form: QueryDict) -> list[str]:
    """Return the typed descriptions, also of pictures that were refused; those of dropped choices come last."""
    described = zip_longest(slots(form), form.getlist(ALTS), fillvalue="")
    return [alt for _slot, alt in sorted(described, key=lambda each: not any(each[0]))]


def with_pictures(found: list[Picture | None]) -> Content:
    """Return the pictures as a part of the content; {} when there is none."""
    return {"pictures": [each and each.kept for each in found]} if any(found) else {}


def with_last(stays: bool) -> Content:
    """Return as a part of the content that the last choice stays last; {} when it may move."""
    return {"last": True} if stays else {}


def as_sent(content: Content) -> Fields:
    """Return the fields from which these choices are read."""
    shown = pictures(content)
    named = {
        PICTURES: [each.token if each else "" for each in shown],
        ALTS: [each.alt if each else "" for each in shown],
    }
    right = {"right": [str(number) for number in content["right"]]}
    return {
        "choice": list(content["choices"]),
        **right,
        **(named if shown else {}),
        **tick("last", content.get("last")),
    }
