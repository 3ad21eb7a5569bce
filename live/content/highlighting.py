"""Code in questions, highlighted in five classes. Pygments is imported with the first listing."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any

LONGEST = 4000
INLINE = re.compile(r"(?<![A-Za-z`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
"Code within a line: what stands between as many backticks on both sides. Behind a letter they are apostrophes."
# Languages taught at schools and universities. Pygments knows 500 more, of which some have very slow patterns.
LANGUAGES = frozenset(
    {"bash", "c", "c++", "cpp", "c#", "csharp", "css", "delphi", "diff", "go", "haskell"}
    | {"html", "java", "javascript", "js", "json", "kotlin", "lua", "matlab", "octave", "pascal", "php"}
    | {"powershell", "prolog", "pycon", "python", "py", "r", "racket", "ruby", "rb", "rust", "scala"}
    | {"scheme", "sh", "sql", "swift", "typescript", "ts", "vb.net", "xml", "yaml"}
)

_NAMED = re.compile(r"[`~]{3}[ \t]*([^\s`]+)")


def load(languages: Iterable[str] = LANGUAGES) -> None:
    """Import Pygments with the lexers of these languages, and what they import themselves: a job has no time for it."""
    for language in languages:
        listing("x = 1", language)


def languages(text: str) -> set[str]:
    """Return the languages whose lexers a text may need."""
    return {name.lower() for name in _NAMED.findall(text)} & LANGUAGES


def listing(code: str, language: str) -> str:
    """Return code as HTML: highlighted in a known language, else plain."""
    if language.lower() not in LANGUAGES or len(code) > LONGEST:
        return escape(code, quote=False)
    from pygments.lexers import get_lexer_by_name

    tokens = get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False).get_tokens(code)
    runs = groupby(((_class(kind), text) for kind, text in tokens), lambda pair: pair[0])
    return "".join(_span(name, "".join(text for _name, text in run)) for name, run in runs)


def _span(name: str, text: str) -> str:
    text = escape(text, quote=False)
    return f'<span class="{name}">{text}</span>' if name else text


CLASSES = frozenset({"k", "s", "m", "c", "nf"})
"Keywords, strings, numbers, comments, and names that are defined or built in."


@lru_cache(maxsize=512)
def _class(kind: Any) -> str:
    """Return the class of a kind of token; "" for all others."""
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    named = (Name.Function, Name.Class, Name.Tag, Name.Builtin, Name.Decorator)
    families = {"k": (Keyword, Operator.Word), "s": (String,), "m": (Number,), "c": (Comment,), "nf": named}
    return next((name for name, family in families.items() if any(kind in each for each in family)), "")
