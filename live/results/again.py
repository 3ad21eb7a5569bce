"""What went wrong, asked again: a quiz of the questions that few had right, as they were asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from live.models import Question, Quiz, Room, Round
from live.models.question import NOTES_LENGTH
from live.models.quiz import TITLE_LENGTH
from live.rooms.grades import right_shares

ENOUGH = 0.6
"A question of which less was right is worth another try."
SOONEST, LATEST = timedelta(days=2), timedelta(days=60)
"So long after a question was asked it is due again."
WARM_UP = 5
"Questions of a warm-up."
_AS_ASKED = ("kind_slug", "text", "picture", "content", "seconds", "weight", "explanation")


class Missed(NamedTuple):
    """A question of which too little was right."""

    share: float
    "From 0 to 1."
    round: Round


def missed(room: Room) -> list[Missed]:
    """Return the last round of each question of which too little was right, the worst first."""
    shares = {question: share for question, share in right_shares(room).items() if share < ENOUGH}
    rounds = room.rounds.filter(question_id__in=shares, skipped=False, closed_at__isnull=False).defer("drawn")
    last = {round.question_id: round for round in rounds.order_by("number")}
    found = [Missed(shares[question], round) for question, round in last.items() if question is not None]
    return sorted(found, key=lambda each: (each.share, each.round.number))


def same(round: Round) -> tuple[str, str, str]:
    """Return what makes two rounds ask the same question, also if one asked a copy of it: kind, text and key."""
    return round.kind_slug, round.text.strip(), round.kind.key_text(round.content)


def due(asked: Iterable[Missed], now: datetime) -> list[Missed]:
    """Choose what a class is asked again to warm up: by the share that was wrong times the days since it was asked.

    A question counts as it was asked last, and only from two days after that on, for sixty.
    """
    last = {same(each.round): each for each in sorted(asked, key=lambda each: each.round.opened_at)}
    found = [each for each in last.values() if SOONEST <= now - each.round.opened_at <= LATEST and each.share < 1]
    return sorted(found, key=lambda each: (1 - each.share) * (each.round.opened_at - now))[:WARM_UP]


@transaction.atomic
def quiz_of(teacher: User, title: str, several: list[Missed]) -> Quiz:
    """Make a quiz of them; each question says in its notes what it came to."""
    quiz = Quiz.objects.create(owner=teacher, title=title[:TITLE_LENGTH])
    Question.append_all(quiz, map(_question, several))
    return quiz


def _question(missed: Missed) -> dict[str, Any]:
    figure = _("%(percent)d %% right on %(day)s.") % {
        "percent": round(100 * missed.share),
        "day": date_format(localtime(missed.round.opened_at), "DATE_FORMAT"),
    }
    notes = f"{figure}\n{missed.round.notes}".strip()[:NOTES_LENGTH]
    return {name: getattr(missed.round, name) for name in _AS_ASKED} | {"notes": notes}
