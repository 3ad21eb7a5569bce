"""What somebody has sent can be sent again: the fields of an answer, read as its kind reads them, are that answer."""

import pytest
from django.template.loader import render_to_string

from live.kinds import kind
from live.rendering import slots
from tests.kinds.test_base import CONTENTS
from tests.support.kind_forms import form

GIVEN = [
    ("several", {"choice": ["1", "3"]}),
    ("several", {"choice": ["2"]}),
    ("order", {"at1": ["3"], "at2": ["1"], "at3": ["2"]}),
    ("order", {"at1": ["3"], "at2": ["1"]}),
    ("ranking", {"at4": ["1"], "at2": ["2"]}),
    ("ranking", {"at3": ["2"]}),
    ("number", {"number": ["3,14 cm"]}),
    ("number", {"number": ["-12"]}),
    ("number", {"number": ["12"], "minus": ["1"]}),
    ("number", {"number": ["-12"], "minus": ["1"]}),
    ("short", {"text": [" Paname! "]}),
    ("match", {"pair1": ["2"], "pair2": [""]}),
    ("cloze", {"gap1": ["Paname  · x"], "gap2": ["2"]}),
    ("cloze", {"gap1": ["–"], "gap2": [""]}),
    ("text", {"text": [" Because  rivers\nwere the first roads! "]}),
    ("cloud", {"word": ["Joy", "fear"]}),
    ("cloud", {"word": ["joy", "", "Joy"]}),
    ("cloud", {"word": ["joy, and fear"]}),
    ("scale", {"s1": ["4"], "s2": ["-"]}),
    ("points", {"p1": ["60"], "p2": ["60"], "p3": ["0"]}),
    ("plane", {"x1": ["4"], "y1": ["2"]}),
]


@pytest.mark.parametrize(("slug", "fields"), GIVEN)
def test_what_was_sent_is_read_as_the_same_answer_when_it_is_sent_again(slug, fields):
    of, content = kind(slug), CONTENTS[slug]
    answer = of.parse(content, form(**fields))
    assert of.parse(content, form(**of.sent(content, *answer))) == answer


def test_a_kind_whose_buttons_answer_has_nothing_to_show():
    assert kind("single").sent(CONTENTS["single"], "1", "") == {}


@pytest.mark.parametrize(
    ("slug", "fields", "shown"),
    [
        ("several", {"choice": ["1", "3"]}, ['value="1" checked>', 'value="2">', 'value="3" checked>']),
        (
            "order",
            {"at1": ["2"], "at2": ["1"]},
            ['name="at1" value="2" aria-labelledby="at1 place-2" checked>', 'labelledby="at1 place-1">'],
        ),
        ("number", {"number": ["<1>"], "minus": ["1"]}, ['value="&lt;1&gt;" required', 'value="1" checked>']),
        ("number", {"number": ["1"]}, ['value="1" required', 'name="minus" value="1">']),
        ("short", {"text": ['say "hi"']}, ['value="say &quot;hi&quot;" required']),
        ("cloze", {"gap1": ["<1>"], "gap2": ["2"]}, ['value="&lt;1&gt;"', 'value="1">', 'value="2" selected>']),
        ("scale", {"s1": ["4"], "s2": ["-"]}, ['name="s1" value="4" aria-label="4 – Agree" checked>']),
        ("cloud", {"word": ["joy", "fear"]}, ['value="joy"', 'value="fear"', 'value=""']),
    ],
)
def test_the_controls_of_a_kind_show_what_was_sent(slug, fields, shown):
    html = render_to_string(kind(slug).template("answer"), kind(slug).context(CONTENTS[slug]))
    filled = " ".join(slots.show_sent(html, fields).split())
    assert [part in filled for part in shown] == [True] * len(shown), filled
    assert "\ue000" not in filled
