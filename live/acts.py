"""What a host's press means: one form field names it, one small function does it."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.models import Knock, Move, Participant, Phase, Room
from live.models.phase import Scoring
from live.models.response import VALUE_LENGTH
from live.quick import quick_round
from live.refusal import Refused

TOGGLES = {
    "locked",
    "suggested_only",
    "tally_live",
    "typed_live",
    "may_change",
    "close_when_all",
    "with_standings",
    "partial",
    "speed",
}
WANTED = {"on": True, "off": False}
"A button says what shall be, not what shall change: two hosts who press at once want the same."
Do = Callable[[Room], None]


def act(form: QueryDict) -> Do:
    """What the press does to a room. That is refused in an ended room, and (422) when the press means nothing."""

    def act(room: Room) -> None:
        _check_it_runs(room)
        _meaning(form)(room)
        room.wake()

    return act


def _meaning(form: QueryDict) -> Do:
    for field, meaning in _MEANINGS.items():
        if field in form:
            return meaning(form)
    raise _nothing()


def _check_it_runs(room: Room) -> None:
    """An ended room keeps its results, and nothing in it changes any more."""
    if room.phase == Phase.ENDED:
        raise Refused(_("This room has ended."))


def _nothing() -> Refused:
    return Refused(_("That button is not known here. Reload the page, then press again."), 422)


def _number(form: QueryDict, field: str) -> int:
    value = form.get(field, "")
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise _nothing()
    return int(value)


def _move(form: QueryDict) -> Do:
    name, version = form.get("move"), _number(form, "version")
    if name not in Move.values:
        raise _nothing()
    return lambda room: room.move(Move(name), version=version)


def _question(form: QueryDict) -> Do:
    pk, version = _number(form, "question"), _number(form, "version")
    return lambda room: room.move(Move.OPEN, version=version, question=pk)


def _quick(form: QueryDict) -> Do:
    """A quick question stands outside the stage, so it names no version; it opens only what is not open."""
    round = quick_round(form)

    def ask(room: Room) -> None:
        if room.phase_now == Phase.OPEN:
            raise Refused(_("A question is open. Close it first, then ask the quick one."))
        room.move(Move.OPEN, version=room.version, quick=round)

    return ask


def _hide(form: QueryDict) -> Do:
    value = _value(form, "hide")
    return lambda room: room.hide(value)


def _show(form: QueryDict) -> Do:
    value = _value(form, "show")
    return lambda room: room.show(value)


def _value(form: QueryDict, field: str) -> str:
    value = form.get(field, "")
    if not 0 < len(value) <= VALUE_LENGTH or "\0" in value:  # of no answer, and PostgreSQL keeps none
        raise _nothing()
    return value


def _hide_person(form: QueryDict) -> Do:
    pk = _number(form, "hide_person")
    return lambda room: _person(room, pk).hide()


def _show_person(form: QueryDict) -> Do:
    pk = _number(form, "show_person")
    return lambda room: _person(room, pk).show()


def _let_in(form: QueryDict) -> Do:
    pk = _number(form, "let_in")
    return lambda room: _knock(room, pk).let_in()


def _dismiss(form: QueryDict) -> Do:
    pk = _number(form, "dismiss")
    return lambda room: _knock(room, pk).dismiss()


def _knock(room: Room, pk: int) -> Knock:
    knock = Knock.objects.filter(pk=pk, participant__room=room, participant__removed=False).first()
    if knock is None:
        raise Refused(_("Nobody is waiting there any more."))
    return knock


def _toggle(form: QueryDict) -> Do:
    name, _colon, wanted = form.get("toggle", "").partition(":")
    if name not in TOGGLES or wanted not in WANTED:
        raise _nothing()
    value: bool | str = WANTED[wanted]
    if name == "speed":
        name, value = "scoring", Scoring.SPEED if value else Scoring.ACCURACY

    def toggle(room: Room) -> None:
        setattr(room, name, value)
        room.save(update_fields=[name])

    return toggle


def _renew(form: QueryDict) -> Do:
    """New addresses; with "clear" the newcomers who have not answered go, too."""
    means = {"1": Room.renew, "clear": Room.renew_and_clear}.get(form.get("renew", ""))
    if means is None:
        raise _nothing()
    return means


def _person(room: Room, pk: int) -> Participant:
    person = room.participants.filter(pk=pk, removed=False).first()
    if person is None:
        raise Refused(_("This person is not in the room any more."))
    return person


def change_person(person: Participant, form: QueryDict) -> None:
    """What the page about one participant asks for; another host may have removed them since it was drawn."""
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
        case "remove":
            person.remove()
        case _:
            raise _nothing()


_MEANINGS: dict[str, Callable[[QueryDict], Do]] = {
    "move": _move,
    "question": _question,
    "quick": _quick,
    "hide": _hide,
    "show": _show,
    "hide_person": _hide_person,
    "show_person": _show_person,
    "let_in": _let_in,
    "dismiss": _dismiss,
    "toggle": _toggle,
    "renew": _renew,
}
