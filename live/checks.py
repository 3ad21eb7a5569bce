"""Checks of the settings: a sentence for each mistake that would lose answers or let strangers in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

SECRET_CHARACTERS = 50
"The length that Django's own check requires."


def complaints() -> list[str]:
    """Return a sentence for each mistake in the settings of this start."""
    return [*settings.SHOW_COMPLAINTS, *_processes(), *(_server() if settings.SHOW_SERVER else ())]


def _processes() -> Iterator[str]:
    if settings.SHOW_PROCESSES == 1:
        return
    if not settings.POSTGRESQL and not _is_complained_of("DATABASE_URL"):
        yield "Several processes need PostgreSQL: set DATABASE_URL, or SHOW_PROCESSES to 1."
    if not settings.REDIS_URL and not _is_complained_of("REDIS_URL"):
        yield "Several processes need Redis to tell each other: set REDIS_URL, or SHOW_PROCESSES to 1."


def _is_complained_of(name: str) -> bool:
    return any(sentence.startswith(name) for sentence in settings.SHOW_COMPLAINTS)


def _server() -> Iterator[str]:
    if len(settings.SECRET_KEY) < SECRET_CHARACTERS:
        yield "SECRET_KEY is too short, so that seats could be forged: make one with openssl rand -hex 32."
    names: list[Any] = settings.SHOW_HOSTS
    if not names:
        yield "SHOW_HOSTS is not set: name the host names under which browsers come, with commas between them."
    if "*" in names:
        yield "SHOW_HOSTS may not be *: name the host names under which browsers come."
    for name in names:
        if not name.startswith("[") and {"/", ":", " "} & set(name):
            yield f"SHOW_HOSTS names hosts without https:// and port, such as quiz.school.example, not “{name}”."
    if settings.DEBUG:
        yield "DEBUG is on: its pages tell strangers what they must not know."


def settings_fit(app_configs: object, **kwargs: Any) -> list[Error]:
    """Return the complaints as errors of `manage.py check`."""
    return [Error(sentence, id=f"show.E{number:03}") for number, sentence in enumerate(complaints(), start=1)]


def check_settings() -> None:
    """Raise ImproperlyConfigured with all complaints, for servers other than ours."""
    if sentences := complaints():
        raise ImproperlyConfigured(" ".join(sentences))
