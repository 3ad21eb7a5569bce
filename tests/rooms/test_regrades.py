"""A round is marked anew after its reveal: all that shows a score is as if it had been so from the start."""

from random import Random
from typing import Any

import pytest

from live.models import Marking, Move, Regrade, Room, Round
from live.models.phase import Scoring
from live.refusal import Refused
from live.rooms import grades, moves, regrades
from live.rooms.regrades import Effect
from tests.rooms.test_grades import OVER, RIGHT, WRONG, Class
from tests.rooms.test_kept_scores import judged_anew
from tests.support.kind_forms import refusal
from tests.support.lessons import CAPITAL, MOOD, PRIMES, form
from tests.support.looks import TIMED, look

pytestmark = pytest.mark.usefixtures("standing_clock")
NICE = {"choice": "3"}
KNOWN = ("Somebody has re-marked this since. Look again, then press.", 409)
NOT_YET = ("Only a question with a right answer that has been revealed can be re-marked.", 409)
DEEDS: list[dict[str, Any]] = [
    {"too": "1"},
    {"too": "3"},
    {"instead": "1"},
    {"instead": "3", "nobody_loses": "1"},
    {"full": "1"},
    {"drop": "1"},
    {"weight": "3"},
]


def marks(room: Room, number: int = 1, **sent: Any) -> None:
    """The host re-marks a round, knowing of all that was done before."""
    since = str(room.rounds.get(number=number).regraded)
    regrades.regrade(room, number, form(since=since, **sent), room.host)


def undoes(room: Room, number: int = 1) -> None:
    regrades.undo(room, number, str(room.rounds.get(number=number).regraded))


def marking(room: Room, number: int = 1) -> Marking:
    return Marking.of(room.rounds.get(number=number))


def points(school: Class) -> dict[str, int]:
    return {name: score[0] for name, score in school.scores().items()}


def played(**settings: Any) -> Class:
    """Ana had it right, Ben not, Cleo said Nice; the key is on all pages."""
    return Class(CAPITAL, TIMED, **settings).plays(Ana=RIGHT, Ben=WRONG, Cleo=NICE)


def asked_with(right: int) -> Class:
    """The same lesson with this key from the start."""
    content = {**CAPITAL["content"], "right": [right]}
    return Class({**CAPITAL, "content": content}, TIMED).plays(Ana=RIGHT, Ben=WRONG, Cleo=NICE)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        ({"too": "1"}, {"Ana": 1000, "Ben": 1000, "Cleo": 0}),
        ({"instead": "1"}, {"Ana": 0, "Ben": 1000, "Cleo": 0}),
        ({"instead": "1", "nobody_loses": "1"}, {"Ana": 1000, "Ben": 1000, "Cleo": 0}),
        ({"full": "1"}, {"Ana": 1000, "Ben": 1000, "Cleo": 1000}),
        ({"drop": "1"}, {"Ana": 0, "Ben": 0, "Cleo": 0}),
        ({"weight": "5"}, {"Ana": 5000, "Ben": 0, "Cleo": 0}),
    ],
    ids=str,
)
def test_each_deed_gives_what_it_says_and_its_preview_says_what_it_gives(db, deed, expected):
    school = played()
    before, round = points(school), school.room.rounds.get()
    told = regrades.effect(school.room, round, regrades.wanted(round, form(**deed)))
    marks(school.room, **deed)
    assert points(school) == expected
    changed = [expected[name] - before[name] for name in before]
    assert (told.gain, told.lose) == (sum(each > 0 for each in changed), sum(each < 0 for each in changed))


def test_full_points_are_for_those_alone_who_answered(db):
    school = Class(CAPITAL).plays(Ana=WRONG)
    marks(school.room, full="1")
    assert points(school) == {"Ana": 1000, "Ben": 0, "Cleo": 0}


def test_the_preview_has_gains_losses_right_ones_and_places(db):
    school = played()
    round = school.room.rounds.get()
    found = [regrades.effect(school.room, round, regrades.wanted(round, form(**deed))) for deed in DEEDS]
    assert found == [
        Effect(1, 0, 1, 2, (1, 3)),
        Effect(1, 0, 1, 2, (1, 3)),
        Effect(1, 1, 1, 1, (1, 2)),
        Effect(1, 0, 1, 2, (1, 3)),
        Effect(2, 0, 1, 3, (1, 2)),
        Effect(0, 1, 1, 1, (1, 2)),
        Effect(1, 0, 1, 1, None),
    ]
    assert Marking.of(round) == marking(school.room)


def test_of_several_keys_the_one_counts_that_says_most(db):
    """By hand: the key is 2 and 7; with 9 a right set has three. Partly right is (right - wrong) / k."""
    school = Class(PRIMES, people="Ana Ben Cleo Dan", partial=True)
    school.plays(
        Ana={"choice": ["1", "3"]}, Ben={"choice": ["1", "3", "4"]}, Cleo={"choice": ["4"]}, Dan={"choice": ["1", "4"]}
    )
    assert points(school) == {"Ana": 1000, "Ben": 500, "Cleo": 0, "Dan": 0}
    marks(school.room, too="4")
    assert points(school) == {"Ana": 1000, "Ben": 1000, "Cleo": 333, "Dan": 667}


def test_another_key_is_as_if_it_had_been_so_from_the_start(db):
    school, from_the_start = played(), asked_with(1)
    marks(school.room, instead="1")
    for each in (school, from_the_start):
        each.plays(Ana=WRONG, Ben=RIGHT, Cleo=RIGHT)
    found, expected = ((s.scores(), s.places(), s.outcomes()) for s in (school, from_the_start))
    assert found == expected


def test_a_question_that_was_dropped_brings_nothing_of_an_earlier_asking(db):
    school = played()
    school.moves(Move.OPEN, question=school.room.rounds.get().question_id).answer(Ben=RIGHT).moves(*OVER)
    marks(school.room, 2, drop="1")
    assert points(school) == {"Ana": 0, "Ben": 0, "Cleo": 0}
    assert Move.STANDINGS in look(school.room).moves  # the first asking could be shown again


def test_undo_gives_back_exactly_what_was_the_newest_first(db):
    school, seen = played(), []
    for deed in DEEDS:
        seen.append((marking(school.room), school.scores()))
        marks(school.room, **deed)
    for expected in reversed(seen):
        undoes(school.room)
        assert (marking(school.room), school.scores()) == expected
    assert not Regrade.objects.exists()
    assert refusal(lambda: undoes(school.room))[1] == 422


def test_the_second_of_two_who_re_mark_is_told(db):
    school = played()
    since = "0"
    regrades.regrade(school.room, 1, form(since=since, too="1"), school.room.host)
    kept = marking(school.room)
    again = [
        lambda: regrades.regrade(school.room, 1, form(since=since, drop="1"), school.room.host),
        lambda: regrades.undo(school.room, 1, since),
        lambda: regrades.regrade(school.room, 1, form(drop="1"), school.room.host),
    ]
    assert [refusal(act) for act in again] == [KNOWN] * 3
    assert marking(school.room) == kept


def test_what_is_not_revealed_or_has_no_key_is_refused(db):
    school = Class(CAPITAL, MOOD).moves(Move.OPEN).answer(Ana=RIGHT)
    found = [refusal(lambda: marks(school.room, full="1"))]
    school.moves(Move.CLOSE)
    found.append(refusal(lambda: marks(school.room, full="1")))
    school.moves(Move.SKIP)
    found.append(refusal(lambda: marks(school.room, full="1")))
    school.moves(Move.OPEN).moves(*OVER)
    found.append(refusal(lambda: marks(school.room, 2, full="1")))
    assert found == [NOT_YET] * 4


def test_an_earlier_asking_is_refused_while_its_question_is_open_again(db):
    school = played().moves(Move.OPEN, question=Round.objects.get().question_id)
    assert refusal(lambda: marks(school.room, too="1")) == NOT_YET


@pytest.mark.parametrize("sent", [{}, {"too": "2"}, {"too": "9"}, {"instead": "x"}, {"weight": "6"}, {"weight": "1"}])
def test_a_press_that_means_or_changes_nothing_is_refused(db, sent):
    school = played()
    assert refusal(lambda: marks(school.room, **sent))[1] == 422
    assert (marking(school.room).also, Regrade.objects.count()) == ([], 0)


def test_a_move_that_was_meant_for_before_is_refused_and_every_page_is_drawn_anew(db):
    school = played()
    school.room.refresh_from_db()
    before = look(school.room)
    marks(school.room, too="1")
    with pytest.raises(Refused):
        moves.move(school.room, Move.OPEN, version=before.room.version)
    now = look(school.room)
    assert (before.remarked, now.remarked) == ([], ["Lyon counts too"])
    assert now.tally
    assert [bar.right for bar in now.tally.bars] == [True, True, False]
    assert grades.right_shares(school.room) == {school.room.rounds.get().question_id: 2 / 3}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_of_a_lesson_is_never_that_of_before_a_regrade(db, seed):
    dice = Random(seed)
    school = Class(*[{**CAPITAL, "seconds": 20, "weight": weight} for weight in (1, 2, 0, 1)])
    school.room.change_rules(scoring=dice.choice(list(Scoring)))
    for _step in range(4):
        school.plays(Ana=dice.choice([RIGHT, WRONG]), Ben=dice.choice([NICE, WRONG]), Cleo=RIGHT)
        for _change in range(3):
            number = dice.randint(1, school.room.rounds.count())
            try:
                undoes(school.room, number) if dice.random() < 0.4 else marks(school.room, number, **dice.choice(DEEDS))
            except Refused:
                continue
            seen = look(school.room)
            assert seen.totals == judged_anew(seen.room).of
