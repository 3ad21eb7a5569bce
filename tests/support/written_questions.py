"""Questions with formulas, tables and listings, as teachers of every subject write them, by name."""

from typing import Any

from tests.support.lessons import CAPITAL

_WORDS = ["One", "Two", "Three", "None of them"]
_CASES = r"$$f(x)=\begin{cases}0&x<0\\1&x\ge 0\end{cases}$$" + "\n\nWhat is $f(0)$?"
_FIVE = r"\begin{pmatrix}1&0&0\\0&1&0\\0&0&1\end{pmatrix}"
_DEGREE_8 = (
    "$$p(x)="
    + "+".join(f"a_{n}x^{n}" for n in range(8, 1, -1))
    + r"+a_1x+a_0,\qquad x\in\mathbb{R},\ a_i\in\mathbb{Z}$$"
)
_SUMS = (
    r"$$\begin{aligned}"
    + r"\\".join(rf"\sum_{{k=1}}^{{{n}}} \frac{{k^2}}{{k+1}} &= \frac{{{n}}}{{2}}" for n in range(1, 6))
    + r"\end{aligned}$$"
)
_VALUES = (
    "x | "
    + " | ".join(map(str, range(-3, 7)))
    + "\n"
    + "|".join(["--"] * 11)
    + "\ny | "
    + " | ".join(str(n * n) for n in range(-3, 7))
)
_LONG_VALUES = "\n".join(
    [" | ".join(f"Considerably {n}" for n in range(10)), "|".join(["--"] * 10), " | ".join(["Photosynthesis"] * 10)]
)
_TRUTH = (
    "p | q | p and q\n--|--|--\n"
    + "\n".join(f"{a} | {b} | {a and b}" for a in (0, 1) for b in (0, 1))
    + "\n\nWhich rule is this?"
)
_CODE = (
    "```python\n"
    + "\n".join(f"def rule_{n}(x): return x ** {n}  # a remark on what it does" for n in range(14))
    + "\n```\nWhat is `rule_3(2)`?"
)
_LONGEST_CODE = "```python\n" + "x = 1\n" * 60 + "```"
_FRACTIONS = [
    r"$\dfrac{x+1}{\sqrt{x^2+1}}$",
    r"$\dfrac{1}{2}$",
    r"$\displaystyle\sum_{i=1}^{n} i^2$",
    r"$\begin{pmatrix}1\\2\\3\end{pmatrix}$",
]
_REACTION = r"\ce{2KMnO4 + 16HCl -> 2KCl + 2MnCl2 + 8H2O + 5Cl2 ^}" + "\n\nWhat is reduced?"


def _question(text: str, choices: list[str] | None = None, **fields: Any) -> dict[str, Any]:
    return {**CAPITAL, "text": text, "content": {"choices": choices or _WORDS, "right": [2]}, **fields}


WRITTEN: dict[str, dict[str, Any]] = {
    "cases": _question(_CASES),
    "matrices": _question(f"$$A={_FIVE}\\cdot{_FIVE}$$ Which is it?"),
    "a long polynomial": _question(_DEGREE_8),
    "sums below each other": _question(_SUMS + "\nWhich is wrong?"),
    "a table of values": _question(f"{_VALUES}\n\nWhich function is it?"),
    "a table of long words": _question(_LONG_VALUES),
    "a truth table": _question(_TRUTH, explanation=_CASES),
    "a listing": _question(_CODE),
    "the longest listing": _question(_LONGEST_CODE),
    "high choices": _question("Which is largest for $x=1$?", _FRACTIONS),
    "a long choice": _question("Which?", [f"${'+'.join(f'x_{{{n}}}' for n in range(18))}$", "$x$", "none", "all"]),
    "a reaction": _question(_REACTION),
    "a formula as long as can be": _question(f"$${'+'.join(f'x_{n}y' for n in range(10, 150))}$$"),
    "a deep fraction": _question("$$" + r"1+\cfrac{1}{" * 8 + "2" + "}" * 8 + "$$ What is its value?"),
    "struck out": _question(r"$$\frac{\cancel{3}\cdot 5}{\cancel{3}\cdot 7}=\boxed{\frac57}$$ Is it right?"),
}
REVEALED = ("matrices", "a truth table", "a listing", "the longest listing", "high choices", "a long choice")
"Those that are looked at with bars, too, and with an explanation."
