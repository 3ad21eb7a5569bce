"""Formulas: LaTeX between dollars becomes MathML; what is no formula stays text.

latex2mathml is imported with the first formula. It lets scripts and addresses through, so live.content.safe_html
cleans all of its output with nh3, which keeps only TAGS and ATTRIBUTES.
"""

import re
from html import escape

LONGEST, DEEPEST = 1000, 40
"The most characters of a formula, and the deepest nesting of its braces."
# Pandoc's rule: no space follows an opening dollar; no space precedes a closing one, and no digit follows it.
INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![\d$])", re.DOTALL)
DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.)+?)\$\$", re.DOTALL)
TAGS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom"}
    | {"menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd"}
)
# No colours, which may be unreadable in the reader's light or dark theme; no addresses, classes or styles.
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
"Definitions of own commands: each could expand to ten of the one before, without end."
_TEXT = re.compile(r"\\(?:text\w*|mbox)\{[^{}]*\}")
_LESS = "\ue001"
"Replaces < inside \\text{}, where latex2mathml would write it out unescaped, as the beginning of a tag."
_NOT_KNOWN = re.compile(r"<m[ino][^>]*>\\[A-Za-z]")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def mathml(latex: str, display: bool = False) -> str:
    """Return a formula as MathML; its source as text when it is too long, no LaTeX, or uses an unknown command."""
    dollars = "$$" if display else "$"
    return _converted(latex.strip(), display) or escape(f"{dollars}{latex}{dollars}", quote=False)


def _converted(latex: str, display: bool) -> str:
    if len(latex) > LONGEST or _MACRO.search(latex) or not _is_balanced(latex):
        return ""
    from latex2mathml.converter import convert

    latex = _TEXT.sub(lambda text: text[0].replace("<", _LESS), latex)
    try:
        found: str = convert(latex, display="block" if display else "inline")
    except Exception:  # latex2mathml raises many exceptions of its own, and others too
        return ""
    return "" if _NOT_KNOWN.search(found) else found.replace(_LESS, "&lt;")


def _is_balanced(latex: str) -> bool:
    """Tell whether the braces are paired and not nested too deeply."""
    depth = 0
    for brace in _BRACES.findall(latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0
