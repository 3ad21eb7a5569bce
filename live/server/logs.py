"""What is written down while it runs: never who came from where, and no address that has a code, a key or a secret."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from traceback import StackSummary, extract_tb, format_list
from typing import Any

FORMATS = ("plain", "json")


class WithoutPaths(logging.Filter):
    """Django names the path of a request that failed: its route says as much, and lets nobody in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; put the route in the path's place."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "/…"
            record.args = tuple(route if each == path else each for each in record.args)
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an error: its types and places, not its words, which may quote what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = causes(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def causes(error: BaseException | None) -> list[dict[str, Any]]:
    """An error and what it came from: "OperationalError", and a line for each call up to it."""
    found: list[dict[str, Any]] = []
    while error is not None and len(found) < 10:
        frames = StackSummary.from_list(extract_tb(error.__traceback__)[-20:])
        found.append({"type": type(error).__qualname__, "at": [line.strip() for line in format_list(frames)]})
        error = error.__cause__ or error.__context__
    return found


class OneLine(logging.Filter):
    """What somebody sent amiss (too many fields, a foreign Host) is worth a line, not a traceback for each."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, without its traceback."""
        record.exc_info = None
        return True


def configuration(format: str) -> dict[str, Any]:
    """Django's LOGGING: all of it on standard error, in one of FORMATS."""
    handler = {"class": "logging.StreamHandler", "formatter": format, "filters": ["without paths"]}
    heard = {"handlers": ["console"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": JsonLines},
        },
        "filters": {"without paths": {"()": WithoutPaths}, "one line": {"()": OneLine}},
        "handlers": {"console": handler, "lines": {**handler, "filters": ["without paths", "one line"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "live": {**heard, "level": "INFO"},
            "django": {**heard, "level": "ERROR"},
            "django.security": {"handlers": ["lines"], "propagate": False, "level": "ERROR"},
            "daphne.server": {"level": "ERROR"},  # whose request was given up: by its address, which may hold a key
            "psycopg.pool": {"level": "ERROR"},  # each attempt to reach a database that is not there; and
            "channels_redis": {"level": "CRITICAL"},  # a traceback a second without Redis: `live` says both once
        },
    }
