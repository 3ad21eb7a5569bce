"""Teachers' Markdown with formulas. The HTML drawn here is unsafe until safe_html cleans it.

Of CommonMark it has what teachers mean when they write it; live.content.as_typed takes back the rest.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from live.content import as_typed, tables
from live.content.formulas import Formula, formula_at, mathml
from live.content.highlighting import listing

PLAIN = {"plain": True}
"The environment of a drawing in which only the words are wanted."
LINES = 40
"The most lines of a formula."
_OPENINGS = ("$$", r"\[", r"\begin{")


def _inline_formula(state: StateInline, silent: bool) -> bool:
    """Read a formula within a line, before a backslash or an asterisk in it is read as Markdown."""
    if state.src[state.pos] not in "$\\":
        return False
    formula = formula_at(state.src, state.pos, state.posMax)
    if formula is None:
        return False
    if not silent:
        _push_formula(state, formula)
    state.pos += len(formula.source)
    return True


def _block_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a formula from the front of a line to the end of one; in between, a leading minus begins no list."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_OPENINGS, first):
        return False
    lines = range(start, min(end, start + LINES))
    formula = formula_at(state.src, first, state.eMarks[lines[-1]])
    if formula is None:
        return False
    behind = first + len(formula.source)
    last = next(line for line in lines if state.eMarks[line] >= behind)
    if state.src[behind : state.eMarks[last]].strip():
        return False
    if not silent:
        _push_formula(state, formula).block = True
        state.line = last + 1
    return True


def _push_formula(state: StateInline | StateBlock, formula: Formula) -> Token:
    token = state.push("formula", "", 0)
    token.meta = {"formula": formula}
    return token


def _draw_formula(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    token, formula = tokens[at], tokens[at].meta["formula"]
    if env.get("plain"):
        return escape(f" {formula.latex} " if token.block else formula.latex)
    return f"<p>{mathml(formula)}</p>\n" if token.block else mathml(formula)


def _draw_fence(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    language = (token.info.split() or [""])[0]
    code = escape(token.content) if env.get("plain") else listing(token.content, language)
    return f"<pre><code>{code}</code></pre>\n"


def _reader() -> MarkdownIt:
    reader = as_typed.Reader("commonmark", {"html": False, "breaks": True})
    reader.enable("strikethrough")
    as_typed.install(reader)
    tables.install(reader)
    reader.inline.ruler.before("escape", "formula", _inline_formula)
    reader.block.ruler.before(
        "fence", "formula", _block_formula, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    reader.add_render_rule("formula", _draw_formula)
    reader.add_render_rule("fence", _draw_fence)
    return reader


READER = _reader()
