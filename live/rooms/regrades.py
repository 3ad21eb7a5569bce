"""Regrades: after its reveal a round gets another key or a further one, full points for all, none, or another weight.

Scores are computed, so a regrade only changes what counts in the round; `live/rooms/sheet.py` judges by it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from live.content.lines import line
from live.kinds import Kind
from live.models import Marking, Regrade, Response, Room, Round
from live.models.regrade import NOTE_LENGTH
from live.refusal import Refused
from live.rooms.rules import Unknown
from live.rooms.sheet import Given, Sheet, sheet

WEIGHTS = {str(weight): weight for weight in range(1, 6)}
DEEDS = ("too", "instead", "full", "drop", "weight")
"The fields of the form of which each names a deed; the first two have the value of a row of the tally."


class Remark(NamedTuple):
    """A regrade as it is told."""

    id: int
    day: str
    words: str
    "What it changed."
    note: str
    by: str
    "Who did it; blank once the names are gone."

    @property
    def sentence(self) -> str:
        """The day and the words."""
        return _("Re-marked on %(day)s: %(words)s") % {"day": self.day, "words": self.words}


class Effect(NamedTuple):
    """What a regrade would do."""

    gain: int
    "How many would have more points."
    lose: int
    right_before: int
    "How many answers are wholly right."
    right_after: int
    places: tuple[int, int] | None
    "From the first to the last place that would change; None when none does, and without the names."


# --- what a press asks for -----------------------------------------------------------------------------------------


def check(room: Room, round: Round) -> None:
    """Raise Refused (409) unless the round has a key that was shown."""
    if not (round.asks and round.closed_at and not round.skipped and round.reveals(room) and round.is_graded):
        raise Refused(_("Only a question with a right answer that has been revealed can be re-marked."))


def wanted(round: Round, form: QueryDict) -> Marking:
    """Return what shall count. Raises Refused (422) for a press that means nothing, or that changes nothing."""
    deed = next((each for each in DEEDS if each in form), "")
    before = Marking.of(round)
    after = _changed(round.kind, before, deed, form)
    if after == before:
        raise Refused(_("That counts already."), 422)
    return after


def _changed(kind: Kind, before: Marking, deed: str, form: QueryDict) -> Marking:
    match deed:
        case "too":
            accepted = _accepting(kind, before, form.get("too", ""))
            return before._replace(also=[*before.also, *([] if accepted in before.also else [accepted])])
        case "instead":
            accepted = _accepting(kind, before, form.get("instead", ""))
            kept = [each for each in (before.content, *before.also) if each != accepted]
            return before._replace(content=accepted, also=kept if "nobody_loses" in form else [])
        case "full":
            return before._replace(full=True)
        case "drop":
            return before._replace(dropped=True)
        case "weight" if form.get("weight", "") in WEIGHTS:
            return before._replace(weight=WEIGHTS[form.get("weight", "")])
    raise Unknown


def _accepting(kind: Kind, before: Marking, value: str) -> dict[str, Any]:
    accepted = kind.accepting(before.content, value)
    if accepted is None:
        raise Unknown
    return accepted


# --- doing and undoing ---------------------------------------------------------------------------------------------


def regrade(room: Room, number: int, form: QueryDict, by: User) -> None:
    """Let something else count in a round. `since`: the newest regrade that whoever pressed knew of, 0 for none.

    Raises Refused. All pages of the room are drawn anew, and a move that was meant for before is refused.
    """
    with room.lock():
        round = _round(room, number, form.get("since", ""))
        before, after = Marking.of(round), wanted(round, form)
        note = line(form.get("note", ""), "NFC")[:NOTE_LENGTH]
        kept = round.regrades.create(by=by, before=before._asdict(), after=after._asdict(), note=note)
        _save(room, round, after, kept.pk)


def undo(room: Room, number: int, since: str) -> None:
    """Let count again what counted before the newest regrade of a round, which is forgotten. Raises Refused."""
    with room.lock():
        round = _round(room, number, since)
        if not round.regraded:
            raise Unknown
        last = round.regrades.get(pk=round.regraded)
        last.delete()
        before = round.regrades.first()
        _save(room, round, Marking(**last.before), before.pk if before else 0)


def _round(room: Room, number: int, since: str) -> Round:
    round = room.rounds.filter(number=number).first()
    if round is None:
        raise Unknown
    check(room, round)
    if since != str(round.regraded):
        raise Refused(_("Somebody has re-marked this since. Look again, then press."))
    return round


def _save(room: Room, round: Round, marking: Marking, regraded: int) -> None:
    marking.put_on(round)
    round.regraded = regraded
    round.save(update_fields=[*Marking._fields, "regraded"])
    room.version += 1
    room.save(update_fields=["version"])


# --- what it would do ----------------------------------------------------------------------------------------------


def effect(room: Room, round: Round, marking: Marking) -> Effect:
    """Return what would come of it, by the sheet of all answers of the room."""
    rounds = [each for each in room.rounds.defer("drawn") if each.reveals(room)]
    changed = [_marked(each, marking) if each.pk == round.pk else each for each in rounds]
    people = list(room.participants.filter(removed=False).values_list("pk", flat=True))
    responses = Response.objects.filter(round__in=rounds, participant__removed=False).values_list(*Given._fields)
    given = list(map(Given._make, responses))
    before, after = (sheet(room.rules, each, given, people) for each in (rounds, changed))
    gained = [after.totals.of[pk].points - before.totals.of[pk].points for pk in people]
    return Effect(
        sum(each > 0 for each in gained),
        sum(each < 0 for each in gained),
        _right(before, round),
        _right(after, round),
        None if room.nameless_since else _places(before, after),
    )


def _marked(round: Round, marking: Marking) -> Round:
    changed = copy(round)
    marking.put_on(changed)
    return changed


def _right(sheet: Sheet, round: Round) -> int:
    return sum(score.outcome == "right" for score in sheet.columns[round.pk].values())


def _places(before: Sheet, after: Sheet) -> tuple[int, int] | None:
    stood, stand = ({row.participant_id: row.place for row in each.totals.standings} for each in (before, after))
    moved = [place for pk in stood if stood[pk] != stand[pk] for place in (stood[pk], stand[pk])]
    return (min(moved), max(moved)) if moved else None


# --- what is told of it --------------------------------------------------------------------------------------------


def said(kind: Kind, before: Marking, after: Marking) -> str:
    """Say in words what counts since."""
    return ", ".join(_said(kind, before, after))


def _said(kind: Kind, before: Marking, after: Marking) -> Iterator[str]:
    counted = [before.content, *before.also]
    replaced = not all(each in (after.content, *after.also) for each in counted)
    for content in (after.content, *after.also):
        if content not in counted:
            words = _("%s counts instead") if replaced else _("%s counts too")
            yield words % kind.key_text(content)
    if after.full != before.full:
        yield _("full points for all who answered")
    if after.dropped != before.dropped:
        yield _("does not count")
    if after.weight != before.weight:
        yield _("weight %d") % after.weight


def words_of(round: Round) -> list[str]:
    """Return in words what was changed in a round, the first change first."""
    return [each.words for each in reversed(remarks([round]).get(round.pk, []))]


def remarks(rounds: Collection[Round]) -> Mapping[int, Sequence[Remark]]:
    """Return by round the remarks on its regrades, the newest first."""
    marked = {round.pk: round for round in rounds if round.regraded}
    found: defaultdict[int, list[Remark]] = defaultdict(list)
    if marked:
        for each in Regrade.objects.filter(round__in=marked).select_related("by"):
            found[each.round_id].append(_remark(marked[each.round_id].kind, each))
    return found


def _remark(kind: Kind, each: Regrade) -> Remark:
    words = said(kind, Marking(**each.before), Marking(**each.after))
    day = date_format(localtime(each.at), "MONTH_DAY_FORMAT")
    return Remark(each.pk, day, words, each.note, each.by.get_username() if each.by else "")
