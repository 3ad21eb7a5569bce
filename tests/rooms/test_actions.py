"""What each button of the host does, and that nonsense does nothing."""

import re
from functools import partial
from typing import Any

import pytest

from live import clock
from live.models import Knock, Move, Participant, Phase, Room
from live.rendering.stages import draw
from live.rooms import actions, moves
from live.rooms.quick_questions import quick_round
from tests.support.lessons import CAPITAL, PI, PRIMES, RIVER, a_room, do, form, joins, ms, seconds
from tests.support.looks import MOVED_ON, TIMED, look, refusal, round_of, row, rows, told

STILL_OPEN = (409, "A question is open. Close it first, then ask the quick one.")
UNKNOWN = (422, "That button is not known here. Reload the page, then press again.")


def press(room: Room, **fields: Any) -> Room:
    """The host presses a button, now; the room as it stands then, whatever the page still thinks."""
    act = actions.action(form(**fields), clock.now())
    too_late = act(Room.objects.get(pk=room.pk))
    if too_late is not None:
        raise too_late
    room.refresh_from_db()
    return room


def a_look() -> None:
    """The host looks at what has changed before the next press."""
    clock.pass_(actions.QUICK)


# --- moves ----------------------------------------------------------------------------------------------------------


def test_a_move_is_pressed_with_the_version_it_was_drawn_from(db):
    room = press(a_room(TIMED), move="open", version="1")
    assert (room.phase, room.version) == (Phase.OPEN, 2)
    a_look()
    assert refusal(lambda: press(room, move="close", version="1")) == (409, MOVED_ON)
    a_look()
    assert press(room, move="close", version="2").phase == Phase.CLOSED


# --- presses that come twice ----------------------------------------------------------------------------------------

TWICE = (409, "Two moves at once: only the first one counted. Look again, then press.")


@pytest.mark.parametrize("version", ["1", "2"], ids=["of the old page", "of the new page"])
@pytest.mark.parametrize("later", [0, 200, 699])
def test_the_second_of_two_quick_presses_moves_nothing_and_is_told_so(db, version, later):
    room = press(a_room(TIMED), move="open", version="1")
    clock.pass_(ms(later))
    assert refusal(lambda: press(room, move="close", version=version)) == TWICE
    room.refresh_from_db()
    assert (room.phase, room.version) == (Phase.OPEN, 2)


def test_a_press_after_a_look_at_the_new_stage_counts(db):
    room = press(a_room(TIMED), move="open", version="1")
    clock.pass_(ms(700))
    assert press(room, move="close", version="2").phase == Phase.CLOSED


def test_a_key_that_is_held_down_makes_one_move_however_long_it_is_held(db):
    room = press(a_room(TIMED), move="open", version="1")
    clock.pass_(ms(660))  # as long as keyboards wait before they repeat
    for _repeated in range(60):
        assert refusal(lambda: press(room, move="close", version="2")) == TWICE
        clock.pass_(ms(33))
    a_look()
    assert press(room, move="close", version="2").phase == Phase.CLOSED


def test_a_key_that_is_held_down_makes_one_move_where_each_answer_takes_a_second(db):
    room = press(a_room(TIMED), move="open", version="1")
    for _repeated in range(5):
        clock.pass_(ms(100))
        act = actions.action(form(move="close", version="2"), clock.now())
        clock.pass_(seconds(1))
        assert told(act(Room.objects.get(pk=room.pk))) == TWICE


def test_a_press_behind_one_of_an_old_page_is_no_better_informed(db):
    room = press(a_room(TIMED), move="open", version="1")
    a_look()
    assert refusal(lambda: press(room, move="open", version="1")) == (409, MOVED_ON)
    clock.pass_(ms(100))
    assert refusal(lambda: press(room, move="close", version="2")) == TWICE
    a_look()
    assert press(room, move="close", version="2").phase == Phase.CLOSED


def test_a_page_that_came_anew_is_pressed_at_once_as_the_room_has_not_moved(db):
    room = press(a_room(TIMED), move="open", version="1")
    a_look()
    page = draw(look(room), "host")["stage"]
    assert re.findall(r'<input type="hidden" form="moves" name="(\w+)"', page) == ["version"]  # not when it was sent
    assert press(room, move="close", version="2").phase == Phase.CLOSED


def test_what_was_pressed_while_the_move_waited_to_be_written_belongs_to_it(db):
    room = a_room(TIMED)
    pressed = clock.now()
    clock.pass_(ms(300))
    press(room, move="open", version="1")
    outcome = actions.action(form(move="close", version="2"), pressed)(Room.objects.get(pk=room.pk))
    assert told(outcome) == TWICE


def test_a_press_that_waited_to_be_written_is_as_early_as_it_was_pressed(db):
    room = press(a_room(TIMED), move="open", version="1")
    clock.pass_(ms(200))
    act = actions.action(form(move="close", version="2"), clock.now())
    clock.pass_(seconds(3))
    assert told(act(Room.objects.get(pk=room.pk))) == TWICE


def test_a_press_that_meets_the_clock_at_the_end_does_not_reveal(db):
    room = press(a_room(TIMED), move="open", version="1")
    up = round_of(room).closes_at
    assert up is not None
    with clock.at(up + ms(300)):
        assert refusal(lambda: press(room, move="reveal", version="2")) == TWICE
    with clock.at(up + ms(300)):
        moves.settle(room)
        assert room.moved_at == up
    with clock.at(up + ms(1000)):
        assert press(room, move="reveal", version="2").phase == Phase.REVEALED


def test_nothing_holds_up_the_first_press_in_a_room_nor_nonsense(db):
    room = a_room(TIMED)
    assert room.moved_at is None
    press(room, move="open", version="1")
    assert refusal(lambda: press(room, move="dance", version="2")) == UNKNOWN


def test_what_stands_beside_the_stage_is_pressed_as_soon_as_one_likes(db):
    def just_closed() -> Room:
        return do(a_room(TIMED), Move.OPEN, Move.CLOSE)

    assert press(just_closed(), toggle="locked:on").locked
    assert press(just_closed(), quick="yesno").phase == Phase.OPEN
    assert press(just_closed(), move="end", version="3").phase == Phase.ENDED
    room = just_closed()
    assert press(room, question=str(round_of(room).question_id), version="3").phase == Phase.OPEN


def test_a_double_press_in_the_list_of_questions_asks_one(db):
    room = a_room(CAPITAL, PI)
    assert room.quiz is not None
    pressed = {"question": str(room.quiz.questions.get(text="Pi?").pk), "version": "1"}
    press(room, **pressed)
    assert refusal(lambda: press(room, **pressed)) == TWICE
    a_look()
    assert refusal(lambda: press(room, **pressed)) == (409, MOVED_ON)
    assert room.rounds.count() == 1


def test_ask_again_stands_on_the_stage_so_the_second_of_two_presses_does_not_mean_it(db):
    room = do(a_room(TIMED), Move.OPEN, Move.CLOSE)
    again = {"again": str(round_of(room).question_id), "version": "3"}
    assert refusal(lambda: press(room, **again)) == TWICE
    a_look()
    press(room, **again)
    assert (room.phase, round_of(room).asking) == (Phase.OPEN, 2)


@pytest.mark.parametrize("move", list(Move))
def test_every_move_has_its_button(db, move):
    way = {
        Move.REOPEN: [Move.OPEN, Move.CLOSE],
        Move.REVEAL: [Move.OPEN, Move.CLOSE],
        Move.RESUME: [Move.OPEN, Move.PAUSE],
        Move.STANDINGS: [Move.OPEN, Move.CLOSE, Move.REVEAL],
        Move.OPEN: [],
    }
    room = do(a_room(TIMED), *way.get(move, [Move.OPEN]))
    version = room.version
    a_look()
    assert press(room, move=move.value, version=str(version)).version == version + 1


def test_a_question_is_opened_by_its_id(db):
    room = a_room(CAPITAL, PI)
    assert room.quiz is not None
    pi = room.quiz.questions.get(text="Pi?")
    press(room, question=str(pi.pk), version="1")
    assert (round_of(room).question_id, room.phase) == (pi.pk, Phase.OPEN)


def test_a_question_of_another_room_is_refused(db):
    room, other = a_room(CAPITAL), a_room(PI)
    assert other.quiz is not None
    foreign = other.quiz.questions.get()
    told_ = refusal(lambda: press(room, question=str(foreign.pk), version="1"))
    assert told_ == (409, "This question is not there any more. Choose another one.")
    assert (room.rounds.count(), room.phase) == (0, Phase.LOBBY)


# --- nonsense -------------------------------------------------------------------------------------------------------

NONSENSE: list[dict[str, Any]] = [
    {},
    {"version": "1"},
    {"press": "me"},
    {"move": "dance", "version": "1"},
    {"move": "", "version": "1"},
    {"move": "OPEN", "version": "1"},
    {"move": "open"},
    *({"move": "open", "version": version} for version in ("", "-1", "1.0", "one", "²", "1" * 19, "1\x00")),
    *({field: pk, "version": "1"} for field in ("question", "again") for pk in ("", "x", "-1", "9" * 30)),
    {"question": "1"},
    {"again": "1"},
    *({"quick": name} for name in ("", "maybe", "YESNO")),
    {"hide": ""},
    {"hide": "x" * 401},
    {"hide": "a\0"},
    *({"hide_person": pk} for pk in ("", "ana", "1e3")),
    *({"let_in": pk} for pk in ("", "all")),
    *({"dismiss": pk} for pk in ("", "all")),
    {"show": ""},
    {"show_person": "1e3"},
    *({"toggle": name} for name in ("", ":on", "locked", "locked:", "locked:yes", "locked:on:on", "speed:fast")),
    *({"rule": name} for name in ("", ":on", "locked:on", "partial", "partial:yes", "scoring:luck", "language:xx")),
    *({"rule": f"{name}:on"} for name in ("phase", "of", "as_json", "SWITCHES", "asks_names", "speed")),
    *({"toggle": f"{name}:on"} for name in ("phase", "version", "host", "ended_at", "objects", "code", "asks_names")),
]


@pytest.mark.parametrize("fields", NONSENSE, ids=repr)
def test_nonsense_is_refused_before_the_room_is_touched(db, fields):
    room = do(a_room(TIMED), Move.OPEN)
    before = rows(room)
    assert refusal(lambda: press(room, **fields)) == UNKNOWN
    assert rows(room) == before


# --- quick questions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "text", "content"),
    [
        ("yesno", "single", "Yes or no?", {"choices": ["Yes", "No"], "right": []}),
        ("truefalse", "truefalse", "True or false?", {"truth": None}),
        ("abcd", "single", "A, B, C or D?", {"choices": ["A", "B", "C", "D"], "right": []}),
        (
            "scale",
            "scale",
            "From 1 (not at all) to 5 (very much)",
            {
                "statements": [],
                "points": 5,
                "words": "",
                "ends": ["not at all", "very much"],
                "zero": False,
                "skip": False,
            },
        ),
        ("cloud", "cloud", "In a few words?", {"words": 3}),
    ],
)
def test_each_quick_question_is_an_untimed_poll_that_weighs_nothing(db, name, kind, text, content):
    room = press(a_room(), quick=name, quick_text="  ")
    round = round_of(room)
    asked = (round.kind_slug, round.text, round.content, round.weight, round.seconds, round.question_id)
    assert (room.phase, asked, round.is_graded) == (Phase.OPEN, (kind, text, content, 0, None, None), False)
    assert round.kind.validate(content) == content


def test_a_quick_question_may_bring_its_own_text_without_what_nobody_sees():
    assert quick_round(form(quick="yesno", quick_text=" Is H₂O\u202e wet?\x00 ")).text == "Is H₂O wet?"


@pytest.mark.parametrize("length", [301, 5_000])
def test_a_quick_question_that_is_too_long_is_refused(length):
    told_ = refusal(lambda: quick_round(form(quick="cloud", quick_text="x" * length)))
    assert told_ == (422, "A quick question has at most 300 characters.")
    assert len(quick_round(form(quick="cloud", quick_text="x" * 300)).text) == 300


def test_a_quick_question_follows_another_one_and_participants_stay(db):
    room = press(a_room(), quick="yesno")
    joins(room, "Ana").answers(room, choice="1")
    a_look()
    assert refusal(lambda: press(room, quick="abcd")) == STILL_OPEN
    do(room, Move.CLOSE)
    press(room, quick="abcd")
    assert [person.nickname for person in look(room).people] == ["Ana"]
    assert (round_of(room).number, look(room).answered) == (2, 0)


def test_a_double_press_of_a_quick_question_asks_one(db):
    room = press(a_room(), quick="yesno")
    assert refusal(lambda: press(room, quick="yesno")) == TWICE
    assert room.rounds.count() == 1


def test_an_ended_room_asks_nothing_more(db):
    assert refusal(lambda: press(do(a_room(), Move.END), quick="yesno")) == (409, "This room has ended.")


# --- hide -----------------------------------------------------------------------------------------------------------


def test_a_value_is_hidden_and_shown_again_and_a_second_press_of_the_same_changes_nothing(db):
    room = do(a_room(RIVER), Move.OPEN)
    seen = []
    for press_ in ({"hide": "rude"}, {"hide": "rude"}, {"hide": "seine"}, {"show": "rude"}, {"show": "rude"}):
        press(room, **press_)
        seen.append(round_of(room).hidden)
    assert (seen, room.version) == ([["rude"], ["rude"], ["rude", "seine"], ["seine"], ["seine"]], 2)


def test_what_is_hidden_is_hidden_in_its_own_round_and_nothing_is_hidden_without_one(db):
    room = press(do(a_room(RIVER, PRIMES), Move.OPEN), hide="rude")
    do(room, Move.CLOSE, Move.OPEN)
    assert round_of(room).hidden == []
    assert refusal(lambda: press(do(room, Move.SKIP), hide="rude")) == (409, "No question is open.")


def test_a_person_is_hidden_and_shown_again_and_a_second_press_of_the_same_changes_nothing(db):
    room = a_room()
    ana = joins(room, "Ana").participant
    seen = []
    for field in ("hide_person", "hide_person", "show_person", "show_person"):
        press(room, **{field: str(ana.pk)})
        seen.append([person.hidden for person in look(room).people])
    assert seen == [[True], [True], [False], [False]]


def test_nobody_of_another_room_and_nobody_who_was_removed_is_hidden(db):
    room, other = a_room(), a_room()
    gone, stranger = joins(room, "Ana").participant, joins(other, "Ben").participant
    gone.remove()
    sentence = (409, "This person is not in the room any more.")
    for pk in (gone.pk, stranger.pk, 10**9):
        assert refusal(partial(press, room, hide_person=str(pk))) == sentence
    assert set(Participant.objects.values_list("hidden", flat=True)) == {False}


# --- who asks to come back ------------------------------------------------------------------------------------------


def test_who_knocks_is_let_in_by_one_press(db):
    room = a_room()
    ana = joins(room, "Ana").participant
    knock = Knock.objects.create(participant=ana, asked_at=clock.now())
    assert [(each.pk, each.participant.nickname) for each in look(room).knocks] == [(knock.pk, "Ana")]
    press(room, let_in=str(knock.pk))
    ana.refresh_from_db()
    assert (ana.seat, look(room).knocks) == (knock.seat, [])
    assert refusal(lambda: press(room, let_in=str(knock.pk))) == (409, "Nobody is waiting there any more.")


def test_a_knock_at_another_room_is_not_answered_from_here(db):
    room, other = a_room(), a_room()
    stranger = joins(other, "Ben").participant
    knock = Knock.objects.create(participant=stranger, asked_at=clock.now())
    assert refusal(lambda: press(room, let_in=str(knock.pk))) == (409, "Nobody is waiting there any more.")
    assert list(Knock.objects.all()) == [knock]


def test_a_knock_that_came_just_after_the_removal_lets_nobody_in(db):
    room = a_room()
    ana = joins(room, "Ana").participant
    ana.remove()
    knock = Knock.objects.create(participant=ana, asked_at=clock.now())
    assert refusal(lambda: press(room, let_in=str(knock.pk))) == (409, "Nobody is waiting there any more.")


# --- settings and addresses -----------------------------------------------------------------------------------------

SETTINGS = {
    "locked": False,
    "suggested_only": False,
    "tally_live": False,
    "typed_live": False,
    "may_change": True,
    "close_when_all": False,
    "with_standings": True,
    "partial": False,
    "covered": False,
    "board": False,
    "shuffle": False,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_toggle_sets_one_setting_as_its_button_says_however_often_it_is_pressed(db, name):
    room = a_room()
    before = settled(room)
    assert {each: before[each] for each in SETTINGS} == SETTINGS
    for wanted, value in (("on", True), ("on", True), ("off", False), ("off", False)):
        press(room, toggle=f"{name}:{wanted}")
        assert settled(room) == {**before, name: value}


def test_the_scoring_is_set_to_speed_and_back_to_accuracy(db):
    room = a_room()
    seen = [press(room, toggle=f"speed:{wanted}").rules.scoring for wanted in ("on", "on", "off", "off")]
    assert seen == ["speed", "speed", "accuracy", "accuracy"]


def settled(room: Room) -> dict[str, Any]:
    """The columns of the room, and its rules one by one."""
    found = row(room)
    return found.pop("rules").as_json | found


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("scoring:speed", "scoring", "speed"),
        ("partial:on", "partial", True),
        ("may_change:off", "may_change", False),
        ("language:fr", "language", "fr"),
        ("waiting_words:Lehmann\nkartoffel*", "waiting_words", ["Lehmann", "kartoffel*"]),
    ],
)
def test_a_rule_is_set_by_its_name_and_value_and_nothing_else_changes(db, said, name, value):
    room = a_room()
    before = settled(room)
    for _twice in range(2):
        press(room, rule=said)
        assert settled(room) == {**before, name: value}


def test_each_settings_button_asks_for_the_other_state(db):
    room = a_room()
    for pressed in (False, True):
        html = draw(look(room), "host")["settings"]
        buttons = dict(re.findall(r'name="toggle" value="(\w+):(\w+)"', html))
        found = settled(room)
        now = {**{name: found[name] for name in SETTINGS}, "speed": found["scoring"] == "speed"}
        assert buttons == {name: "off" if on else "on" for name, on in now.items()}
        toggles = re.findall(r'name="toggle"[^>]*role="switch" aria-checked="true"', html)
        assert len(toggles) == sum(now.values())
        for name, wanted in buttons.items() if not pressed else ():
            press(room, toggle=f"{name}:{wanted}")


def test_new_code_changes_code_key_screen_key_and_pass_and_nothing_else(db):
    room = do(a_room(), Move.OPEN)
    before = row(room)
    after = row(press(room, renew="1"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"code", "key", "screen_key", "host_pass"}
    assert Room.by_code(before["code"]) is None
    assert Room.by_code(after["code"]) == room


def test_new_code_with_clear_removes_who_joined_in_the_last_ten_minutes_without_an_answer(db):
    room = a_room()
    early = joins(room, "Early")
    with clock.ahead(seconds(601)):
        real, bots = joins(room, "Real"), [joins(room, f"Bot {number}") for number in range(3)]
        do(room, Move.OPEN)
        real.answers(room, choice="2")
        before = row(room)
        after = row(press(room, renew="clear"))
    assert {name for name in before if before[name] != after[name]} == {"code", "key", "screen_key", "host_pass"}
    left = room.participants.filter(removed=False)
    assert set(left) == {early.participant, real.participant}
    assert [refusal(partial(bot.seat.check, Participant.objects.get(pk=bot.seat.participant_id))) for bot in bots] == [
        (403, "This seat is not yours any more. Join again with the code on the screen.")
    ] * 3
    assert joins(room, "Bot 1", suggested=False).participant.nickname == "Bot 1"


def test_nobody_is_cleared_from_another_room(db):
    room, other = a_room(), a_room()
    ana = joins(other, "Ana").participant
    press(room, renew="clear")
    ana.refresh_from_db()
    assert ana.removed is False


def test_who_asks_for_a_cleared_seat_is_not_let_in_any_more(db):
    room = a_room()
    knock = Knock.at(joins(room, "Ana").participant)
    press(room, renew="clear")
    assert refusal(lambda: press(room, let_in=str(knock.pk))) == (409, "Nobody is waiting there any more.")
    assert look(room).knocks == []


@pytest.mark.parametrize("value", ["", "0", "all", "Clear"])
def test_any_other_new_code_is_none(db, value):
    room = a_room()
    before = row(room)
    assert refusal(lambda: press(room, renew=value)) == UNKNOWN
    assert row(room) == before


# --- the page about one participant ---------------------------------------------------------------------------------


def change(person: Participant, **fields: Any) -> Participant:
    actions.change_person(person, form(**fields))
    return Participant.objects.get(pk=person.pk)


def test_a_participant_is_renamed_hidden_and_removed(db):
    ana = joins(a_room(), "Ana").participant
    assert change(ana, do="rename", nickname=" Anna ").nickname == "Anna"
    assert [change(ana, do=what).hidden for what in ("hide", "hide", "show", "show")] == [True, True, False, False]
    assert change(ana, do="remove").removed is True


@pytest.mark.parametrize("what", ["", "promote", "Remove"])
def test_nothing_else_is_done_to_a_participant(db, what):
    ana = joins(a_room(), "Ana").participant
    before = Participant.objects.values().get()
    assert refusal(lambda: change(ana, do=what)) == UNKNOWN
    assert Participant.objects.values().get() == before


@pytest.mark.parametrize("fields", [{"do": "rename", "nickname": "Anna"}, {"do": "hide"}, {"do": "remove"}], ids=repr)
def test_what_one_host_removed_another_does_not_change_from_an_older_page(db, fields):
    ana = joins(a_room(), "Ana").participant
    Participant.objects.get(pk=ana.pk).remove()
    before = Participant.objects.values().get()
    assert refusal(lambda: change(ana, **fields)) == (409, "This person is not in the room any more.")
    assert Participant.objects.values().get() == before


@pytest.mark.parametrize("fields", [{"do": "rename", "nickname": "Anna"}, {"do": "hide"}, {"do": "remove"}], ids=repr)
def test_nobody_is_changed_in_an_ended_room(db, fields):
    room = a_room()
    ana = joins(room, "Ana").participant
    do(room, Move.END)
    before = Participant.objects.values().get()
    assert refusal(lambda: change(ana, **fields)) == (409, "This room has ended.")
    assert Participant.objects.values().get() == before
