r"""Our Markdown as HTML that other programs show in the same way: formulas as \(…\) and \[…\], as MathJax reads them.

What reads it back is html_markdown.py. Nothing else of HTML can be in it, as our Markdown takes none.
"""

from collections.abc import Iterable, Iterator
from html import escape

from markdown_it.token import Token

from live.content.formulas import Formula

NAME_LENGTH = 60


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


_TYPES = {"formula": _formula, "fence": _listing}


def formula(found: Formula) -> str:
    r"""Return a formula as HTML. MathJax reads environments without marks, and would not read them within \[…\]."""
    latex = escape(" ".join(found.latex.split()), quote=False)
    if latex.startswith(r"\begin"):
        return latex
    return rf"\[{latex}\]" if found.display else rf"\({latex}\)"


def line(text: str) -> str:
    """Return one line as HTML, in which formulas and code are the only marks, as in a choice."""
    from live.content.safe_html import pieces

    return "".join(pieces(text, formula)).replace("$", "&#36;")


def name(text: str) -> str:
    """Return the first words of Markdown, by which lists of another program name a question."""
    from live.content.safe_html import plain

    first = text.strip().partition("\n")[0]
    words = plain(text if first.startswith("```") else first)
    return words if len(words) <= NAME_LENGTH else f"{words[:NAME_LENGTH].rsplit(' ', 1)[0]}…"
