"""Formulas: LaTeX between dollars as MathML. What is no formula stays the text that it is.

latex2mathml is imported with the first formula. It lets scripts and addresses pass, so all of it goes through nh3,
which keeps TAGS and ATTRIBUTES (live.text).
"""

import re
from html import escape

LONGEST, DEEPEST = 1000, 40
"Characters of one formula, and braces within braces."
# As Pandoc has it: a dollar that opens has no space behind it, one that closes none before it and no digit behind it.
INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![\d$])", re.DOTALL)
DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.)+?)\$\$", re.DOTALL)
TAGS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom"}
    | {"menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"}
)
# Neither colours, which the reader's light or dark would make unreadable, nor addresses, classes and styles.
ATTRIBUTES = frozenset(
    {"display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "symmetric", "largeop", "movablelimits"}
    | {
        "accent",
        "accentunder",
        "fence",
        "separator",
        "form",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
        "width",
        "height",
    }
    | {"depth", "voffset", "linethickness", "columnalign", "columnspacing", "columnlines", "rowspacing", "rowlines"}
    | {"frame", "notation"}
)
_MACRO = re.compile(r"\\(?:def|(?:re)?new(?:command|environment))(?![A-Za-z])|\\Declare")
"Commands of one's own: each could stand for ten of the one before."
_TEXT = re.compile(r"\\(?:text\w*|mbox)\{[^{}]*\}")
_LESS = "\ue001"
"Stands for < in a text, which would come out as it is and begin a tag."
_NOT_KNOWN = re.compile(r"<m[ino][^>]*>\\[A-Za-z]")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def mathml(latex: str, display: bool = False) -> str:
    """The formula, or its source as text when it is too long, not LaTeX, or has a command that is not known."""
    dollars = "$$" if display else "$"
    return _converted(latex.strip(), display) or escape(f"{dollars}{latex}{dollars}", quote=False)


def _converted(latex: str, display: bool) -> str:
    if len(latex) > LONGEST or _MACRO.search(latex) or not _is_balanced(latex):
        return ""
    from latex2mathml.converter import convert

    latex = _TEXT.sub(lambda text: text[0].replace("<", _LESS), latex)
    try:
        found: str = convert(latex, display="block" if display else "inline")
    except Exception:  # it has an exception for each thing that can be wrong, and raises others too
        return ""
    return "" if _NOT_KNOWN.search(found) else found.replace(_LESS, "&lt;")


def _is_balanced(latex: str) -> bool:
    """Each brace has its other one, and not too many are open at once."""
    depth = 0
    for brace in _BRACES.findall(latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0
