r"""Our Markdown as HTML that other programs show in the same way: formulas as \(…\) and \[…\], as MathJax reads them.

What reads it back is html_markdown.py. Nothing else of HTML can be in it, as our Markdown takes none.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from markdown_it.token import Token

from live.content.formulas import Formula, is_drawn
from live.formats.markup.html_blocks import TYPED

NAME_LENGTH = 60
_BLANK_ENDS = re.compile(r"^ +| +$")
_LONE_MARK = re.compile(r"\\(?=[(\[])")
_CODE = re.compile(r"<code>([^<]*)</code>")


def html(text: str) -> str:
    """Return Markdown as HTML; a single paragraph has no tags around it."""
    written = blocks(text)
    only = written.startswith("<p>") and written.endswith("</p>") and written.count("<p>") == 1
    return written.removeprefix("<p>").removesuffix("</p>") if only else written


def blocks(text: str) -> str:
    """Return Markdown as HTML of paragraphs, lists, tables and listings."""
    from live.content.markdown import READER  # the server itself draws nothing

    tokens = READER.parse(text)
    for each in _all(tokens):
        if each.type in _TYPES:
            _TYPES[each.type](each)
    return str(READER.renderer.render(tokens, READER.options, {})).strip().replace("$", "&#36;")


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for each in tokens:
        yield each
        yield from each.children or ()


def _formula(token: Token) -> None:
    source = formula(token.meta["formula"])
    token.type, token.content = "html_inline", f"<p>{source}</p>\n" if token.block else source


def _listing(token: Token) -> None:
    language = (token.info.split() or [""])[0]
    named = f' class="language-{escape(language)}"' if language else ""
    token.type, token.content = "html_block", f"<pre><code{named}>{escape(token.content, quote=False)}</code></pre>\n"


def _code(token: Token) -> None:
    token.content = _BLANK_ENDS.sub(_kept, token.content)


def _kept(found: re.Match[str]) -> str:
    return "\xa0" * len(found[0])


def _text(token: Token) -> None:
    if _LONE_MARK.search(token.content):
        token.type, token.content = "html_inline", _words(escape(token.content))


def _words(html: str) -> str:
    r"""Return words as HTML in which \( and \[ begin no formula with the end of a later one."""
    return _LONE_MARK.sub(rf'<span class="{TYPED}">\\</span>', html)


_TYPES = {"text": _text, "formula": _formula, "fence": _listing, "code_inline": _code}


def formula(found: Formula) -> str:
    r"""Return a formula as HTML; what is drawn as it was typed goes out so.

    MathJax reads environments without marks, and would not read them within \[…\].
    """
    if not is_drawn(found):
        return f'<span class="{TYPED}">{escape(found.source, quote=False)}</span>'
    latex = escape(" ".join(found.latex.split()), quote=False)
    if latex.startswith(r"\begin"):
        return latex
    return rf"\[{latex}\]" if found.display else rf"\({latex}\)"


def line(text: str) -> str:
    """Return one line as HTML, in which formulas and code are the only marks, as in a choice."""
    from live.content.safe_html import pieces

    said = (each if isinstance(each, _Html) else _piece(each) for each in pieces(text, _formula_within))
    return "".join(said).replace("$", "&#36;")


class _Html(str):
    """A formula that is HTML already, among pieces of a line."""


def _formula_within(found: Formula) -> str:
    return _Html(formula(found))


def _piece(html: str) -> str:
    """Return the words, or the code, of a line."""
    code = _CODE.fullmatch(html)
    return f"<code>{_BLANK_ENDS.sub(_kept, code[1])}</code>" if code else _words(html)


def name(text: str) -> str:
    """Return the first words of Markdown, by which lists of another program name a question."""
    from live.content.safe_html import plain

    first = text.strip().partition("\n")[0]
    words = plain(text if first.startswith("```") else first)
    return words if len(words) <= NAME_LENGTH else f"{words[:NAME_LENGTH].rsplit(' ', 1)[0]}…"
