"""When a request came, and until when it may be worked on: a minute later the server answers in place of the view."""

import time
from datetime import datetime

from django.http import HttpRequest

from live import clock


def arrived(request: HttpRequest) -> datetime:
    """Return when a request came, before it waited for a thread."""
    scope: dict[str, datetime] = getattr(request, "scope", {})
    return scope.get("arrived") or clock.now()


def deadline(request: HttpRequest, seconds: float) -> float:
    """Return the end of so many seconds since a request came, by the monotonic clock."""
    return time.monotonic() + seconds - (clock.now() - arrived(request)).total_seconds()
