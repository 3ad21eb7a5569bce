"""Teachers' Markdown with formulas between dollars. The HTML drawn here is unsafe until safe_html cleans it."""

from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from live.content.formulas import DISPLAY, INLINE, mathml
from live.content.highlighting import listing

PLAIN = {"plain": True}
"The environment of a drawing in which only the words are wanted."
LINES = 40
"The most lines of a formula."


def _inline_formula(state: StateInline, silent: bool) -> bool:
    """Read $…$ or $$…$$ within a line, before a backslash or an underscore in it is read as Markdown."""
    match = next((m for p in (DISPLAY, INLINE) if (m := p.match(state.src, state.pos, state.posMax))), None)
    if match is None:
        return False
    if not silent:
        _push_formula(state, match[1], "$$" if match.re is DISPLAY else "$")
    state.pos = match.end()
    return True


def _block_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read from $$ at the front of a line to $$ at the end of one; in between, a leading minus begins no list."""
    first = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", first):
        return False
    lines = range(start, min(end, start + LINES))
    ends = (n for n in lines if state.src[max(first + 2, state.bMarks[n]) : state.eMarks[n]].rstrip().endswith("$$"))
    last = next(ends, None)
    if last is None:
        return False
    if not silent:
        _push_formula(state, state.src[first + 2 : state.eMarks[last]].rstrip()[:-2], "$$").block = True
        state.line = last + 1
    return True


def _push_formula(state: StateInline | StateBlock, latex: str, markup: str) -> Token:
    token = state.push("formula", "", 0)
    token.content, token.markup = latex, markup
    return token


def _draw_formula(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    if env.get("plain"):
        return escape(f" {token.content} " if token.block else token.content)
    html = mathml(token.content, display=token.markup == "$$")
    return f"<p>{html}</p>\n" if token.block else html


def _draw_fence(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    token = tokens[at]
    language = (token.info.split() or [""])[0]
    code = escape(token.content) if env.get("plain") else listing(token.content, language)
    return f"<pre><code>{code}</code></pre>\n"


def _reader() -> MarkdownIt:
    # Headings would compete with the page's own; pictures would send requests to other sites.
    reader = (
        MarkdownIt("commonmark", {"html": False, "breaks": True})
        .enable(["table", "strikethrough"])
        .disable(["heading", "lheading", "image", "html_block", "html_inline"])
    )
    reader.inline.ruler.before("escape", "formula", _inline_formula)
    reader.block.ruler.before(
        "fence", "formula", _block_formula, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    reader.add_render_rule("formula", _draw_formula)
    reader.add_render_rule("fence", _draw_fence)
    return reader


READER = _reader()
