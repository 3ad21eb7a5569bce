"""What a host's press means: one form field names it, one small function does it; the second of two is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.content.lines import line
from live.models import Knock, Move, Participant, Phase, Pupil, Room, Round
from live.models.response import VALUE_LENGTH
from live.models.room import CLASS_NAME_LENGTH
from live.refusal import Refused
from live.rooms import moves, rules, wall
from live.rooms.moves import MovedOn
from live.rooms.quick_questions import quick_round
from live.rooms.rules import SWITCHES, WANTED, Unknown, put_guide_away

STATES = {"locked", "covered"}
"What a host switches for a while: the door, and what covers the screen. The next room begins without."
TOGGLES = {*SWITCHES, *STATES, "speed"}
SPEED = {"on": "speed", "off": "accuracy"}
"The switch that stands for a way of scoring."
QUICK = timedelta(milliseconds=700)
"Presses of the stage that come so soon after each other are one: a key that is held down repeats after 0.5 to 0.66 s."
Do = Callable[[Room], None]
Act = Callable[[Room], Refused | None]
Meaning = Callable[[str, QueryDict], Do]
"What a button means by what its own field says; some have further fields in the form."
One = TypeVar("One", Participant, Knock)


class Twice(Refused):
    """The second of two presses: what the first one did stands, and this one changes nothing."""

    def __init__(self) -> None:
        super().__init__(_("Two moves at once: only the first one counted. Look again, then press."))


def action(form: QueryDict, arrived: datetime) -> Act:
    """What the press does to a room. That is refused in an ended room, and (422) when the press means nothing.

    That it came too late, or as the second of two, is returned, not raised: so what it has written is kept.
    """

    def act(room: Room) -> Refused | None:
        _check_it_runs(room)
        do = _meaning(form)
        try:
            if _is_second_of_two(form, room, arrived):
                raise Twice
            do(room)
        except (Twice, MovedOn) as too_late:
            room.stir()
            return too_late
        room.wake()
        return None

    return act


def _is_second_of_two(form: QueryDict, room: Room, arrived: datetime) -> bool:
    """It came so soon after the last move that it was meant for what stood there before.

    A new stage replaces the old one under the finger. What stands beside it keeps its place and its meaning: that is
    pressed twice only when the first press has left nothing to do. The end asks first.
    """
    moved = room.last_moved_at
    if moved is None or abs(arrived - moved) >= QUICK or form.get("move") == Move.END:
        return False
    if "quick" in form:
        return room.phase_now == Phase.OPEN
    if "question" in form:
        return form.get("version") != str(room.version)
    return bool(form.keys() & {"move", "again"})


def _meaning(form: QueryDict) -> Do:
    for field, meaning in ACTIONS.items():
        if field in form:
            return meaning(form.get(field, ""), form)
    raise Unknown


def _check_it_runs(room: Room) -> None:
    """An ended room keeps its results, and nothing in it changes any more."""
    if room.phase == Phase.ENDED:
        raise Refused(_("This room has ended."))


def _number(sent: str) -> int:
    if not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        raise Unknown
    return int(sent)


def _move(name: str, form: QueryDict) -> Do:
    version = _number(form.get("version", ""))
    if name not in Move.values:
        raise Unknown
    return lambda room: moves.move(room, Move(name), version=version)


def _question(sent: str, form: QueryDict) -> Do:
    pk, version = _number(sent), _number(form.get("version", ""))
    return lambda room: moves.move(room, Move.OPEN, version=version, question=pk)


def _quick(_sent: str, form: QueryDict) -> Do:
    """A quick question stands outside the stage, so it names no version; it opens only what is not open."""
    round = quick_round(form)

    def ask(room: Room) -> None:
        if room.phase_now == Phase.OPEN and moves.current(room).asks:
            raise Refused(_("A question is open. Close it first, then ask the quick one."))
        moves.move(room, Move.OPEN, version=room.version, quick=round)

    return ask


def _to_answer(do: Callable[[Round, str], None]) -> Meaning:
    """The meaning of a button beside an answer of the current round."""

    def meaning(value: str, _form: QueryDict) -> Do:
        if not 0 < len(value) <= VALUE_LENGTH or "\0" in value:  # of no answer, and PostgreSQL keeps none
            raise Unknown

        def act(room: Room) -> None:
            with room.lock():  # of two hosts who press at once, in two processes, neither undoes what the other did
                do(moves.current(room), value)

        return act

    return meaning


def _together(_sent: str, form: QueryDict) -> Do:
    """Count the answers that are ticked as one."""
    values = form.getlist("alike")

    def act(room: Room) -> None:
        with room.lock():
            wall.put_together(moves.current(room), values)

    return act


def _to_one(find: Callable[[Room, int], One], do: Callable[[One], object]) -> Meaning:
    """The meaning of a button beside somebody's name; the field has an id."""

    def meaning(sent: str, _form: QueryDict) -> Do:
        pk = _number(sent)

        def act(room: Room) -> None:
            do(find(room, pk))

        return act

    return meaning


def _person(room: Room, pk: int) -> Participant:
    person = room.participants.filter(pk=pk, removed=False).first()
    if person is None:
        raise Refused(_("This person is not in the room any more."))
    return person


def _knock(room: Room, pk: int) -> Knock:
    knock = Knock.objects.filter(pk=pk, participant__room=room, participant__removed=False).first()
    if knock is None:
        raise Refused(_("Nobody is waiting there any more."))
    return knock


def _toggle(sent: str, _form: QueryDict) -> Do:
    """Switch a rule, or a state of the room, "on" or "off"."""
    name, _colon, wanted = sent.partition(":")
    if name not in TOGGLES or wanted not in WANTED:
        raise Unknown
    if name in STATES:
        return lambda room: _set(room, name, WANTED[wanted])
    return _chosen({"scoring": SPEED[wanted]} if name == "speed" else {name: wanted})


def _set(room: Room, field: str, value: object) -> None:
    setattr(room, field, value)
    room.save(update_fields=[field])


def _rule(sent: str, _form: QueryDict) -> Do:
    """Choose a rule: "name:value"."""
    name, _colon, wanted = sent.partition(":")
    return _chosen({name: wanted})


def _rule_of_field(name: str) -> Meaning:
    """The meaning of a field that is named like the rule that it chooses."""
    return lambda sent, _form: _chosen({name: sent})


def _chosen(form: dict[str, str]) -> Do:
    wanted = rules.clean(form)
    return lambda room: rules.choose(room, wanted)


def _renew(sent: str, _form: QueryDict) -> Do:
    """Give the room new addresses; with "clear" also remove newcomers who have not answered."""
    means = {"1": Room.renew, "clear": Room.renew_and_clear}.get(sent)
    if means is None:
        raise Unknown
    return means


def _class_name(sent: str, _form: QueryDict) -> Do:
    """Call the class by this name in the host's lists and results; "" for none."""
    name = line(sent, "NFC")
    if len(name) > CLASS_NAME_LENGTH:
        raise Refused(_("That name is too long: %d characters at most.") % CLASS_NAME_LENGTH, 422)

    return lambda room: _set(room, "class_name", name)


def _guide(_sent: str, _form: QueryDict) -> Do:
    """Put the first help on the host page away, for good."""
    return lambda room: put_guide_away(room.host_id)


ACTIONS: dict[str, Meaning] = {
    "move": _move,
    "question": _question,
    "again": _question,
    "quick": _quick,
    "hide": _to_answer(Round.hide),
    "show": _to_answer(Round.show),
    "star": _to_answer(wall.star),
    "unstar": _to_answer(wall.unstar),
    "together": _together,
    "apart": _to_answer(wall.take_apart),
    "hide_person": _to_one(_person, Participant.hide),
    "show_person": _to_one(_person, Participant.show),
    "let_in": _to_one(_knock, Knock.let_in),
    "dismiss": _to_one(_knock, Knock.dismiss),
    "toggle": _toggle,
    "rule": _rule,
    "language": _rule_of_field("language"),
    "renew": _renew,
    "class_name": _class_name,
    "waiting_words": _rule_of_field("waiting_words"),
    "guide": _guide,
}


def change_person(person: Participant, form: QueryDict) -> None:
    """Do what the page about one participant asks for; another host may have removed them since it was drawn."""
    room = Room.objects.get(pk=person.room_id)
    _check_it_runs(room)
    room.wake()
    person = _person(room, person.pk)
    match form.get("do"):
        case "rename":
            person.rename(form.get("nickname", ""))
        case "hide":
            person.hide()
        case "show":
            person.show()
        case "pupil":
            person.confirm(_pupil(room, form.get("pupil", "")))
        case "remove":
            person.remove()
        case _:
            raise Unknown


def _pupil(room: Room, sent: str) -> Pupil | None:
    """Return somebody of the room's class list; None for nobody of it."""
    if not sent or room.roll_id is None:
        return None
    pupil = Pupil.objects.filter(roll=room.roll_id, pk=_number(sent)).first()
    if pupil is None:
        raise Unknown
    return pupil
