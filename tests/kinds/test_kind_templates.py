"""What each kind draws, for phone, screen, host and editor."""

import json
import re
from html.parser import HTMLParser

import lxml.html
import pytest
from django.template.loader import render_to_string

from live.kinds import Bar, Content, kind
from live.rendering import slots
from tests.support.examples import EXAMPLES, GRADED, SLUGS
from tests.support.kind_forms import form

CONTENTS: dict[str, Content] = {slug: example.hostile for slug, example in EXAMPLES.items()}
COUNTS = {slug: example.counts for slug, example in EXAMPLES.items()}


def without_bidi(content):
    return json.loads(json.dumps(content, ensure_ascii=False).replace("\u202e", ""))


def drawn(slug, part, content=None, **context):
    of = kind(slug)
    given = of.editor(content or CONTENTS[slug], form()) if part == "edit" else of.context(content or CONTENTS[slug])
    return render_to_string(of.template(part), {**given, **context})


def test_a_question_says_that_capitals_and_accents_count_where_they_do():
    exact = {"accepted": ["Er"], "exact": True}
    said = {part: "Capitals and accents count." in drawn("short", part, exact) for part in ("ask", "answer", "reveal")}
    assert said == {"ask": True, "answer": True, "reveal": False}
    assert "Capitals and accents count." not in drawn("short", "ask") + drawn("short", "answer")
    ticked = [part in drawn("short", "edit", exact) for part in ('name="exact" value="1" checked', "hint-accepted")]
    assert ticked == [True, True]
    assert 'name="exact" value="1">' in drawn("short", "edit")


def test_words_that_there_is_no_place_for_are_said_and_cannot_be_hidden():
    of = kind("cloud")
    bars = of.tally({"words": 3}, {f"w{n:03}": 1 for n in range(90)})
    html = drawn("cloud", "tally", bars=bars, total=90, hideable=True, hidden=set())
    assert (html.count("<li"), html.count('name="hide"'), "and 11 more" in html) == (80, 79, True)


def tally(slug, **context):
    content = CONTENTS[slug]
    return drawn(slug, "tally", bars=kind(slug).tally(content, COUNTS[slug]), total=4, **context)


class Reader(HTMLParser):
    """Tags with their attributes, the open ones that were never closed, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.words = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("input", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.extend(data.split())


def fields(html, *names):
    return [(tag, attrs.get("value", "")) for tag, attrs in Reader(html).tags if attrs.get("name") in names]


@pytest.mark.parametrize("part", ["ask", "answer", "reveal", "edit", "tally"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_part_is_whole_and_without_style_or_script(slug, part):
    bars = kind(slug).tally(CONTENTS[slug], COUNTS[slug])
    read = Reader(drawn(slug, part, bars=bars, total=4, revealed=True, hideable=True, hidden={"rio", "cat"}))
    names = {name for _tag, attrs in read.tags for name in attrs}
    assert (read.open, [tag for tag, _attrs in read.tags if tag in ("script", "style", "img")]) == ([], [])
    assert [name for name in names if name == "style" or name.startswith(("on", "hx-on"))] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_asked_and_answered_is_the_same_without_the_key(slug):
    of, content = kind(slug), CONTENTS[slug]
    bare = of.keyless(content)
    assert [drawn(slug, part) == drawn(slug, part, bare) for part in ("ask", "answer")] == [True, True]


@pytest.mark.parametrize("slug", GRADED)
def test_the_reveal_tells_the_key(slug):
    bare = kind(slug).keyless(CONTENTS[slug])
    told = [
        ("correct" in drawn(slug, "reveal", content), "tick" in drawn(slug, "reveal", content))
        for content in (CONTENTS[slug], bare)
    ]
    assert told == [(True, True), (False, False)]


def test_one_tap_answers_a_single_choice():
    assert fields(drawn("single", "answer"), "choice") == [("button", "1"), ("button", "2"), ("button", "3")]


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if EXAMPLES[slug].fields])
def test_other_kinds_have_fields_and_one_button_to_send(slug):
    html = slots.show_sent(drawn(slug, "answer"), {})
    found = {name: [value for _tag, value in fields(html, name)] for name in EXAMPLES[slug].fields}
    assert (found, len(re.findall(r'<button[^>]*class="send', html))) == (EXAMPLES[slug].fields, 1)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_field_has_a_label(slug):
    for part in ("answer", "edit"):
        html = drawn(slug, part)
        labelled = {attrs["for"] for tag, attrs in Reader(html).tags if tag == "label" and "for" in attrs}
        wrapped = len(re.findall(r"<label[^>]*><input(?![^>]*aria-label)", html))
        fields = [a for t, a in Reader(html).tags if t in ("input", "textarea", "select")]
        typed = [a for a in fields if a.get("type") != "hidden"]
        named = [a for a in typed if a.get("id") in labelled or a.get("aria-label") or a.get("aria-labelledby")]
        assert len(named) + wrapped == len(typed)


@pytest.mark.parametrize("slug", GRADED)
def test_the_tally_marks_what_is_right_only_when_revealed(slug):
    told = [
        "correct" in tally(slug, revealed=revealed) or "Right" in tally(slug, revealed=revealed)
        for revealed in (False, True)
    ]
    assert told == [False, True]


def test_bars_have_widths_of_a_thousand_counts_and_percentages():
    html = tally("single", revealed=False)
    widths = [attrs["width"] for tag, attrs in Reader(html).tags if attrs.get("class") == "fill"]
    counts = re.findall(r'class="count">(\d+) <span class="percent">(\d+) %', html)
    assert (widths, counts) == (["250", "750", "0"], [("1", "25"), ("3", "75"), ("0", "0")])


def test_a_kind_may_say_how_long_a_bar_is_and_what_stands_beside_it():
    bars = [Bar("1", "Clear", 93, length=1000, said="4.2"), Bar("2", "Useful", 2, length=0), Bar("3", "Fun", 1)]
    html = drawn("single", "tally", bars=bars, total=4)
    widths = [attrs["width"] for tag, attrs in Reader(html).tags if attrs.get("class") == "fill"]
    beside = [" ".join(each.split()) for each in re.findall(r'class="count">(.*?)</span>', html, re.DOTALL)]
    assert (widths, beside) == (
        ["1000", "0", "250"],
        ["4.2", '2 <span class="percent">50 %', '1 <span class="percent">25 %'],
    )


def test_a_tally_of_nobody_is_drawn():
    html = drawn("single", "tally", bars=kind("single").tally(CONTENTS["single"], {}), total=0)
    assert re.findall(r'class="fill" width="(\d+)"', html) == ["0", "0", "0"]
    said = {phase: drawn("short", "tally", bars=[], total=0, phase=phase) for phase in ("open", "closed")}
    assert [words in said[phase] for phase, words in (("open", "No answers yet."), ("closed", "No answers."))] == [
        True
    ] * 2


@pytest.mark.parametrize(("slug", "values"), [("short", ["brasilia", "rio"]), ("cloud", ["cat", "dog"])])
def test_the_host_hides_and_shows_what_people_typed(slug, values):
    one, other = values
    buttons = [
        (attrs["name"], attrs["value"], attrs["form"])
        for tag, attrs in Reader(tally(slug, hideable=True, hidden={one})).tags
        if tag == "button"
    ]
    assert buttons == [("show", one, "moves"), ("hide", other, "moves")]
    assert Reader(tally(slug, hideable=True, hidden={one})).words.count("Show") == 1
    assert "<button" not in tally(slug, hideable=False)


def test_the_row_of_other_answers_cannot_be_hidden():
    of = kind("short")
    bars = of.tally({"accepted": []}, {f"{n:03}": 1 for n in range(90)})
    assert drawn("short", "tally", bars=bars, total=90, hideable=True).count("<button") == 79


@pytest.mark.parametrize("slug", SLUGS)
def test_the_editor_shows_what_it_would_read_back(slug):
    posted: dict[str, list[str]] = {}
    for name, value in lxml.html.fromstring(f"<form>{drawn(slug, 'edit')}</form>").form_values():
        posted.setdefault(name, []).append(value)
    assert kind(slug).clean(form(**posted)) == without_bidi(CONTENTS[slug])


def test_errors_stand_beside_their_fields():
    html = drawn("number", "edit", errors={"right": "Not a number."})
    assert '<p class="error" id="error-right">Not a number.</p>' in html
    assert [attrs["name"] for _tag, attrs in Reader(html).tags if "aria-invalid" in attrs] == ["right"]
    assert 'id="error-choice">Too few.</p>' in drawn("single", "edit", errors={"choice": "Too few."})
