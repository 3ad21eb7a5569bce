r"""Formulas: LaTeX between its marks becomes MathML Core; what is no formula stays what was typed.

The marks are $…$, $$…$$, \(…\), \[…\], \begin{…}…\end{…} and \ce{…}. Dollars of prices, shells and spreadsheets are
told from those of formulas by what stands around them. math-core, a Rust library, is imported with the first formula;
live.content.safe_html cleans all of its output with nh3, which keeps only TAGS and ATTRIBUTES.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from live.content.chemistry import reactions
from live.content.mathml import MACROS, tidy

LONGEST = 1000
"The most characters of a formula."
BRACES, BRACKETS = 40, 10
"The deepest nesting: of 265 braces a small thread dies, and each open bracket behind \\sin or \\bigl doubles the time."
_PAIRS = {
    **{"(": ")", "[": "]", "{": "}", r"\{": r"\}", r"\mathopen": r"\mathclose"},
    **{rf"\l{name}": rf"\r{name}" for name in ("angle", "floor", "ceil", "vert", "Vert", "brace", "brack", "group")},
    **{rf"\{size}l": rf"\{size}r" for size in ("big", "Big", "bigg", "Bigg")},
}
_NESTS = re.compile(
    "|".join(map(re.escape, sorted({*_PAIRS, *_PAIRS.values()}, key=len, reverse=True))) + r"|\\.", re.DOTALL
)
_WORD = r"(?:th|st|nd|rd|te[nrs]?|i?[eè]me)s?\b"
"What may be glued to a formula: the endings of ordinal numbers."
# Pandoc's rule (no space within the dollars, no digit after the closing one), and more: 5$, A$1, $PATH and $i<$n are
# not formulas. A letter or a digit stands before an opening dollar only if a letter or a command follows; no letter
# stands after a closing one, and after an operator only the end of a word or sentence.
_OPENING = r"(?:(?<![A-Za-z0-9])|(?=\$[A-Za-z\\]))\$(?![\s$])"
_CLOSING = rf"(?<!\s)\$(?![\d_{{$]|(?!{_WORD})[A-Za-z])(?!(?<=[-+*/=<>&|,;:.(\[{{~?@#^]\$)[^\s?!.,;:)\]}}])"
_MARKS = (
    (re.compile(rf"\$\$(?P<latex>(?:[^$\\]|\\.){{1,{LONGEST}}}?)\$\$", re.DOTALL), True),
    (re.compile(rf"{_OPENING}(?P<latex>(?:[^$\\]|\\.)+?){_CLOSING}", re.DOTALL), False),
    (re.compile(rf"\\\((?P<latex>.{{1,{LONGEST}}}?)\\\)", re.DOTALL), False),
    (re.compile(rf"\\\[(?P<latex>.{{1,{LONGEST}}}?)\\\]", re.DOTALL), True),
    (re.compile(rf"(?P<latex>\\begin\{{([a-z]+\*?)\}}.{{1,{LONGEST}}}?\\end\{{\2\}})", re.DOTALL), True),
    (re.compile(r"(?P<latex>\\ce\{(?:[^{}]|\{[^{}]*\})+\})"), False),
)
_PRICES = re.compile(r"\d[^\\^_=]*\b(?!mod\b|div\b)[A-Za-z]{2,}\b[^\\^_=]*\d")
"The words between two prices of which one has its dollar before, the other behind: $5 and 10$."
# Definitions of own commands, each of which could expand to ten of the one before; what refers to other formulas; and
# \ch, which is chemistry in one package and a hyperbolic cosine in another.
_REFUSED = re.compile(
    r"\\(?:[gex]?def|(?:future)?let|global|(?:re|provide)?(?:new|provide)(?:command|environment)|csname|label|angl|phase"
    r"|(?:eq)?ref)(?![A-Za-z])|\\Declare|\\ch\s*\{"
)
_SAID_OTHERWISE = (
    (re.compile(r"(?<!\\)%"), r"\\%"),  # not the beginning of a remark
    (re.compile(r"\\left\s*<"), r"\\left\\langle "),
    (re.compile(r"\\right\s*>"), r"\\right\\rangle "),
    (re.compile(r"(\\\\)\s*\[-?[\d.]+\s*[a-z]{2}\]"), r"\1"),  # the distance of two rows
    (re.compile(r"\\\\\s*(?=\\end\{)"), ""),  # an empty last row
    (re.compile(r"\\begin\{eqnarray\*?\}"), r"\\begin{array}{rcl}"),
    (re.compile(r"\\end\{eqnarray\*?\}"), r"\\end{array}"),
    (re.compile(r"\\begin\{align(?:ed)?at\*?\}\{\d\}"), r"\\begin{aligned}"),
    (re.compile(r"\\(begin|end)\{(?:split|align(?:ed)?at\*?)\}"), r"\\\1{aligned}"),
    (re.compile(r"\\(begin|end)\{smallmatrix\}"), r"\\\1{matrix}"),
    (re.compile(r"\\(begin|end)\{(align|gather|equation|multline)\}"), r"\\\1{\2*}"),  # without numbers
)


@dataclass(frozen=True)
class Formula:
    """What was typed, marks and all; the LaTeX in it; and whether it stands on lines of its own."""

    source: str
    latex: str
    display: bool


def formula_at(text: str, at: int, end: int | None = None) -> Formula | None:
    """Return the formula that begins there; None when none does."""
    for marks, display in _MARKS:
        match = marks.match(text, at, len(text) if end is None else end)
        if match and not (match[0][1] != "$" == match[0][0] and _PRICES.fullmatch(match["latex"])):
            return Formula(match[0], match["latex"], display)
    return None


def mathml(formula: Formula) -> str:
    """Return a formula as MathML; its source as text when it is too long, no LaTeX, or uses an unknown command."""
    return _converted(formula.latex.strip(), formula.display) or escape(formula.source, quote=False)


def is_drawn(formula: Formula) -> bool:
    """Tell whether a formula becomes MathML, and not the text that was typed."""
    return bool(_converted(formula.latex.strip(), formula.display))


def _converted(latex: str, display: bool) -> str:
    if not latex or len(latex) > LONGEST or _REFUSED.search(latex) or not _is_shallow(latex):
        return ""
    read = reactions(latex)
    return _drawn(_said_otherwise(read, display), display) if read else ""


def _is_shallow(latex: str) -> bool:
    """Tell whether braces and brackets are nested no deeper than math-core bears."""
    opened: list[str] = []
    for sign in _NESTS.findall(latex):
        if sign in _PAIRS:
            opened.append(_PAIRS[sign])
        elif sign == "}" and sign in opened:
            del opened[len(opened) - 1 - opened[::-1].index(sign) :]  # with the brackets that were left open in it
        elif opened and opened[-1] == sign:
            opened.pop()
        braces = opened.count("}")
        if braces > BRACES or len(opened) - braces > BRACKETS:
            return False
    return True


def _said_otherwise(latex: str, display: bool) -> str:
    """Say in math-core's words what it does not know, or would read otherwise than it is meant."""
    for pattern, words in _SAID_OTHERWISE:
        latex = pattern.sub(words, latex)
    if not display or r"\\" not in latex or r"\begin" in latex:
        return latex
    rows = "aligned" if "&" in latex else "gathered"
    return rf"\begin{{{rows}}}{latex}\end{{{rows}}}"


def _drawn(latex: str, display: bool) -> str:
    from math_core import LatexError

    try:
        return tidy(_converter().convert_with_local_state(latex, displaystyle=display))
    except LatexError:
        return ""


@cache
def _converter() -> Any:
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False, macros=MACROS)
