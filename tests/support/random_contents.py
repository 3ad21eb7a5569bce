"""Random questions of every kind, as teachers could have written them: to go out and come in again."""

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from live.content.lines import line
from live.content.pictures import Picture
from live.kinds import Content, Invalid, Kind, kind
from tests.support.examples import EXAMPLES
from tests.support.kind_forms import form

Fields = Mapping[str, Any]
_SIGNS = st.sampled_from(
    ["=", "->", "~", "|", "[x]", "*", "1.", "C3", ";", ",", "\\", "$x^2$", "<b>", "&amp;", '"', "#"]
)
_LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
LINES = st.lists(st.one_of(_LETTERS, _SIGNS), min_size=1, max_size=3).map(" ".join).map(lambda raw: line(raw, "NFC"))
WORDS = LINES.filter(bool)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=60)
_TICKS = st.sampled_from([[], ["1"]])
_NUMBERS = st.one_of(st.integers(-5000, 5000).map(str), st.decimals(-99, 99, places=3).map(str))


def _many(fewest: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(WORDS, min_size=fewest, max_size=most, unique=True)


def _lines(fewest: int, most: int) -> st.SearchStrategy[str]:
    return _many(fewest, most).map("\n".join)


def _some(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([str(number) for number in range(1, most + 1)]), max_size=2, unique=True)


def _fields(ticks: Iterable[str] = (), /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fields]:
    """The fields, and some of the ticks."""
    return st.builds(
        lambda said, ticked: {**said, **dict.fromkeys(ticked, "1")},
        st.fixed_dictionaries(fields),
        st.lists(st.sampled_from(sorted(ticks)), unique=True) if ticks else st.just([]),
    )


_NUMBER = {"right": st.one_of(st.just(""), _NUMBERS), "tolerance": st.sampled_from(["", "0.5", "5%"]), "unit": LINES}
_SPOTS = st.lists(st.sampled_from(["A1", "C3:D4 * Lyon", "F2 Paris", "E5 G5 *", "A3 * D4", "L4"]), unique=True)
_GAPS = st.sampled_from(["a", "b\\[", " [x|y]", " [u ~ v ~ w]", "\n\n- c", " [$x$]", " [p\\|q]"])
WRITTEN: dict[str, st.SearchStrategy[Fields]] = {
    "single": _fields(["last"], choice=_many(2, 10), right=_some(4).map(lambda right: right[:1])),
    "several": _fields(["last"], choice=_many(2, 10), right=_some(4)),
    "truefalse": _fields(truth=st.sampled_from(["true", "false", ""])),
    "number": _fields(["letters"], **_NUMBER),
    "estimate": _fields(
        ["letters"], **_NUMBER, rule=st.sampled_from(["near", "nearest"]), reach=st.sampled_from(["", "20%"])
    ),
    "match": _fields(["groups"], pairs=st.lists(st.tuples(WORDS, WORDS).map("\t".join), max_size=8).map("\n".join)),
    "order": _fields(["ordered"], items=_lines(3, 8)),
    "ranking": _fields(choices=_lines(3, 20), top=st.sampled_from("123")),
    "points": _fields(choices=_lines(2, 8)),
    "plane": _fields(items=_lines(1, 8), across_first=WORDS, across_last=WORDS, up_first=WORDS, up_last=WORDS),
    "scale": _fields(
        ["zero", "skip"],
        statements=_lines(0, 8),
        points=st.sampled_from(["3", "5", "11"]),
        preset=st.sampled_from(["", "own", "agreement"]),
        own_words=_lines(3, 5),
        first=LINES,
        last=LINES,
    ),
    "short": _fields(["exact"], accepted=_lines(0, 5)),
    "cloud": _fields(words=st.sampled_from("12345")),
    "cloze": _fields(source=st.lists(_GAPS, max_size=6).map("".join)),
    "pin": _fields(["offered"], areas=_SPOTS.map("\n".join)),
    "slide": _fields(["ack"]),
    "text": _fields(),
}
"By the kind's slug: what somebody fills into the editor's form."


@st.composite
def contents(draw: st.DrawFn, slug: str, own: Picture | None, shown: list[Picture]) -> Content:
    """A content as it is kept, of a question with this picture or none; choices have some of the `shown` ones."""
    of, fields = kind(slug), dict(draw(WRITTEN[slug]))
    if of.picture_field and draw(st.booleans()):
        pictured = [draw(st.sampled_from([None, *shown])) for _choice in fields["choice"]]
        fields[of.picture_field] = [each.token if each else "" for each in pictured]
        fields[of.alt_field] = [each.alt if each else "" for each in pictured]
        fields["choice"] = [
            "" if each and draw(st.booleans()) else text for each, text in zip(pictured, fields["choice"], strict=True)
        ]
    return _kept(of, fields, own, EXAMPLES[slug].content)


def _kept(of: Kind, fields: Fields, own: Picture | None, otherwise: Content) -> Content:
    try:
        return of.validate(of.on_picture(of.draft(form(**fields)), own))
    except Invalid:
        return of.on_picture(otherwise, own)
