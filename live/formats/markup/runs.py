"""Text as runs, each of one look, in blocks that stand on lines of their own."""

from dataclasses import dataclass, field
from typing import NamedTuple

FORMULA, WITHIN, APART, WHOLE = "formula", "within", "apart", "whole"
r"""A formula whose place tells how it is drawn; one that stands within a line, \(…\); one that stands on a line of its
own, \[…\]; and one that needs no marks, \begin{…}…\end{…} and \ce{…}."""


class Run(NamedTuple):
    """Some text of one look. `latex`: which formula it is, without its marks. "\\n" is the end of a line."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str = ""
    code: bool = False
    script: str = ""
    latex: str = ""


BREAK = Run("\n")
Runs = list[Run]


class Image(NamedTuple):
    """A picture of the HTML: where it is, and what is to be seen."""

    source: str
    alt: str


@dataclass
class Block:
    """Something that begins on a line of its own: runs, or a listing, or the rows of a table."""

    runs: Runs = field(default_factory=list)
    apart: bool = False
    "Whether a blank line is before it."
    front: str = ""
    "What stands before the first line: the mark of an item."
    indent: str = ""
    "What stands before the others."
    listing: str | None = None
    language: str = ""
    rows: list[list[Runs]] | None = None
