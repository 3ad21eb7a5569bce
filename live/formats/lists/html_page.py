"""A page of HTML, as some programs save what they call .xls: its tables, and its text as a list."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from live.formats.found import LOST, RAW_LENGTH, Reading
from live.formats.lists import listed, plain_list
from live.formats.markup import html_blocks
from live.formats.markup.html_tokens import shown
from live.formats.markup.runs import Block, Runs
from live.formats.tables.cells import MOST_COLUMNS, MOST_ROWS, Cell
from live.formats.xml_tree import root_name

_ROOTS = {"html", "table", "body", "meta", "head"}
Rows = list[list[Cell]]


def looks_like(content: bytes | str) -> bool:
    """Tell by the first element."""
    return root_name(content).lower() in _ROOTS


def read(html: str, of_rows: Callable[[Rows], Reading | None]) -> Reading:
    """Read the tables that `of_rows` knows as those of questions, and the words beside them where these are a list."""
    found, images = html_blocks.blocks(html)
    of_tables, beside = [], []
    for block in found:
        if block.rows and (reading := of_rows(_cells(block.rows))):
            of_tables.append(reading)
        else:
            beside.append(block)
    reading = _together(of_tables, _lines(beside)) if of_tables else plain_list.read(_lines(beside))
    if images:
        reading.remark(LOST, _("A picture could not come along."))
    return reading


def _together(of_tables: list[Reading], words: str) -> Reading:
    """Return the questions of several tables, and those of the words beside them."""
    whole = Reading(of_tables[0].format)
    listed_too = listed.looks_like(words)
    for reading in [*of_tables, *([plain_list.read(words)] if listed_too else [])]:
        whole.join(reading)
    if words.strip() and not listed_too:
        whole.remark(LOST, _("The words beside the tables of questions were not read."))
    return whole.number_on() if len(of_tables) + listed_too > 1 else whole


def _lines(found: list[Block]) -> str:
    """Return the words of a page; a cell is a line."""
    runs = (each for block in found for each in [block.runs, *(cell for row in block.rows or [] for cell in row)])
    return "\n".join(map(_text, filter(None, runs)))


def _cells(rows: list[list[Runs]]) -> Rows:
    return [[_cell(cell) for cell in row[:MOST_COLUMNS]] for row in rows[: MOST_ROWS + 1]]


def _cell(runs: Runs) -> Cell:
    return Cell(_text(runs)[:RAW_LENGTH])


def _text(runs: Runs) -> str:
    return shown("".join(run.text for run in runs)).strip()
