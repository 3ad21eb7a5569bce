"""Refusals: what a person is told when the program says no."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

Outcome = TypeVar("Outcome")
GONE = OperationalError, InterfaceError
"The errors of a database that is not there, or of a connection that was cut."


class Refused(Exception):
    """A request that is turned down: one friendly sentence for the person, and an HTTP status from 400 to 499."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class Away(Refused):
    """Not the person's fault: the database gives or takes nothing just now (503)."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 503)


class NotRead(Away):
    """The database could not be read."""

    def __init__(self) -> None:
        super().__init__(_("The database does not answer just now. What was received is safe. Wait a moment."))


class NotWritten(Away):
    """The database could not be written: the disk is full, something holds it, or its server is not there."""

    def __init__(self) -> None:
        if connection.vendor == "sqlite":
            words = _(
                "This could not be written down just now. Try again in a moment; is the disk of this computer full?"
            )
        else:
            words = _("Not received yet: the database does not answer. What was received before is safe. Try again.")
        super().__init__(words)


def refusal_of(error: Exception, is_post: bool) -> Refused | None:
    """What a person is told of an error that is nobody's mistake; None for all others."""
    if isinstance(error, GONE):
        return away(is_post)
    return error if isinstance(error, Refused) else None


def away(is_post: bool) -> Away:
    """The refusal of a request that wanted to send, or to see, something."""
    return NotWritten() if is_post else NotRead()


def spoken() -> str:
    """The language of the current request, by its code."""
    return get_language() or settings.LANGUAGE_CODE


def judged(judge: Callable[[Any], Outcome], requests: Iterable[Any]) -> "list[Outcome | Refused]":
    """Judge each request: the outcome, or the refusal in the request's own `language`."""
    outcomes: list[Outcome | Refused] = []
    for language, alike in groupby(requests, attrgetter("language")):  # a class has one language
        with override(language):
            outcomes += [_judged(judge, each) for each in alike]
    return outcomes


def _judged(judge: Callable[[Any], Outcome], request: Any) -> "Outcome | Refused":
    try:
        return judge(request)
    except Refused as refused:
        return refused
