"""Tables in teachers' Markdown: rows of cells between pipes, of which formulas and code may have some of their own."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from live.content.formulas import formula_at
from live.content.highlighting import INLINE

CELLS = 1000
"The most cells of a table; a short text could make many thousands, as rows are filled up."
_HIDDEN = "\ue002"
"Stands for a pipe that parts no cells. A text of its own has none, as it is a private character."
_RULED = re.compile(r"(?=.*-)[\s|:-]+")
_BEGINS = re.compile(r"[`$\\]")


def install(reader: MarkdownIt) -> None:
    """Draw tables in boxes that scroll alone, and only where no cell is lost."""
    reader.enable("table")
    reader.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    reader.core.ruler.after("normalize", "hide_pipes", _hide)
    reader.core.ruler.push("show_pipes", _show)
    reader.add_render_rule("table_open", _open)
    reader.add_render_rule("table_close", _close)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table up to the first line without a pipe; none of which a row has more cells than the head."""
    if start + 1 >= end or not _RULED.fullmatch(_line(state, start + 1)):
        return False
    last = next((line for line in range(start, end) if "|" not in _line(state, line)), end)
    rows = [escapedSplit(_line(state, line).removeprefix("|").removesuffix("|")) for line in range(start, last)]
    fits = len(rows) > 1 and max(map(len, rows)) == len(rows[0]) and len(rows[0]) * len(rows) <= CELLS
    return fits and table(state, start, last, silent)


def _line(state: StateBlock, line: int) -> str:
    """The text of a line; "" where it belongs to what is around the table."""
    if state.sCount[line] < state.blkIndent:
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _hide(state: StateCore) -> None:
    """Hide the pipes of formulas and code, before rows are taken apart."""
    if "|" in state.src:
        state.src = "\n".join(_hidden(line) if "|" in line else line for line in state.src.split("\n"))


def _hidden(line: str) -> str:
    found, at = "", 0
    while begins := _BEGINS.search(line, at):
        formula = formula_at(line, begins.start())
        code = INLINE.match(line, begins.start())
        end = begins.start() + len(formula.source) if formula else code.end() if code else begins.end()
        found += line[at : begins.start()] + line[begins.start() : end].replace("|", _HIDDEN)
        at = end
    return found + line[at:]


def _show(state: StateCore) -> None:
    """Show the pipes again, wherever they stand now."""
    if _HIDDEN in state.src:
        for token in state.tokens:
            _shown(token)


def _shown(token: Token) -> None:
    token.content = token.content.replace(_HIDDEN, "|")
    if token.type == "link_open":
        token.attrSet("href", str(token.attrGet("href")).replace(quote(_HIDDEN), "%7C"))
    if formula := token.meta.get("formula"):
        pipes = {name: getattr(formula, name).replace(_HIDDEN, "|") for name in ("source", "latex")}
        token.meta["formula"] = replace(formula, **pipes)
    for each in token.children or []:
        _shown(each)


def _open(*_args: Any) -> str:
    return '<div class="wide"><table>\n'


def _close(*_args: Any) -> str:
    return "</table></div>\n"
