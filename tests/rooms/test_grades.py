"""Points and places of a room, computed from its responses by the rules of scoring."""

import re
from typing import Any

import pytest

from live import clock
from live.models import Move, Room
from live.rendering.stages import draw_own
from live.rooms.grades import scoring_rounds
from live.rooms.outcomes import read_own
from live.rooms.quick_questions import quick_round
from live.rooms.sheet import Standing, Total
from tests.support.lessons import CAPITAL, MOOD, PI, PRIMES, Student, a_room, do, form, joins, ruled, seconds
from tests.support.looks import TIMED, look

RIGHT, WRONG = {"choice": "2"}, {"choice": "1"}
OVER = [Move.CLOSE, Move.REVEAL]


class Class:
    """Some who are there from the start, and a room in which questions are asked, answered and revealed."""

    def __init__(self, *questions: dict[str, Any], people: str = "Ana Ben Cleo", **settings: Any) -> None:
        self.room: Room = a_room(*questions, **settings)
        self.people: dict[str, Student] = {name: joins(self.room, name) for name in people.split()}

    def answer(self, after: float = 0, **sent: Any) -> "Class":
        """By name, what each sends, so many seconds later."""
        clock.pass_(seconds(after))
        for name, fields in sent.items():
            self.people[name].answers(self.room, **fields)
        return self

    def plays(self, **sent: Any) -> "Class":
        """The next question is asked, answered at once and revealed."""
        return self.moves(Move.OPEN).answer(**sent).moves(*OVER)

    def moves(self, *moves: Move, **what: Any) -> "Class":
        do(self.room, *moves, **what)
        return self

    def scores(self) -> dict[str, tuple[int, int, int]]:
        """By name: points, wholly right, milliseconds on those."""
        totals = look(self.room).totals
        return {
            name: (score.points, score.right, score.time_ms)
            for name, each in self.people.items()
            if (score := totals.get(each.participant.pk)) is not None
        }

    def places(self) -> list[tuple[int, str]]:
        names = {each.participant.pk: name for name, each in self.people.items()}
        return [(row.place, names[row.participant_id]) for row in look(self.room).standings]

    def outcomes(self) -> dict[str, tuple[str, int]]:
        """By name: how this round came out and its points."""
        own = read_own(look(self.room))
        return {
            name: (own[each.participant.pk].outcome, own[each.participant.pk].score.points)
            for name, each in self.people.items()
            if each.participant.pk in own
        }


# --- accuracy, speed, partial ---------------------------------------------------------------------------------------


def test_by_accuracy_a_right_answer_has_all_points_however_late(db):
    school = Class(TIMED).moves(Move.OPEN).answer(Ana=RIGHT).answer(19, Ben=RIGHT, Cleo=WRONG).moves(*OVER)
    assert school.scores() == {"Ana": (1000, 1, 0), "Ben": (1000, 1, 19_000), "Cleo": (0, 0, 0)}


def test_by_speed_half_of_the_points_go_with_the_time(db):
    school = Class(TIMED, people="Ana Ben Cleo Dan Eve", scoring="speed").moves(Move.OPEN)
    school.answer(0.499, Ana=RIGHT).answer(0.501, Ben=RIGHT).answer(9, Cleo=RIGHT).answer(10, Dan=RIGHT, Eve=WRONG)
    assert school.moves(*OVER).scores() == {
        "Ana": (1000, 1, 499),
        "Ben": (975, 1, 1_000),
        "Cleo": (750, 1, 10_000),
        "Dan": (500, 1, 20_000),
        "Eve": (0, 0, 0),
    }


def test_by_speed_an_answer_in_the_grace_before_the_close_has_half_and_more_seconds_cost_nothing_further(db):
    school = Class(TIMED, scoring="speed").moves(Move.OPEN, Move.MORE)
    school.answer(20.5, Ana=RIGHT).answer(14, Ben=RIGHT).moves(*OVER)
    assert school.scores() == {"Ana": (500, 1, 20_000), "Ben": (500, 1, 20_000), "Cleo": (0, 0, 0)}


def test_by_speed_an_untimed_and_a_reopened_round_give_all_points(db):
    school = Class(CAPITAL, TIMED, scoring="speed").moves(Move.OPEN).answer(300, Ana=RIGHT).moves(*OVER)
    assert school.scores()["Ana"] == (1000, 1, 0)
    school.moves(Move.OPEN).answer(10, Ana=RIGHT).moves(Move.CLOSE, Move.REOPEN).answer(60, Ben=RIGHT).moves(*OVER)
    assert school.scores() == {"Ana": (2000, 2, 0), "Ben": (1000, 1, 0), "Cleo": (0, 0, 0)}


def test_who_answered_before_a_reopening_does_not_fall_behind_who_answered_after_it(db):
    school = Class(TIMED, scoring="speed").moves(Move.OPEN).answer(2, Ana=RIGHT).moves(Move.CLOSE, Move.REOPEN)
    school.answer(60, Ben=RIGHT).moves(*OVER)
    assert school.places() == [(1, "Ana"), (1, "Ben"), (3, "Cleo")]


def test_several_choices_are_all_or_nothing_unless_the_room_gives_partial_credit(db):
    sent: dict[str, Any] = {"Ana": {"choice": ["1", "3"]}, "Ben": {"choice": "1"}, "Cleo": {"choice": ["1", "2"]}}
    school = Class(PRIMES).plays(**sent)
    assert school.outcomes() == {"Ana": ("right", 1000), "Ben": ("wrong", 0), "Cleo": ("wrong", 0)}
    ruled(partial=True)
    assert school.outcomes() == {"Ana": ("right", 1000), "Ben": ("partly", 500), "Cleo": ("wrong", 0)}
    assert school.scores() == {"Ana": (1000, 1, 0), "Ben": (500, 0, 0), "Cleo": (0, 0, 0)}


def test_partial_credit_and_speed_multiply(db):
    school = Class({**PRIMES, "seconds": 20}, scoring="speed", partial=True).moves(Move.OPEN)
    school.answer(10, Ana={"choice": "1"}, Ben={"choice": ["1", "3"]}).moves(*OVER)
    assert school.scores() == {"Ana": (375, 0, 0), "Ben": (750, 1, 10_000), "Cleo": (0, 0, 0)}


def test_the_host_may_change_the_scoring_and_all_is_computed_anew(db):
    school = Class(TIMED).moves(Move.OPEN).answer(10, Ana=RIGHT).moves(*OVER)
    assert school.scores()["Ana"] == (1000, 1, 10_000)
    ruled(scoring="speed")
    assert school.scores()["Ana"] == (750, 1, 10_000)


# --- weight and polls -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weight", "points"), [(1, 1000), (2, 2000), (5, 5000)])
def test_a_question_gives_a_thousand_points_for_each_weight(db, weight, points):
    school = Class({**CAPITAL, "weight": weight}).plays(Ana=RIGHT, Ben=WRONG)
    assert school.scores() == {"Ana": (points, 1, 0), "Ben": (0, 0, 0), "Cleo": (0, 0, 0)}


def test_a_question_of_weight_zero_is_shown_as_right_or_wrong_and_counts_for_nothing(db):
    school = Class({**TIMED, "weight": 0}).moves(Move.OPEN).answer(3, Ana=RIGHT, Ben=WRONG).moves(*OVER)
    assert school.outcomes() == {"Ana": ("right", 0), "Ben": ("wrong", 0), "Cleo": ("silent", 0)}
    assert school.scores() == {"Ana": (0, 0, 0), "Ben": (0, 0, 0), "Cleo": (0, 0, 0)}
    assert look(school.room).graded_count == 0


def test_polls_never_score(db):
    poll = {**CAPITAL, "content": {"choices": ["Tea", "Coffee"], "right": []}, "weight": 5}
    school = Class(poll, MOOD).plays(Ana=RIGHT, Ben=WRONG)
    assert school.outcomes() == {"Ana": ("poll", 0), "Ben": ("poll", 0), "Cleo": ("silent", 0)}
    school.moves(Move.OPEN, quick=quick_round(form(quick="abcd"))).answer(Ana=RIGHT).moves(*OVER)
    seen = look(school.room)
    assert (school.scores(), seen.graded_count) == (dict.fromkeys(("Ana", "Ben", "Cleo"), (0, 0, 0)), 0)


# --- which rounds ---------------------------------------------------------------------------------------------------


def again(school: Class) -> dict[str, Any]:
    """What opens the first question once more."""
    assert school.room.quiz is not None
    first = school.room.quiz.questions.first()
    assert first is not None
    return {"question": first.pk}


def test_only_a_questions_last_round_scores(db):
    school = Class(CAPITAL, PI).plays(Ana=RIGHT, Ben=WRONG, Cleo=RIGHT)
    school.moves(Move.OPEN, **again(school)).answer(Ana=WRONG, Ben=RIGHT).moves(*OVER)
    assert school.scores() == {"Ana": (0, 0, 0), "Ben": (1000, 1, 0), "Cleo": (0, 0, 0)}
    assert look(school.room).graded_count == 1


def test_a_skipped_round_does_not_score_and_leaves_the_round_before_it_in_force(db):
    school = Class(CAPITAL, PI).plays(Ana=RIGHT, Ben=WRONG)
    school.moves(Move.OPEN, **again(school)).answer(Ana=WRONG, Ben=RIGHT).moves(Move.CLOSE, Move.SKIP)
    school.plays(Ana={"number": "3.14"}, Ben={"number": "3"})
    assert school.scores() == {"Ana": (2000, 2, 0), "Ben": (0, 0, 0), "Cleo": (0, 0, 0)}
    assert look(school.room).graded_count == 2


def test_a_round_scores_once_it_is_revealed_or_behind_the_room(db):
    school = Class(CAPITAL, PI).moves(Move.OPEN).answer(Ana=RIGHT)
    assert school.scores() == {}
    school.moves(Move.CLOSE)
    assert school.scores() == {}
    school.plays(Ana={"number": "3.14"})  # the host went on without a reveal
    assert school.scores()["Ana"] == (2000, 2, 0)


def test_who_counts_in_the_middle_of_a_lesson_does_not_learn_what_is_not_revealed(db):
    school = Class(TIMED).moves(Move.OPEN).answer(Ana=RIGHT)
    counted = [
        len(scoring_rounds(school.moves(*moves).room)) for moves in ([], [Move.CLOSE], [Move.REVEAL], [Move.END])
    ]
    assert counted == [0, 0, 1, 1]


def test_at_the_end_all_rounds_count_but_those_that_were_skipped(db):
    school = Class(CAPITAL, PI, TIMED).plays(Ana=RIGHT).moves(Move.OPEN, Move.SKIP, Move.OPEN).answer(4, Ana=RIGHT)
    assert school.moves(Move.END).scores() == {"Ana": (2000, 2, 4_000), "Ben": (0, 0, 0), "Cleo": (0, 0, 0)}
    assert look(school.room).graded_count == 2


# --- who ------------------------------------------------------------------------------------------------------------


def test_a_late_comers_missing_rounds_are_neither_right_nor_wrong(db):
    school = Class(CAPITAL, PI).plays(Ana=RIGHT, Ben=WRONG)
    school.people["Late"] = joins(school.room, "Late")
    assert school.outcomes()["Late"] == ("silent", 0)
    school.plays(Late={"number": "3.14"}, Ana={"number": "3.14"})
    assert school.scores()["Late"] == (1000, 1, 0)
    assert school.places() == [(1, "Ana"), (2, "Late"), (3, "Ben"), (3, "Cleo")]


def test_a_removed_participant_has_no_place_and_their_answers_are_not_counted(db):
    school = Class(CAPITAL).plays(Ana=RIGHT, Ben=RIGHT, Cleo=WRONG)
    school.people["Ana"].participant.remove()
    seen = look(school.room)
    assert seen.tally is not None
    assert ([bar.count for bar in seen.tally.bars], seen.tally.total, seen.answered) == ([1, 1, 0], 2, 2)
    assert (school.scores(), school.places()) == (
        {"Ben": (1000, 1, 0), "Cleo": (0, 0, 0)},
        [(1, "Ben"), (2, "Cleo")],
    )


def test_a_removed_participants_points_do_not_go_to_who_comes_next_under_that_name(db):
    school = Class(CAPITAL).plays(Ana=RIGHT)
    school.people["Ana"].participant.remove()
    school.people["Ana"] = joins(school.room, "Ana")
    assert school.scores()["Ana"] == (0, 0, 0)


def test_rooms_of_one_quiz_do_not_touch_each_others_points(db):
    school = Class(CAPITAL).plays(Ana=RIGHT)
    other = Room.objects.create(host=school.room.host, quiz=school.room.quiz, title="Next door")
    joins(other, "Ana")
    do(other, Move.OPEN, *OVER)
    assert (list(look(other).totals.values()), school.scores()["Ana"]) == ([Total()], (1000, 1, 0))


# --- places ---------------------------------------------------------------------------------------------------------


def test_ties_go_by_right_answers_then_by_time_then_share_a_place(db):
    double = {**TIMED, "weight": 2}
    school = Class(TIMED, TIMED, double, people="Ana Ben Cleo Dan Eve")
    school.moves(Move.OPEN).answer(1, Ana=RIGHT, Ben=RIGHT).answer(1, Dan=RIGHT).moves(*OVER)
    school.moves(Move.OPEN).answer(1, Ana=RIGHT, Ben=RIGHT, Dan=RIGHT).moves(*OVER)
    school.moves(Move.OPEN).answer(0, Cleo=RIGHT).moves(*OVER)
    assert school.scores() == {
        "Ana": (2000, 2, 2_000),
        "Ben": (2000, 2, 2_000),
        "Cleo": (2000, 1, 0),
        "Dan": (2000, 2, 3_000),
        "Eve": (0, 0, 0),
    }
    assert school.places() == [(1, "Ana"), (1, "Ben"), (3, "Dan"), (4, "Cleo"), (5, "Eve")]


def test_time_over_wrong_answers_breaks_no_tie(db):
    school = Class(TIMED).moves(Move.OPEN).answer(1, Ana=WRONG).answer(9, Ben=WRONG).moves(*OVER)
    assert school.places() == [(1, "Ana"), (1, "Ben"), (1, "Cleo")]


def test_the_standings_are_whole_rows(db):
    school = Class(TIMED, people="Ana Ben").moves(Move.OPEN).answer(2.5, Ben=RIGHT).moves(*OVER, Move.STANDINGS)
    ana, ben = (school.people[name].participant.pk for name in ("Ana", "Ben"))
    assert look(school.room).standings == [Standing(1, ben, 1000, 1, 2_500), Standing(2, ana, 0, 0, 0)]


def test_before_the_reveal_nobody_has_an_outcome(db):
    school = Class(CAPITAL).moves(Move.OPEN).answer(Ana=RIGHT)
    open_ = school.outcomes()
    school.moves(Move.CLOSE)
    assert open_ == school.outcomes() == dict.fromkeys(("Ana", "Ben", "Cleo"), ("", 0))


@pytest.mark.parametrize(("weight", "points"), [(0, []), (1, ["+1000 points"])])
def test_a_question_that_weighs_nothing_is_told_right_or_wrong_without_points(db, weight, points):
    room = do(a_room({**CAPITAL, "weight": weight}), Move.OPEN)
    ana, ben = joins(room, "Ana"), joins(room, "Ben")
    ana.answers(room, choice="2")
    ben.answers(room, choice="1")
    seen = look(do(room, Move.CLOSE, Move.REVEAL))
    drawn = draw_own(seen, read_own(seen))
    mine = [drawn[who.participant.pk]["mine"] for who in (ana, ben)]
    assert ("Right!" in mine[0], "Not quite." in mine[1]) == (True, True)
    assert [re.findall(r"\+\d+ points", html) for html in mine] == [points, []]


def test_a_place_in_the_standings_is_never_coloured_as_wrong(db):
    lesson = Class(CAPITAL, people="Ana Ben").moves(Move.OPEN)
    lesson.answer(0, Ana=RIGHT, Ben=WRONG)
    coloured = []
    for move in (*OVER, Move.STANDINGS):
        seen = look(lesson.moves(move).room)
        mines = [regions["mine"] for regions in draw_own(seen, read_own(seen)).values()]
        coloured.append(
            [set(re.findall(r"\b(right|wrong|poll)\b", re.split('class="', html)[1].split('"')[0])) for html in mines]
        )
    assert coloured == [[set(), set()], [{"right"}, {"wrong"}], [set(), set()]]
