"""The answers of a row of the tally become right ones by a key that their kind makes."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.kinds import Content, Counts, all_kinds, kind
from live.models import Round
from live.models.rules import Rules
from live.rooms import keys, sheet
from tests.support.kind_forms import form
from tests.support.random_contents import contents

WITH = ("single", "several", "truefalse", "number", "short")


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_by_the_further_key_the_row_is_right_and_nobody_loses(data):
    of = kind(data.draw(st.sampled_from(WITH)))
    content = data.draw(contents(of.slug, None, []))
    if not of.graded(content):
        return
    random = Random(data.draw(st.integers(0, 99)))
    values = [of.parse(content, form(**of.simulated(content, random)))[0] for _answer in range(12)]
    counts = Counts({(value, ""): values.count(value) for value in values})
    rules, round = Rules(partial=data.draw(st.booleans())), Round(kind_slug=of.slug, content=content)
    before = sheet.fractions(rules, round, values)
    for bar in of.tally(content, counts):
        if (accepted := of.accepting(content, bar.value)) is None:
            continue
        assert of.validate(accepted) == accepted
        round.also = [accepted]
        after = sheet.fractions(rules, round, values)
        alone = sheet.fractions(rules, Round(kind_slug=of.slug, content=accepted), values)
        assert after == {value: max(before[value], alone[value]) for value in values}
        assert of.boxed or not bar.count or sum(after.values()) > sum(before.values())


@pytest.mark.parametrize("slug", [each.slug for each in all_kinds()])
@pytest.mark.parametrize("value", ["", "0", "9" * 300, "\0", "…", "1…", "x", "²", "1,2", "|"])
def test_what_is_no_row_makes_no_key_and_no_fault(slug, value):
    content = kind(slug).blank()
    accepted = kind(slug).accepting(content, value)
    assert accepted is None or kind(slug).validate(accepted) == accepted


def test_a_row_that_is_right_already_makes_no_key():
    contents: dict[str, tuple[Content, str]] = {
        "single": ({"choices": ["a", "b"], "right": [1]}, "1"),
        "several": ({"choices": ["a", "b"], "right": [1]}, "1"),
        "truefalse": ({"truth": True}, "1"),
        "number": ({"right": "10..20", "tolerance": "0", "unit": ""}, "12…18"),
        "short": ({"accepted": ["Paris"]}, "paris"),
    }
    found = {slug: kind(slug).accepting(content, value) for slug, (content, value) in contents.items()}
    assert found == dict.fromkeys(contents)


def test_it_is_the_row_that_counts_then():
    assert [
        kind("single").accepting({"choices": ["a", "b"], "right": [1], "last": True}, "2"),
        kind("several").accepting({"choices": ["a", "b", "c"], "right": [3]}, "1"),
        kind("truefalse").accepting({"truth": True}, "2"),
        kind("number").accepting({"right": "3", "tolerance": "0.1", "unit": "m"}, "4"),
        kind("number").accepting({"right": "3", "tolerance": "0", "unit": "m"}, "4…5.5"),
        kind("short").accepting({"accepted": ["Paris"], "exact": True}, "lutetia"),
    ] == [
        {"choices": ["a", "b"], "right": [2], "last": True},
        {"choices": ["a", "b", "c"], "right": [1, 3]},
        {"truth": False},
        {"right": "4", "tolerance": "0.1", "unit": "m"},
        {"right": "4..5.5", "tolerance": "0", "unit": "m"},
        {"accepted": ["lutetia"]},
    ]


def test_the_key_is_told_once_in_words_with_all_that_counts():
    round = Round(kind_slug="single", content={"choices": ["a", "b", "c"], "right": [1]})
    round.also = [{**round.content, "right": [3]}, {**round.content, "right": [1]}]
    assert (keys.key_text(round), str(keys.key_html(round))) == ("a / c", "a / c")
    assert [choice.right for choice in keys.choices(round)] == [True, False, True]
