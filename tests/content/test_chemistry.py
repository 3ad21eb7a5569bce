"""The usual forms of mhchem, drawn upright; of what is not known the source stays."""

import re

import pytest

from live.content.chemistry import reactions
from live.content.safe_html import formulas


@pytest.mark.parametrize(
    ("written", "latex"),
    [
        ("H2O", r"\mathrm{H}_{2}\mathrm{O}"),
        ("2H2O", r"2\,\mathrm{H}_{2}\mathrm{O}"),
        ("2 H2O", r"2\,\mathrm{H}_{2}\mathrm{O}"),
        ("1/2 O2", r"\tfrac{1}{2}\,\mathrm{O}_{2}"),
        ("0,5 O2", r"0{,}5\,\mathrm{O}_{2}"),
        ("n H2O", r"n\,\mathrm{H}_{2}\mathrm{O}"),
        ("Na+", r"\mathrm{Na}^{+}"),
        ("OH-", r"\mathrm{O}\mathrm{H}^{-}"),
        ("e-", r"\mathrm{e}^{-}"),
        ("SO4^2-", r"\mathrm{S}\mathrm{O}_{4}^{2-}"),
        ("SO4^{2-}", r"\mathrm{S}\mathrm{O}_{4}^{2-}"),
        ("[Fe(CN)6]^4-", r"[ \mathrm{Fe}( \mathrm{C}\mathrm{N}) _{6}] ^{4-}"),
        ("Fe^{II}Fe^{III}2O4", r"\mathrm{Fe}^{\mathrm{II}}\mathrm{Fe}^{\mathrm{III}}_{2}\mathrm{O}_{4}"),
        ("^{14}_{6}C", r"{}^{14}_{6}\mathrm{C}"),
        ("^1_0n", r"{}^{1}_{0}\mathrm{n}"),
        ("NO_x", r"\mathrm{N}\mathrm{O}_{x}"),
        ("C_nH_{2n+2}", r"\mathrm{C}_{n}\mathrm{H}_{2n+2}"),
        ("NaCl(aq)", r"\mathrm{Na}\mathrm{Cl}\,(\mathrm{aq})"),
        ("CuSO4 * 5H2O", r"\mathrm{Cu}\mathrm{S}\mathrm{O}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}"),
        ("CH3-CH=CH2", r"\mathrm{C}\mathrm{H}_{3}{-}\mathrm{C}\mathrm{H}{=}\mathrm{C}\mathrm{H}_{2}"),
        ("HC#N", r"\mathrm{H}\mathrm{C}{\equiv}\mathrm{N}"),
        ("H2 ^", r"\mathrm{H}_{2}\,\uparrow "),
        ("AgCl v", r"\mathrm{Ag}\mathrm{Cl}\,\downarrow "),
        ("A + B -> C", r"\mathrm{A} + \mathrm{B} \longrightarrow \mathrm{C}"),
        ("A+B->C", r"\mathrm{A} + \mathrm{B} \longrightarrow \mathrm{C}"),
        ("H+ + Cl- <=> HCl", r"\mathrm{H}^{+} + \mathrm{Cl}^{-} \rightleftharpoons \mathrm{H}\mathrm{Cl}"),
        (r"A ->[\Delta] B", r"\mathrm{A} \xrightarrow{\Delta } \mathrm{B}"),
        ("A ->[heat][H2O] B", r"\mathrm{A} \xrightarrow[\mathrm{H}_{2}\mathrm{O}]{\text{heat}} \mathrm{B}"),
        (r"A ->[\text{5 %}] B", r"\mathrm{A} \xrightarrow{\text{5 \%}} \mathrm{B}"),
        ("{Gluconic acid}", r"\text{Gluconic acid}"),
    ],
)
def test_the_usual_forms_are_read(written, latex):
    assert reactions(rf"x = \ce{{{written}}}") == f"x = {{{latex}}}"
    assert formulas(rf"\ce{{{written}}}").startswith("<math>")


@pytest.mark.parametrize(
    "written", ["", "hello", "Hello", r"\evil", r"\pu{1 m}", "H2O&", "x^{<b>}", "A ->[<b>] B", "A ~ B", "^{\\x}C"]
)
def test_of_what_is_not_known_the_source_stays(written):
    source = rf"\ce{{{written}}}"
    assert reactions(source) == ""
    assert (
        re.sub("&(amp|lt|gt);", lambda found: {"amp": "&", "lt": "<", "gt": ">"}[found[1]], formulas(source)) == source
    )


def test_what_is_around_stays_latex():
    assert reactions(r"2x + \ce{H} = \frac12 \ce{O}") == r"2x + {\mathrm{H}} = \frac12 {\mathrm{O}}"
    assert reactions(r"\frac12") == r"\frac12"
