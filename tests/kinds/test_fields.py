"""A content is said in the fields of the editor's form, and what is read from these is the same content."""

from typing import Any

import pytest
from hypothesis import given, settings

from live.kinds import Content, Invalid, all_kinds, kind
from tests.kinds.test_pictured_choices import BLUE
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.kind_forms import form, hostile_forms, tried

UNKEPT = {"cloze", "match"}
"Without its key such a question is only drawn."


def again(slug: str, content: Content) -> Content:
    return kind(slug).clean(form(**kind(slug).fields(content)))


def as_typed(content: Any) -> Any:
    """The content without the signs that no form lets through."""
    if isinstance(content, dict):
        return {name: as_typed(each) for name, each in content.items()}
    if isinstance(content, list):
        return [as_typed(each) for each in content]
    return content.replace("\u202e", "") if isinstance(content, str) else content


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fields_of_a_content_are_read_as_this_content(slug):
    example = EXAMPLES[slug]
    kept = [example.content, example.other, *([] if slug in UNKEPT else [example.bare])]
    assert [again(slug, each) for each in kept] == kept


@pytest.mark.parametrize("slug", SLUGS)
def test_hostile_words_come_back_as_a_form_lets_them_through(slug):
    hostile = kind(slug).validate(as_typed(EXAMPLES[slug].hostile))
    once = again(slug, hostile)
    assert (again(slug, once), kind(slug).key_text(once)) == (once, kind(slug).key_text(hostile))


@pytest.mark.parametrize("slug", [each.slug for each in all_kinds() if each.picture_field])
def test_the_pictures_of_choices_are_among_the_fields(slug):
    content = {"choices": ["A", "Lyon", "C"], "right": [1], "pictures": [BLUE.kept, None, BLUE.kept], "last": True}
    assert again(slug, content) == content


@pytest.mark.parametrize(
    ("slug", "content"),
    [
        ("number", {"right": "1.234; 0.5..2.125", "tolerance": "1.125%", "unit": "m", "letters": True}),
        ("number", {"right": "1/3; 6.022e23", "tolerance": "0", "unit": "mol"}),
        ("number", {"right": "50", "tolerance": "5", "unit": "%"}),
        (
            "estimate",
            {
                "right": "1.234",
                "tolerance": "0",
                "unit": "",
                "rule": "nearest",
                "reach": "",
                "from": "0",
                "to": "2.125",
            },
        ),
        (
            "estimate",
            {"right": "5", "tolerance": "1", "unit": "", "rule": "near", "reach": "1.125", "from": "", "to": ""},
        ),
        ("match", {"left": ["a = b", "c -> d"], "right": ["e", "f = g -> h"], "pairs": [1, 2], "groups": False}),
        ("match", {"left": ["2", "4"], "right": ["even"], "pairs": [1, 1], "groups": True}),
        ("short", {"accepted": ["pH", "PH"], "exact": True}),
        ("pin", {"columns": 12, "rows": 9, "offered": False, "areas": [{"name": "D4", "cells": [1], "right": True}]}),
        ("cloze", {"source": "a \\[1\\] [b\\|c ~ d]\n\n- e [f]"}),
        ("truefalse", {"truth": None}),
        ("slide", {"ack": False}),
    ],
)
def test_what_is_written_with_signs_comes_back(slug, content):
    kept = kind(slug).validate(content)
    assert again(slug, kept) == kept


@pytest.mark.parametrize("slug", SLUGS)
@given(posted=hostile_forms)
@settings(max_examples=10)
def test_whatever_a_teacher_has_kept_can_be_said_again(slug, posted):
    kept = tried(lambda: kind(slug).clean(posted))
    assert isinstance(kept, Invalid) or again(slug, kept) == kept
