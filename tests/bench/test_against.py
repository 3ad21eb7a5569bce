"""Two revisions beside each other: turns, ratios, how far they scatter, and one smallest run."""

import asyncio
from math import comb

import pytest

from bench.__main__ import main, options
from bench.against import FIGURES, ORDERS, against
from bench.plan import FULL_TURNS, QUICK_TURNS, Turns
from bench.report.ratios import AGAIN, BASE, HERE, Figure, Ratio, Ratios, ranks_left_off
from bench.systems.checkout import NoSuchRevision, checkout
from bench.systems.embedded import ROOT

SMALLEST = Turns((3,), rounds=1, lessons=1, openings=1, bursts=1, pace=0.05)


def turns(*of: tuple[float, float, float]) -> Ratios:
    """What was measured of "x" at the other revision, here, and at the control."""
    ratios = Ratios(30)
    for base, here, again in of:
        ratios.add("x", {BASE: base, HERE: here, AGAIN: again})
    return ratios


def test_this_checkout_and_the_control_stand_alike_to_what_both_are_divided_by():
    for order in ORDERS:
        assert sorted(order) == sorted((BASE, HERE, AGAIN))
        assert order[1] == BASE
    assert sorted(order.index(HERE) for order in ORDERS) == sorted(order.index(AGAIN) for order in ORDERS)


def test_each_turn_is_divided_by_its_own_so_that_a_slow_minute_changes_no_ratio():
    found = turns((10, 11, 10), (20, 22, 20), (70, 77, 70))
    assert (found.value("x", BASE), found.value("x", HERE)) == (20, 22)
    assert (found.ratio("x", HERE), found.ratio("x", AGAIN)) == (Ratio(1.1, 1.1, 1.1), Ratio(1, 1, 1))


def test_a_turn_in_which_there_is_nothing_to_divide_by_is_left_out():
    assert turns((0, 5, 0), (2, 3, 2)).ratio("x", HERE) == Ratio(1.5, 1.5, 1.5)
    assert turns((0, 5, 0)).ratio("x", HERE) is None
    assert Ratios(30).ratio("x", HERE) is None


def test_the_range_of_a_few_turns_is_that_of_all_and_of_many_leaves_off_both_ends():
    assert Ratio.of([1.2, 0.9, 1.0]) == Ratio(1.0, 0.9, 1.2)
    assert Ratio.of([float(number) for number in range(1, 13)]) == Ratio(6.5, 3, 10)


@pytest.mark.parametrize("count", [6, 9, 12, 20, 50])
def test_the_median_is_outside_of_its_range_in_at_most_one_case_of_twenty(count: int):
    def chance(left_off: int) -> float:
        return 2 * sum(comb(count, each) for each in range(left_off + 1)) / 2**count

    assert chance(ranks_left_off(count)) <= 0.05 < chance(ranks_left_off(count) + 1)


def test_more_or_less_is_said_when_the_ranges_have_nothing_in_common_and_there_are_turns_enough():
    dearer, cheaper, alike = (10, 12, 10.1), (10, 8, 10.1), (10, 10.1, 10)
    assert [turns(*[each] * 6).verdict("x") for each in (dearer, cheaper)] == ["MORE", "less"]
    assert turns(*[dearer] * 5).verdict("x") == ""
    assert turns(*[dearer] * 3, *[alike] * 3).verdict("x") == ""
    assert Ratios(30).verdict("x") == ""


def test_the_table_has_both_revisions_both_ratios_and_a_mark_where_the_load_was_busy():
    found = turns(*[(10, 12, 10)] * 6)
    found.shares["moves"] = 0.9
    lines = found.table([Figure("x", "a move", "ms", "moves"), Figure("y", "not measured", "s")], "abc").splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "30 students abc here here : abc control turns",
        "a move, ms * 10 12 1.20 (1.20 to 1.20) 1.00 (1.00 to 1.00) 6 MORE",
        "not measured, s 0",
    ]


def test_the_sizes_are_chosen_with_students_and_a_quick_run_has_one():
    asked = options().parse_args(["--against", "HEAD", "--students", "30,100"])
    assert (asked.against, asked.students) == ("HEAD", (30, 100))
    assert (FULL_TURNS.sizes, len(QUICK_TURNS.sizes)) == ((30, 100, 1000), 1)


def test_several_sizes_without_another_revision_are_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(["--students", "30,100"]) == 2
    assert "--against" in capsys.readouterr().err


def test_a_revision_that_is_not_there_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(["--against", "no-such-revision", "--quick"]) == 2
    assert capsys.readouterr().err == "run: no-such-revision is no revision here.\n"


def test_a_revision_is_served_from_a_folder_of_its_own_which_goes_again():
    with checkout("HEAD") as tree:
        assert tree != ROOT
        assert (tree / "manage.py").is_file()
        assert not (tree / ".git").exists()
    assert not tree.exists()
    with pytest.raises(NoSuchRevision), checkout("--help"):
        pass


def test_three_students_are_served_by_head_and_by_this_checkout_and_nothing_is_lost():
    with checkout("HEAD") as tree:
        found = asyncio.run(against(SMALLEST, "HEAD", tree, tell=lambda _: None))
    assert (found.nothing_lost, found.errors) == (True, [])
    (ratios,) = found.sizes
    missing = {each.key for each in FIGURES if not ratios.value(each.key, HERE)}
    assert missing == set()
    for told in found.json()["students"]["3"].values():
        assert all(sorted(turn) == sorted((BASE, HERE, AGAIN)) for turn in told["turns"])
    assert len(found.table().splitlines()) == 1 + len(FIGURES)
