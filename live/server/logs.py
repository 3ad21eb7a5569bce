"""The configuration of the logs, which name neither people nor addresses with a code, a key or a secret."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from traceback import StackSummary, extract_tb, format_list
from typing import Any

FORMATS = ("plain", "json")
SECRETS = re.compile(
    r"(/(?:join|screen|signin|welcome|remote|me)/)[\w%-]{16,}"
    r"|(/(?:play|host|quizzes|rooms|rolls|teachers)/)\d[^\s'\"<>]*"
    r"|(/)\d{6}(?![\w.])"
    r"|([?&](?:key|code|next)=)[^\s&'\"<>]+"
)
"Keys, ids and codes in addresses, and in their queries, wherever they stand in a line."


def without_secrets(words: str) -> str:
    """Return words with an ellipsis in place of each key, id and code of an address."""
    return SECRETS.sub(lambda found: f"{found[found.lastindex or 0]}…", words)


class WithoutPaths(logging.Filter):
    """Replaces the path of a failed request by its route, and every secret in what anybody else writes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, with the route in place of the path, and without the keys that its words name."""
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "/…"
            record.args = tuple(route if each == path else each for each in record.args)
        try:
            words = record.getMessage()
        except (TypeError, ValueError):  # the caller's own mistake is no reason to fail the caller
            words = f"{record.msg} {record.args}"
            record.msg, record.args = words, None
        if (clean := without_secrets(words)) != words:
            record.msg, record.args = clean, None
        return True


class PlainLines(logging.Formatter):
    """Writes lines for people, whose tracebacks name no secret either."""

    def formatException(self, ei: Any) -> str:
        """Return a traceback without the keys that an error's words quote."""
        return without_secrets(super().formatException(ei))


class JsonLines(logging.Formatter):
    """Writes one JSON object a line; of errors it tells types and places, but no words, which may quote people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as a line."""
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
    """Return an error and its causes, each with its type and a line for each call."""
    found: list[dict[str, Any]] = []
    while error is not None and len(found) < 10:
        frames = StackSummary.from_list(extract_tb(error.__traceback__)[-20:])
        found.append({"type": type(error).__qualname__, "at": [line.strip() for line in format_list(frames)]})
        error = error.__cause__ or error.__context__
    return found


class OneLine(logging.Filter):
    """Cuts the traceback of bad requests (too many fields, a foreign Host), which are worth a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, without its traceback."""
        record.exc_info = None
        return True


def configuration(format: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error, in one of FORMATS."""
    handler = {"class": "logging.StreamHandler", "formatter": format, "filters": ["without paths"]}
    heard = {"handlers": ["console"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": PlainLines, "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": JsonLines},
        },
        "filters": {"without paths": {"()": WithoutPaths}, "one line": {"()": OneLine}},
        "handlers": {"console": handler, "lines": {**handler, "filters": ["without paths", "one line"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "live": {**heard, "level": "INFO"},
            "django": {**heard, "level": "ERROR"},
            "django.security": {"handlers": ["lines"], "propagate": False, "level": "ERROR"},
            "daphne.server": {"level": "ERROR"},  # it names a request's address, which may hold a key
            "psycopg.pool": {"level": "ERROR"},  # it logs each attempt to reach an absent database, and
            "channels_redis": {"level": "CRITICAL"},  # a traceback a second without Redis; `live` logs both once
        },
    }
