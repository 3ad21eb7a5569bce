"""What holds for every kind, and how one is added from outside."""

import re
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy
from hypothesis import given, settings

from live.kinds import Bar, Content, Invalid, Kind, all_kinds, forget, kind, register
from live.refusal import Refused
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import form, hostile_forms, tried

CONTENTS: dict[str, Content] = {slug: example.content for slug, example in EXAMPLES.items()}
VALUE_COLUMN = 400


def test_every_kind_has_an_example_with_the_name_that_the_editor_shows():
    assert {each.slug: (str(each.label), each.typed) for each in all_kinds()} == {
        slug: (example.label, example.typed) for slug, example in EXAMPLES.items()
    }


def test_a_kind_that_does_not_exist_is_a_key_error():
    with pytest.raises(KeyError):
        kind("essay")


def test_a_kind_can_be_added_from_outside():
    class Coin(Kind):
        slug, label = "coin", "Coin"

        def tally(self, content: Content, counts: dict[str, int]) -> list[Bar]:
            return [Bar(side, side, counts.get(side, 0)) for side in ("heads", "tails")]

    coin = register(Coin())
    try:
        assert (kind("coin"), all_kinds()[-1], coin.template("ask")) == (coin, coin, "live/kinds/coin/_ask.html")
        assert coin.tally({}, {"tails": 2}) == [Bar("heads", "heads", 0), Bar("tails", "tails", 2)]
    finally:
        forget("coin")
    assert sorted(each.slug for each in all_kinds()) == SLUGS


def test_the_kind_that_the_documents_show_is_one():
    page = (Path(__file__).resolve().parents[2] / "docs/kinds.md").read_text()
    taken: dict[str, Any] = {"Kind": Kind, "Content": Content, "Bar": Bar, "Refused": Refused, "QueryDict": QueryDict}
    taken["Random"] = Random
    names = taken | {"_": gettext, "gettext_lazy": gettext_lazy, "register": register}
    exec("\n".join(re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S)), names)
    truth, content = kind("truth"), {"truth": False}
    forget("truth")
    assert truth.clean(form(truth="false")) == truth.clean(form(**truth.fields(content))) == content
    assert (truth.graded(content), truth.graded(truth.keyless(content))) == (True, False)
    assert [truth.fraction(content, truth.parse(content, form(choice=each))[0], False) for each in "12"] == [0, 1]
    assert truth.tally(content, {"2": 3}) == [Bar("1", "True", 0), Bar("2", "False", 3, True)]
    assert (truth.value_text(content, "1"), truth.key_text(content)) == ("True", "False")
    assert truth.key_text(truth.keyless(content)) == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_content_that_is_kept_stays_as_it_is(slug):
    assert kind(slug).validate(CONTENTS[slug]) == CONTENTS[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_teacher_writes_becomes_the_content(slug):
    assert kind(slug).clean(form(**EXAMPLES[slug].written)) == CONTENTS[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_without_its_key_no_question_is_graded_and_none_has_a_key_to_tell(slug):
    of, bare = kind(slug), EXAMPLES[slug].bare
    assert [of.keyless(each) for each in (CONTENTS[slug], EXAMPLES[slug].other)] == [bare, bare]
    assert (of.graded(bare), of.key_text(bare)) == (False, "")
    assert (of.graded(CONTENTS[slug]), of.key_text(CONTENTS[slug]) != "") == (EXAMPLES[slug].key != "",) * 2


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_sent_becomes_a_value_and_is_shown_again_as_it_was_sent(slug):
    of, example = kind(slug), EXAMPLES[slug]
    value, typed = of.parse(example.content, form(**example.answer))
    assert value == example.value
    sent = of.sent(example.content, value, typed)
    assert bool(sent) == bool(example.fields)
    assert not sent or of.parse(example.content, form(**sent)) == (value, typed)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_key_changes_how_an_answer_is_stored(slug):
    of, example = kind(slug), EXAMPLES[slug]
    contents = (example.content, example.other, example.bare)
    assert len({of.parse(each, form(**example.answer)) for each in contents}) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_what_somebody_might_send_is_an_answer(slug):
    of, content, random = kind(slug), CONTENTS[slug], Random(1)
    sent = [of.simulated(content, random) for _person in range(50)]
    many = len({of.parse(content, form(**each))[0] for each in sent})
    assert many > 1 or many == len(EXAMPLES[slug].counts)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_kind_lists_what_ask_and_reveal_write(slug):
    assert tuple(kind(slug).rows(CONTENTS[slug])) == EXAMPLES[slug].rows


def test_kinds_with_choices_know_which_are_picked():
    assert {slug: kind(slug).picked("1,3") for slug in ("single", "several", "number")} == {
        "single": [1, 3],
        "several": [1, 3],
        "number": [],
    }


def test_each_kind_names_its_templates():
    assert [kind(slug).template("answer") for slug in SLUGS] == [f"live/kinds/{slug}/_answer.html" for slug in SLUGS]


def test_faults_are_told_by_field():
    invalid = Invalid([("right", "One."), ("unit", "Two."), ("right", "Three.")])
    assert (invalid.by_field(), str(invalid)) == ({"right": "One. Three.", "unit": "Two."}, "One. Two. Three.")


@pytest.mark.parametrize("slug", SLUGS)
@given(posted=hostile_forms)
@settings(max_examples=60)
def test_whatever_a_participant_sends_is_taken_or_refused_with_a_sentence(slug, posted):
    of, content = kind(slug), CONTENTS[slug]
    came = tried(lambda: of.parse(content, posted))
    if isinstance(came, Refused):
        assert (came.status, came.message.endswith(".")) == (422, True)
        return
    value, typed = came
    assert 1 <= len(value) <= VALUE_COLUMN
    assert len(typed) <= VALUE_COLUMN
    assert 0 <= of.fraction(content, value, partial=True) <= 1
    assert of.tally(content, {value: 1})
    assert of.value_text(content, value)


@pytest.mark.parametrize("slug", SLUGS)
@given(posted=hostile_forms)
@settings(max_examples=60)
def test_whatever_a_teacher_sends_is_kept_or_refused_with_sentences(slug, posted):
    of = kind(slug)
    assert of.context(of.draft(posted))["content"] == of.draft(posted)
    kept = tried(lambda: of.clean(posted))
    if isinstance(kept, Invalid):
        assert [sentence[-1] for _field, sentence in kept.errors] == ["."] * (len(kept.errors) or 1)
        return
    assert of.validate(kept) == kept


@pytest.mark.parametrize(
    "flood", [["1"] * 10_000, ["a" * 10**6], ["²\x00-1", "９"]], ids=["fields", "letters", "signs"]
)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_flood_in_any_field_is_taken_as_far_as_it_may_be_or_refused(slug, flood):
    of, example = kind(slug), EXAMPLES[slug]
    for sent in flooded(example.answer, flood):
        came = tried(partial(of.parse, example.content, sent))
        assert isinstance(came, Refused) or max(map(len, came)) <= VALUE_COLUMN
    for sent in flooded(example.written, flood):
        kept = tried(partial(of.clean, sent))
        assert isinstance(kept, Invalid) or len(str(kept)) < 10_000


def flooded(fields: dict[str, Any], flood: list[str]) -> list[QueryDict]:
    """The form with one field after the other flooded."""
    return [form(**{**fields, name: flood}) for name in fields]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_answer_is_refused(slug):
    with pytest.raises(Refused):
        kind(slug).parse(CONTENTS[slug], form())
