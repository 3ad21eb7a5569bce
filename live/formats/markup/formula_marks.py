r"""Formulas and their marks, $…$, $$…$$, \(…\) and \[…\]: taken out of a text, and put around them again."""

import re
from collections.abc import Iterator

from live.content.formulas import formula_at
from live.formats.markup.runs import APART, FORMULA, WHOLE, WITHIN, Run

BEGINS = re.compile(r"[$\\]")
_LOOKS = {"$": FORMULA, "\\(": WITHIN, "\\[": APART}
"Marks of formulas that are taken off; others belong to the formula."


class Latex(str):
    """A formula without its marks, among pieces that are written already."""

    look = FORMULA


def parted(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield the words and the formulas of a text in turn as (which formula, text): $…$, \(…\), \[…\] without marks."""
    at = done = 0
    while found := BEGINS.search(text, at):
        formula = formula_at(text, found.start())
        at = found.start() + (len(formula.source) if formula else 1)
        if formula and formula.latex.strip():
            yield "", text[done : found.start()]
            look = next((look for mark, look in _LOOKS.items() if formula.source.startswith(mark)), "")
            yield look or WHOLE, " ".join((formula.latex if look else formula.source).split())
            done = at
    yield "", text[done:]


def latex_of(run: Run) -> Latex:
    """Return the formula of a run."""
    latex = Latex(run.text)
    latex.look = run.latex
    return latex


def with_marks(latex: Latex, before: str, after: str, alone: bool) -> str:
    """Return a formula with marks; as words when none fit."""
    for opening, closing in [*_ways(latex, alone), ("$", "$"), ("\\(", "\\)"), ("", "")]:
        source = f"{opening}{latex}{closing}"
        if opening.startswith("$") and before.endswith("\\"):
            continue  # which would be shown as a dollar
        found = formula_at(f"{before}{source}{after}", len(before))
        if found and found.source == source:
            return source
    return latex.replace("$", "\\$")


def _ways(latex: Latex, alone: bool) -> list[tuple[str, str]]:
    """Return the marks that a formula should have, the best first, before those that any may have."""
    if latex.look == WHOLE:
        return [("", "")]
    apart = latex.look == APART or (latex.look == FORMULA and (alone or r"\\" in latex))
    return [("$$", "$$"), ("\\[", "\\]")] if apart else []
