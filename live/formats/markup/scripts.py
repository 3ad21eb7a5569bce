"""What is raised or lowered, x² and H₂O, in letters that are so themselves, or as a formula."""

from live.formats.markup.runs import FORMULA, Run

_RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
_SCRIPTS = {"sup": (_RAISED, "^"), "sub": (_LOWERED, "_")}


def script(run: Run) -> Run:
    """Return what is raised or lowered without that: in Unicode, else as a formula, else behind ^ or _."""
    letters, sign = _SCRIPTS[run.script]
    text = run.text.strip()
    if all(char in letters for char in text):
        return run._replace(text="".join(letters[char] for char in text), script="")
    if all(char.isalnum() or char in " ,.;:'()+-=/*" for char in text):
        inside = text if len(text) == 1 else rf"\text{{{text}}}"
        return run._replace(text=f"{sign}{{{inside}}}", script="", latex=FORMULA, code=False)
    return run._replace(text=f"{sign}({text})", script="")
