"""The wall of a round's typed answers: which the host has starred, and which are counted as one."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from live.kinds import Bar, Counts
from live.models import Response, Round
from live.models.response import VALUE_LENGTH
from live.refusal import Refused


def star(round: Round, value: str) -> None:
    """Put an answer on the wall. Raises Refused when nobody gives it."""
    _check_given(round, [value], 1)
    leader = _leaders(round, [value])[0]
    if leader not in round.starred:
        round.starred = [*round.starred, leader]
        round.save(update_fields=["starred"])


def unstar(round: Round, value: str) -> None:
    """Take an answer off the wall."""
    round.starred = [each for each in round.starred if each != value]
    round.save(update_fields=["starred"])


def put_together(round: Round, values: Iterable[str]) -> None:
    """Count these answers as one, under the first of them, with all that were counted under each.

    Values that nobody gives are left out. Raises Refused when fewer than two are left.
    """
    given = _check_given(round, values, 2)
    leaders = _leaders(round, given)
    joined = {*given, *leaders} | {value for value, leader in round.together.items() if leader in leaders}
    _keep(round, {**round.together, **dict.fromkeys(joined, leaders[0])})


def take_apart(round: Round, value: str) -> None:
    """Count each answer of a group by itself again, also when they are alike."""
    group = {each for each, leader in round.together.items() if leader == value}
    _keep(round, round.together | {each: each for each in group | {value} if group})


def put_alike_together(round: Round) -> None:
    """Count answers that are alike as one: once, when the round closes, so that no redraw waits for it.

    What the host has hidden or taken out of a group stays alone, and a starred answer keeps its words.
    """
    if not round.has_wall:
        return
    given = _given(round)
    apart = {value for value, leader in round.together.items() if value == leader} - given.gathered.keys()
    alone = apart.union(round.hidden)
    counts = {value: given[value] for value, _way in given.typed if value not in alone}
    found = round.kind.alike(round.content, counts).items()
    under = {value: leader for value, leader in found if value not in round.starred}
    follow = {value: under.get(leader, leader) for value, leader in round.together.items()}
    _keep(round, follow | under | {leader: leader for leader in under.values()})


def every_row(round: Round) -> list[Bar]:
    """Return all rows of a round's answers, however many, without what would tell the key."""
    return round.kind.every_row(round.kind.keyless(round.content), _given(round))


def _given(round: Round) -> Counts:
    """Read how often each answer was given, in the order in which they came."""
    answers = Response.objects.filter(round=round, participant__removed=False).order_by("pk")
    return round.counts(Counter(answers.values_list("value", "typed")))


def _keep(round: Round, together: dict[str, str]) -> None:
    """Store who is counted under whom; a star goes to the one that its answer is counted under."""
    round.together = together
    round.starred = list(dict.fromkeys(together.get(value, value) for value in round.starred))
    round.save(update_fields=["together", "starred"])


def _leaders(round: Round, values: list[str]) -> list[str]:
    """Return what these answers are counted under, each once; under itself, where nobody gives the leader any more."""
    leaders = [round.together.get(value, value) for value in values]
    there = set(_there(round, leaders))
    return list(
        dict.fromkeys(leader if leader in there else value for value, leader in zip(values, leaders, strict=True))
    )


def _check_given(round: Round, values: Iterable[str], least: int) -> list[str]:
    """Return those of the values that somebody gives, in their order; refuse fewer than are wanted."""
    sent = [each for each in values if 0 < len(each) <= VALUE_LENGTH and "\0" not in each]
    given = _there(round, sent) if round.kind.wall else []
    if len(given) < least:
        raise Refused(_("Tick two or more answers first.") if least > 1 else _("Nobody gives this answer any more."))
    return given


def _there(round: Round, values: list[str]) -> list[str]:
    """Return those of the values that somebody gives, in their order, each once."""
    answers = Response.objects.filter(round=round, participant__removed=False, value__in=values)
    given = set(answers.values_list("value", flat=True))
    return [value for value in dict.fromkeys(values) if value in given]
