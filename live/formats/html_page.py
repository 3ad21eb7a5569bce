"""A page of HTML, as some programs save what they call .xls: its tables, else its text as a list."""

from collections.abc import Callable, Iterator

from live.formats import html_blocks, plain_list
from live.formats.cells import MOST_COLUMNS, MOST_ROWS, Cell
from live.formats.found import TEXT_LENGTH, Reading
from live.formats.runs import Block, Runs
from live.formats.xml_tree import root_name

_ROOTS = {"html", "table", "body", "meta", "head"}
Rows = list[list[Cell]]


def looks_like(content: bytes | str) -> bool:
    """Tell by the first element."""
    return root_name(content).lower() in _ROOTS


def read(html: str, of_rows: Callable[[Rows], Reading | None]) -> Reading:
    """Read the first table that `of_rows` knows as one of questions; without one, the words as a list."""
    found, _images = html_blocks.blocks(html)
    return next(filter(None, map(of_rows, _tables(found))), None) or plain_list.read(_lines(found))


def _lines(found: list[Block]) -> str:
    """Return the words of a page; a cell is a line."""
    runs = (each for block in found for each in [block.runs, *(cell for row in block.rows or [] for cell in row)])
    return "\n".join("".join(run.text for run in each).strip() for each in runs if each)


def _tables(found: list[Block]) -> Iterator[Rows]:
    for block in found:
        if block.rows:
            yield [[_cell(cell) for cell in row[:MOST_COLUMNS]] for row in block.rows[: MOST_ROWS + 1]]


def _cell(runs: Runs) -> Cell:
    return Cell("".join(run.text for run in runs).strip()[:TEXT_LENGTH])
