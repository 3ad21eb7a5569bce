"""One row of a table of questions: its cells by their meaning, and what is found in it."""

from collections.abc import Sequence

from live.formats.found import Found
from live.formats.markup import html_markdown
from live.formats.tables import columns
from live.formats.tables.cells import Cell
from live.formats.tables.columns import Columns


class Row:
    """One row of a table. `of_places`: what is right is named by place in most rows."""

    def __init__(self, row: Sequence[Cell], known: Columns, number: int, of_places: bool) -> None:
        self.row, self.known, self.of_places = row, known, of_places
        self.found = Found("row", number)

    def cell(self, column: str) -> Cell:
        """Return the cell of a column; an empty one where there is none."""
        place = self.known.known.get(column)
        return self._at(place) if place is not None else Cell()

    def _at(self, place: int) -> Cell:
        return self.row[place] if place < len(self.row) else Cell()

    @property
    def question(self) -> Cell:
        """The question."""
        return self.cell(columns.QUESTION)

    @property
    def right(self) -> Cell:
        """What is right."""
        return self.cell(columns.RIGHT)

    @property
    def choices(self) -> list[Cell]:
        """The choices by place, up to the last one that says something."""
        cells = [self._at(place) for place in self.known.choices]
        while cells and not cells[-1]:
            cells.pop()
        return cells

    @property
    def texts(self) -> list[Cell]:
        """The choices that say something."""
        return [cell for cell in self.choices if cell]

    @property
    def wrongs(self) -> list[Cell]:
        """The choices that have columns of wrong answers."""
        return [cell for place in self.known.wrongs if (cell := self._at(place))]

    @property
    def is_answered(self) -> bool:
        """Whether choices, or what is right, are there."""
        return bool(self.texts or self.wrongs or self.right)

    def markdown(self, text: str) -> str:
        """Return a text of this table as Markdown."""
        return str(text) if self.known.markdown else html_markdown.escaped(text)

    def line(self, text: str) -> str:
        """Return a text of this table as a choice."""
        return str(text) if self.known.markdown else html_markdown.escaped_line(text)

    def set(self, kind: str, fields: dict[str, list[str]]) -> None:
        """Say what kind of question it is, in the fields of the kind's editor."""
        self.found.kind, self.found.fields = kind, fields
