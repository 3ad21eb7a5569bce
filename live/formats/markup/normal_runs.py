"""Runs made ready for writing: formulas apart from words, scripts in Unicode, and neighbours of one look joined."""

import re
from collections.abc import Iterator
from itertools import groupby

from live.content.formulas import formula_at
from live.formats.markup.html_tokens import DOLLAR
from live.formats.markup.runs import FORMULA, WITHIN, Run, Runs
from live.formats.markup.scripts import script

_BEGINS = re.compile(r"[$\\]")
_LOOKS = {"$": FORMULA, "\\(": WITHIN, "\\[": FORMULA}
"Marks of formulas that are taken off; others belong to the formula."


def parted(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield the words and the formulas of a text in turn as (which formula, text): $…$, \(…\), \[…\] without marks."""
    at = done = 0
    while found := _BEGINS.search(text, at):
        formula = formula_at(text, found.start())
        at = found.start() + (len(formula.source) if formula else 1)
        if formula and formula.latex.strip():
            yield "", text[done : found.start()]
            look = next((look for mark, look in _LOOKS.items() if formula.source.startswith(mark)), "")
            yield look or FORMULA, " ".join((formula.latex if look else formula.source).split())
            done = at
    yield "", text[done:]


def _merged(runs: Runs) -> Iterator[Run]:
    """Join neighbours of one look but for formulas, and write scripts in Unicode, or as formulas."""
    numbered = enumerate(runs, 1)
    for (_breaks, _at, look), numbers in groupby(numbered, key=_look):
        group = [run for _number, run in numbers]
        run = look._replace(text="".join(run.text for run in group))
        yield script(run) if run.script else run


def _look(numbered: tuple[int, Run]) -> tuple[bool, int, Run]:
    number, run = numbered
    return is_break(run), number if run.latex else 0, run._replace(text="")


def is_break(run: Run) -> bool:
    """Tell whether a run is the end of a line, or several."""
    return not run.text.strip("\n") and bool(run.text)


def _formulas_apart(runs: Iterator[Run]) -> Iterator[Run]:
    """Take the formulas out of what is neither code nor a formula."""
    for run in runs:
        if run.code or run.latex or not _BEGINS.search(run.text):
            yield run
        else:
            yield from (run._replace(text=text, latex=latex) for latex, text in parted(run.text) if text)


def normalized(runs: Runs) -> Runs:
    """Return runs as they are written: none is empty, formulas stand apart, neighbours of one look are one."""
    plain = [run._replace(code=run.code and bool(run.text.strip())) for run in _merged(runs) if run.text]
    apart = [run._replace(text=run.text.replace(DOLLAR, "$")) for run in _formulas_apart(_merged(plain)) if run.text]
    return list(_merged(_unglued(apart)))


def _unglued(runs: Runs) -> Runs:
    """Take the style from neighbours of different ones without a space between: their marks would be read as one."""
    looks = [(run.bold, run.italic, run.struck, run.link) for run in runs]
    glued: set[int] = set()
    for at in range(1, len(runs)):
        spaced = runs[at - 1].text[-1:].isspace() or runs[at].text[:1].isspace()
        styled = any(looks[at - 1]) and any(looks[at]) and looks[at - 1] != looks[at]
        if (styled and not spaced) or (runs[at - 1].code and runs[at].code):
            glued |= {at - 1, at}
    return [run._replace(bold=False, italic=False, struck=False) if at in glued else run for at, run in enumerate(runs)]
