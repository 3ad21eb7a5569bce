"""A spot on a picture: the grid, the areas, and the ways to choose."""

from functools import partial
from random import Random

import pytest

from live.content.pictures import Picture
from live.forms.draft import Draft
from live.kinds import Bar, Content, kind
from live.kinds.charts.heat_map import HeatMap, Note, Shade, heat_map, outline
from live.kinds.pin_areas import cell_name, middle, read_area, rows_on, spots, write_area
from live.refusal import Refused
from tests.support.examples.pin import EXAMPLE, LYON, PARIS
from tests.support.kind_forms import faults, form, refusal, tried

pin = kind("pin")
FRANCE = EXAMPLE.content
OFFERED = {**FRANCE, "offered": True}
POLL = {**FRANCE, "areas": []}


# --- the grid and its areas -------------------------------------------------------------------------------------------


def test_cells_are_named_as_on_a_chess_board():
    assert [cell_name(cell) for cell in (1, 12, 13, 27, 108)] == ["A1", "L1", "A2", "C3", "L9"]


@pytest.mark.parametrize(
    ("size", "rows"), [((800, 600), 9), ((600, 800), 16), ((1000, 1000), 12), ((4000, 100), 4), ((100, 4000), 20)]
)
def test_cells_are_nearly_square_on_any_picture(size, rows):
    assert rows_on(Picture("x", *size)) == rows


@pytest.mark.parametrize(
    ("line", "area"),
    [
        ("C3:D4 * Lyon", ("Lyon", [27, 28, 39, 40], True)),
        ("c3 Paris", ("Paris", [27], False)),
        ("D4:C3 *", ("", [27, 28, 39, 40], True)),
        ("A1, B2; C3–C4 *Rio de Janeiro", ("Rio de Janeiro", [1, 14, 27, 39], True)),
        ("A1 2 * 3", ("2 * 3", [1], False)),
        ("C٣ Lyon", ("Lyon", [27], False)),
    ],
)
def test_an_area_is_read_from_a_line(line, area):
    assert tuple(read_area(line).values()) == area


@pytest.mark.parametrize("line", ["Lyon", "M3 Lyon", "C0", "C3x", "* Lyon", "", "C100"])
def test_what_is_no_area_is_kept_as_it_was_typed(line):
    assert (read_area(line), write_area(read_area(line))) == ({"name": line, "cells": [], "right": False}, line)


@pytest.mark.parametrize("line", ["C3:D4 * Lyon", "A1 B2:L9", "K1:L2 A3 *", "A1:A20 Ruler"])
def test_an_area_is_written_as_it_is_read(line):
    assert write_area(read_area(line)) == line


def test_an_area_has_a_middle_that_is_in_it():
    assert [middle(cells) for cells in ([27], [1, 2, 3], [1, 12], [27, 28, 39, 40])] == [27, 2, 1, 27]
    assert spots([12, 13]) == "L1 A2"


# --- the editor -------------------------------------------------------------------------------------------------------


def test_the_editors_lines_become_areas_and_lines_again():
    sent = form(areas="C3:D3 * Lyon\n\n F2 Paris\n")
    assert pin.clean(sent) == FRANCE
    assert pin.editor(FRANCE, sent)["typed"] == "C3:D3 * Lyon\nF2 Paris"
    assert pin.clean(form()) == POLL


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"areas": "Lyon"}, ("areas", "Line 1 begins with a spot like C3 or C3:D4; a name may follow.")),
        ({"areas": "A1\nC10 * Lyon"}, ("areas", "Line 2 is not on the picture, which ends at L9.")),
        ({"areas": "A1 Lyon\nA2 Lyon"}, ("areas", "Lines 1 and 2 are the same.")),
        ({"areas": "A1:B2 Lyon\nB2 Paris"}, ("areas", "Lines 1 and 2 share a spot.")),
        ({"areas": "A1 " + "x" * 61}, ("areas", "Line 1 is too long: 60 characters at most.")),
        (
            {"areas": "A1 * Lyon", "offered": "1"},
            ("offered", "Give at least two areas a name, or do not offer the names."),
        ),
    ],
)
def test_the_editor_reads_what_is_wrong(fields, expected):
    assert faults(lambda: pin.clean(form(**fields))) == [expected]


def test_there_are_twenty_areas_at_most():
    lines = "\n".join(f"{cell_name(cell)}" for cell in range(1, 23))
    assert faults(lambda: pin.clean(form(areas=lines))) == [("areas", "20 lines are the most there can be.")]


def drafted(picture: Picture | None = None, **fields):
    return Draft.typed(
        form(kind="pin", text="Where?", weight="1", alt="A map", **fields, picture=picture.token if picture else "")
    )


def test_a_question_without_a_picture_is_not_kept():
    draft = drafted(areas="A1 *")
    assert (draft.is_valid(), draft.errors, draft.is_complete) == (
        False,
        {"picture": "Please choose the picture first."},
        False,
    )


def test_the_grid_has_the_rows_of_its_picture():
    tall = drafted(Picture("x" * 32, 300, 400), areas="L16 * Foot")
    assert (tall.is_valid(), tall.content["rows"], tall.is_complete) == (True, 16, True)
    assert drafted(Picture("x" * 32, 400, 300), areas="L16 *").is_valid() is False


def test_turning_into_another_kind_and_back_keeps_areas_and_picture():
    draft = drafted(Picture("x" * 32, 400, 300), areas="A1 * Lyon", offered="1")
    there = draft.turned_into(kind("single"))
    back = Draft.typed(
        form(kind="single", kept=[each.urlencode() for each in there.kept], picture=draft.picture.token, alt="A map")
    ).turned_into(pin)
    assert (there.picture, back.content) == (draft.picture, draft.content)
    assert back.content["rows"] == 9


# --- answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"cell": "27"}, ("27", "")),
        ({"column": "3", "row": "3"}, ("27", "")),
        ({"area": "1"}, ("27", "Lyon")),
        ({"cell": "5", "area": "1"}, ("5", "")),
        ({"cell": "5", "column": "3", "row": "3"}, ("5", "")),
        ({"cell": "5", "column": "3"}, ("5", "")),
    ],
)
def test_a_spot_is_tapped_named_or_spelt(fields, expected):
    assert pin.parse(OFFERED, form(**fields)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ("27", "")),
        ({"cell": "5"}, ("5", "")),
        ({"row": "1"}, ("3", "")),
        ({"area": "2"}, ("18", "Paris")),
    ],
)
def test_of_a_stored_answer_the_part_that_was_changed_counts(changed, expected):
    stored = pin.sent(OFFERED, "27", "")
    assert stored == {"cell": ["27"], "was": ["27"], "column": ["3"], "row": ["3"]}
    assert pin.parse(OFFERED, form(**stored, **{}) if not changed else form(**{**stored, **changed})) == expected


def test_a_name_that_was_chosen_does_not_tell_where_it_is():
    value, typed = pin.parse(OFFERED, form(area="1"))
    assert (pin.sent(pin.keyless(OFFERED), value, typed), pin.own_html(pin.keyless(OFFERED), value, typed)) == (
        {"area": ["1"]},
        "Lyon",
    )
    assert pin.parse(OFFERED, form(**pin.sent(OFFERED, value, typed), cell="5")) == ("5", "")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please tap a spot on the picture first."),
        ({"column": "3"}, "Please choose a letter and a number."),
        ({"cell": "109"}, "That spot is not on the picture. Please choose again."),
        ({"cell": "027"}, "That spot is not on the picture. Please choose again."),
        ({"cell": "٣"}, "That spot is not on the picture. Please choose again."),
        ({"column": "13", "row": "1"}, "That spot is not on the picture. Please choose again."),
        ({"column": "1", "row": "10"}, "That spot is not on the picture. Please choose again."),
        ({"area": "1"}, "That spot is not on the picture. Please choose again."),
    ],
)
def test_anything_else_is_refused(fields, sentence):
    assert refusal(lambda: pin.parse(FRANCE, form(**fields))) == (sentence, 422)


def test_an_unknown_name_is_refused():
    for area in ("0", "3", "-1", "²", "Lyon"):
        assert isinstance(tried(partial(pin.parse, OFFERED, form(area=area))), Refused)


def test_an_answer_in_a_right_area_is_right():
    assert [pin.fraction(FRANCE, value, partial=True) for value in ("27", "28", "18", "1")] == [1, 1, 0, 0]
    assert (pin.graded(FRANCE), pin.graded(POLL)) == (True, False)


# --- what is told -----------------------------------------------------------------------------------------------------


def test_without_the_key_there_are_names_alone_and_only_where_they_are_offered():
    both = {**OFFERED, "areas": [PARIS, LYON]}
    bare: list[Content] = [{"name": name, "cells": [], "right": False} for name in ("Lyon", "Paris")]
    assert [pin.keyless(each)["areas"] for each in (FRANCE, OFFERED, both)] == [[], bare, bare]


def test_rows_are_areas_once_they_may_be_shown_and_cells_before():
    counts = {"27": 2, "18": 1, "108": 3}
    assert pin.tally(FRANCE, counts) == [
        Bar("area-1", "Lyon", 2, True),
        Bar("area-2", "Paris", 1),
        Bar("", "Elsewhere", 3),
    ]
    cells = [Bar("108", "L9", 3), Bar("27", "C3", 2), Bar("18", "F2", 1)]
    assert [pin.tally(each, counts) for each in (pin.keyless(OFFERED), POLL)] == [cells, cells]


def test_an_answer_is_said_by_its_cell_and_the_area():
    assert [pin.value_text(each, "27") for each in (FRANCE, pin.keyless(FRANCE))] == ["C3 (Lyon)", "C3"]
    assert pin.key_text({**FRANCE, "areas": [LYON, {**PARIS, "right": True, "name": ""}]}) == "Lyon (C3:D3); F2"


# --- the heat map -----------------------------------------------------------------------------------------------------


def test_few_answers_are_a_dot_each_in_their_cells():
    found = heat_map(12, 9, {1: 1, 108: 2})
    assert found == HeatMap(12, 9, dots=(("4.17%", "5.56%"), ("95.83%", "94.44%"), found.dots[2]))
    x, y = (float(each.rstrip("%")) / 100 for each in found.dots[2])
    assert (int(x * 12), int(y * 9)) == (11, 8)


def test_many_answers_are_shades_with_the_highest_counts_written():
    found = heat_map(12, 9, {1: 40, 2: 20, 14: 1})
    assert found.shades == (
        Shade("0.12", "M1 1h1v1h-1z"),
        Shade("0.36", "M1 0h1v1h-1z"),
        Shade("0.60", "M0 0h1v1h-1z"),
    )
    assert found.notes == (Note("4.17%", "5.56%", "40"),)


def test_a_map_without_its_key_has_no_outlines():
    chart, poll = pin.chart(FRANCE, {"27": 1}), pin.chart(POLL, {})
    assert isinstance(chart, HeatMap)
    assert isinstance(poll, HeatMap)
    assert (chart.right, chart.keyless().right, poll.right) == (outline([27, 28], 12), "", "")


def test_an_outline_goes_round_the_whole_area():
    assert outline([1, 2], 12) == "M0 0h1M0 1h1M0 0v1M1 0h1M1 1h1M2 0v1"
    assert outline([12, 13], 12).count("M") == 8


def test_the_map_has_a_letter_for_each_column_and_a_number_for_each_row():
    assert "".join(each.text for each in HeatMap(12, 9).edges) == "A1BCDEFGHIJKL23456789"


def test_what_somebody_might_send_is_an_answer():
    random = Random(1)
    values = {
        pin.parse(content, form(**pin.simulated(content, random)))[0]
        for content in (FRANCE, POLL)
        for _person in range(20)
    }
    assert len(values) > 20
