"""Whether the settings fit together: a sentence for each thing that would lose answers, or let strangers in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings


def complaints() -> list[str]:
    """What is wrong with the settings of this start, one sentence each; [] when all is well."""
    return [*settings.SHOW_COMPLAINTS, *_processes(), *(_server() if settings.SHOW_SERVER else ())]


def _processes() -> Iterator[str]:
    if settings.SHOW_PROCESSES == 1:
        return
    if not settings.POSTGRESQL:
        yield "Several processes need PostgreSQL: set DATABASE_URL, or SHOW_PROCESSES to 1."
    if not settings.REDIS_URL:
        yield "Several processes need Redis to tell each other: set REDIS_URL, or SHOW_PROCESSES to 1."


def _server() -> Iterator[str]:
    names: list[Any] = settings.SHOW_HOSTS
    if not names:
        yield "SHOW_HOSTS is not set: name the host names under which browsers come, with commas between them."
    if "*" in names:
        yield "SHOW_HOSTS may not be *: name the host names under which browsers come."
    if settings.DEBUG:
        yield "DEBUG is on: its pages tell strangers what they must not know."
