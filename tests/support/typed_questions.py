"""Questions of every kind as teachers might have typed them, with all signs that a format may stumble over."""

from typing import Any

from hypothesis import strategies as st

from live.formats.given import Given
from live.formats.tables.own_rows import fit
from live.kinds import Content, Invalid, kind
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import form

SIGNS = [
    *("=1+1", "+1", "-1", "@A", "'=x", "''-x", '"q"', "'", "#1", "%", "*", "~", "–", "..", "...", "±"),
    *("a | b", "a\\|b", "a; b", "a\\;b", "a\\", "[x]", "x => y", "a = b", "a -> b", "a: b", "A: 1", "a\tb"),
    *("1", "2", "A", "B", "2, 1", "1.3", "1/2", "1–5", "TRUE", "2026-01-02", "C3", "C3:D4 *"),
    *("$x^2$", "**b**", "`c`", "- d", "1. e", "<b>", "&amp;", "_x0041_", "é", "שלום", "😀", "\u200d", "x" * 150),
]
WORDS = st.one_of(st.sampled_from(SIGNS), st.text(max_size=20).map(fit))
TEXTS = st.lists(WORDS, max_size=4).map("\n".join).map(str.strip)
TICK = st.sampled_from(["", "1"])
Form = dict[str, st.SearchStrategy[Any]]


def lines(fewest: int, most: int) -> st.SearchStrategy[str]:
    """A text box with different lines."""
    return st.lists(WORDS, min_size=fewest, max_size=most, unique=True).map("\n".join)


def one_of(*texts: str) -> st.SearchStrategy[str]:
    """One of these texts."""
    return st.sampled_from(texts)


CHOICES: Form = {
    "choice": st.lists(WORDS, min_size=2, max_size=10, unique=True),
    "right": st.sampled_from([[], ["1"], ["2"], ["1", "2"]]),
    "last": TICK,
}
NUMBER: Form = {
    "right": one_of("", "3.14", "1.234", "-0.5", "1e8", "1/3", "2; 10..20", "1.125..2.5", "2^10", "50%", "1 1/2"),
    "tolerance": one_of("0", "0.5", "1.125%"),
    "unit": one_of("", "m", "=x"),
    "known": st.just(["1.234", "1.125", "1.125%", "9.125"]),
    "letters": TICK,
}
FORMS: dict[str, Form] = {
    "single": CHOICES,
    "several": CHOICES,
    "truefalse": {"truth": one_of("true", "false", "")},
    "match": {
        "pairs": st.lists(st.tuples(WORDS, one_of(" = ", " -> ", "\t"), WORDS).map("".join), max_size=12).map(
            "\n".join
        ),
        "groups": TICK,
    },
    "order": {"items": lines(3, 8), "ordered": TICK},
    "ranking": {"choices": lines(3, 20), "top": one_of("1", "2", "3")},
    "number": NUMBER,
    "estimate": {
        **NUMBER,
        "right": one_of("", "1.234", "5"),
        "rule": one_of("near", "nearest"),
        "reach": one_of("", "9.125", "90%"),
        "from": one_of("", "-3"),
        "to": one_of("", "10"),
    },
    "short": {"accepted": lines(0, 20), "exact": TICK},
    "text": {},
    "cloze": {
        "source": st.lists(
            st.one_of(WORDS, WORDS.map("[{}]".format), one_of("[a\\|b ~ c]", "\n")), min_size=1, max_size=6
        ).map(" ".join)
    },
    "cloud": {"words": one_of("1", "3", "5")},
    "scale": {
        **{"statements": lines(0, 8), "points": one_of("3", "5", "11"), "own_words": lines(3, 11)},
        **{"preset": one_of("", "own", "agreement", "pace"), "first": WORDS, "last": st.one_of(st.just(""), WORDS)},
        **{"zero": TICK, "skip": TICK},
    },
    "pin": {
        "areas": one_of(
            "", "C3:D4 F5 * Lyon\nA1", "\n".join(f"{letter}{row}" for letter in "ACEGIK" for row in (1, 3))
        ),
        "offered": TICK,
        "rows": one_of("4", "9", "20"),
    },
    "points": {"choices": lines(2, 8)},
    "slide": {"ack": TICK},
    "plane": {"items": lines(1, 8), **dict.fromkeys(("across_first", "across_last", "up_first", "up_last"), WORDS)},
}
"The fields of each kind's editor."


def kept(slug: str, typed: dict[str, Any]) -> Content | None:
    """The content that a teacher who types this would keep; None when something is wrong."""
    try:
        return kind(slug).clean(form(**{name: value for name, value in typed.items() if value != ""}))
    except Invalid:
        return None


@st.composite
def typed_questions(draw: st.DrawFn) -> Given:
    """A question of any kind; where something in it is wrong, it has the content of the kind's example."""
    slug = draw(st.sampled_from(SLUGS))
    content = kept(slug, draw(st.fixed_dictionaries(FORMS[slug]))) or EXAMPLES[slug].content
    seconds, weight = draw(st.one_of(st.none(), st.integers(5, 300))), draw(st.integers(0, 5))
    weight = weight if kind(slug).scores else 1
    return Given(slug, draw(TEXTS.filter(bool)), content, seconds, weight, draw(TEXTS), draw(TEXTS))
