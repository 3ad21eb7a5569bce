"""docs/tour.md is true: each of its links leads to a line, and what is quoted behind it stands there."""

import pytest

from tools import tour

PAGE = tour.PAGE.read_text()
STOPS = list(tour.stops(PAGE))


def test_the_tour_has_stops_in_all_that_an_answer_passes():
    assert len(STOPS) == PAGE.count("](../") > 30
    parts = {"/".join(each.file.split("/")[:2]) for each in STOPS}
    assert parts >= {f"live/{name}" for name in ("asgi", "views", "access", "rooms", "kinds", "realtime", "rendering")}


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: f"{stop.file}-{stop.snippet}")
def test_what_is_quoted_stands_in_the_line(stop):
    assert stop.found == [stop.line], f"now in {stop.found}; `python tools/tour.py` rewrites the numbers"
    assert (stop.target, stop.place) == (stop.file, stop.line)


def test_a_number_that_is_wrong_is_rewritten_and_a_snippet_that_is_gone_is_told():
    right = "[tools/tour.py:1](../tools/tour.py#L1) `Rewrites the line numbers`"
    wrong = right.replace(":1]", ":7]").replace("#L1)", "#L9)")
    gone = "[tools/tour.py:3](../tools/tour.py#L3) `nowhere" + " to be found`"
    assert tour.renumbered(f"{wrong} and {gone}") == f"{right} and {gone}"
    assert tour.lost(f"{right} {gone}") == ["tools/tour.py: `nowhere to be found` stands in lines []"]
