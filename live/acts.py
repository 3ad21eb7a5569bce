"""What a host's press means: one form field names it, one small function does it."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from live.models import Knock, Move, Participant, Phase, Room
from live.models.response import VALUE_LENGTH
from live.models.room import Scoring
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
}
Do = Callable[[Room], None]


def act(form: QueryDict) -> Do:
    """What the press means. Raises Refused (422) when it means nothing."""
    for field, meaning in _MEANINGS.items():
        if field in form:
            return _while_it_runs(meaning(form))
    raise _nothing()


def _while_it_runs(do: Do) -> Do:
    """An ended room keeps its results, and nothing in it changes any more."""

    def act(room: Room) -> None:
        if room.phase == Phase.ENDED:
            raise Refused(_("This room has ended."))
        do(room)

    return act


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
    value = form.get("hide", "")
    if not 0 < len(value) <= VALUE_LENGTH:
        raise _nothing()
    return lambda room: room.hide(value)


def _hide_person(form: QueryDict) -> Do:
    pk = _number(form, "hide_person")
    return lambda room: _person(room, pk).toggle_hidden()


def _let_in(form: QueryDict) -> Do:
    pk = _number(form, "let_in")

    def let_in(room: Room) -> None:
        knock = Knock.objects.filter(pk=pk, participant__room=room, participant__removed=False).first()
        if knock is None:
            raise Refused(_("Nobody is waiting there any more."))
        knock.let_in()

    return let_in


def _toggle(form: QueryDict) -> Do:
    name = form.get("toggle", "")
    if name == "speed":
        return _toggle_speed
    if name not in TOGGLES:
        raise _nothing()

    def toggle(room: Room) -> None:
        setattr(room, name, not getattr(room, name))
        room.save(update_fields=[name])

    return toggle


def _toggle_speed(room: Room) -> None:
    room.scoring = Scoring.ACCURACY if room.scoring == Scoring.SPEED else Scoring.SPEED
    room.save(update_fields=["scoring"])


def _renew(form: QueryDict) -> Do:
    return Room.renew


def _person(room: Room, pk: int) -> Participant:
    person = room.participants.filter(pk=pk, removed=False).first()
    if person is None:
        raise Refused(_("This person is not in the room any more."))
    return person


def change_person(person: Participant, form: QueryDict) -> None:
    """What the page about one participant asks for; another host may have removed them since it was drawn."""
    person = _person(person.room, person.pk)
    match form.get("do"):
        case "rename":
            person.rename(form.get("nickname", ""))
        case "hide":
            person.toggle_hidden()
        case "remove":
            person.remove()
        case _:
            raise _nothing()


_MEANINGS: dict[str, Callable[[QueryDict], Do]] = {
    "move": _move,
    "question": _question,
    "quick": _quick,
    "hide": _hide,
    "hide_person": _hide_person,
    "let_in": _let_in,
    "toggle": _toggle,
    "renew": _renew,
}
