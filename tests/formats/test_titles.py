"""Titles of items: what they say goes into the notes, unless it is a number alone."""

import pytest

from live.formats import texts
from live.formats.found import Found


@pytest.mark.parametrize(
    ("title", "notes"),
    [
        *((each, "") for each in ("", "Question 1", "question_12", "Item #3", "untitled-4", "7", "Q?")),
        *((each, each) for each in ("Rivers 1", "Question of rivers")),
    ],
)
def test_a_title_that_only_counts_is_no_note(title, notes):
    found = Found("item", 1, text="Q?")
    texts.title(found, title)
    assert found.notes == notes
