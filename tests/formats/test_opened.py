"""Opening files beside others, and what is said when a reader itself fails."""

from dataclasses import replace

import pytest

from live.formats import opened, work, written
from live.formats.given import GivenQuiz
from live.formats.writers import WRITERS
from live.refusal import Refused
from live.workshop.trades import FILES, QUICK_FILES


def test_what_cannot_be_written_is_refused_as_a_form_is():
    with pytest.raises(Refused) as refused:
        written.written(replace(WRITERS["csv"], slug="no format"), GivenQuiz("Quiz", []))
    assert refused.value.status == 422


def test_a_file_is_tried_a_short_while_before_it_waits_for_a_long_one():
    assert (QUICK_FILES.cpu_seconds, FILES.cpu_seconds, QUICK_FILES.memory) == (2, 20, FILES.memory)


def test_a_reader_that_fails_says_so_and_where():
    head, body = work.work(({"language": 5}, b"\xff"))
    assert (head["unreadable"], head["values"], body) == (work.NOT_READ, {}, b"")
    assert head["fault"].startswith("TypeError in decoded, line ")


def test_a_sentence_without_values_may_have_a_per_cent_sign():
    assert opened.sentence("All 100% of it.", {}) == "All 100% of it."
    assert opened.sentence("%(most)d at most.", {"most": 5}) == "5 at most."
