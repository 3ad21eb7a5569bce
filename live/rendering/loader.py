"""Loads templates that are written for readers, one element a line, and sends none of their white space."""

import re

from django.template.base import Origin
from django.template.loaders import filesystem

BETWEEN_TAGS = re.compile(r"(?:(?<=>)|(?<=[%#]}))\s*\n\s*(?=<|{[%#])")
INDENTS = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Takes the line breaks out once, when a template is compiled: no draw pays for it, and no value is touched.

    Between two tags, of HTML or of a template, a line break counts for nothing; a space that shall be seen is
    written within a line. Beside text or a {{ value }} it stays, without the indentation.
    """

    def get_contents(self, origin: Origin) -> str:
        return collapsed(super().get_contents(origin))


def collapsed(source: str) -> str:
    """The source of a template as it is compiled."""
    return INDENTS.sub("\n", BETWEEN_TAGS.sub("", source)).strip()
