"""What the editor's form says of choices and their pictures."""

from itertools import zip_longest

from django.http import QueryDict

from live.content.lines import line
from live.content.pictures import Picture
from live.kinds.values import Content

PICTURES = "choice_picture"
"The field that names the pictures."


def slots(form: QueryDict) -> list[tuple[str, Picture | None]]:
    """Return the text and the picture of each choice in the form."""
    fields = zip_longest(*map(form.getlist, ("choice", PICTURES, "choice_alt")), fillvalue="")
    return [(line(text, "NFC"), Picture.typed(token, alt)) for text, token, alt in fields]


def descriptions(form: QueryDict) -> list[str]:
    """Return the typed descriptions, also of pictures that were refused; those of dropped choices come last."""
    described = zip_longest(slots(form), form.getlist("choice_alt"), fillvalue="")
    return [alt for _slot, alt in sorted(described, key=lambda each: not any(each[0]))]


def with_pictures(found: list[Picture | None]) -> Content:
    """Return the pictures as a part of the content; {} when there is none."""
    return {"pictures": [each and each.kept for each in found]} if any(found) else {}


def with_last(stays: bool) -> Content:
    """Return as a part of the content that the last choice stays last; {} when it may move."""
    return {"last": True} if stays else {}
