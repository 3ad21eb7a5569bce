"""The checks that must pass before people are let in, and the numbers for /metrics."""

import shutil
from collections import Counter

from django.conf import settings
from django.db import connection

from live import metrics
from live.models import School
from live.realtime.hub import hub

FREE_BYTES = 64 * 1024 * 1024
"Of the disk with the data: a class's answers are a few megabytes."


def database() -> str:
    """Check that the database answers and has our tables; no connection is held between two checks."""
    try:
        School.objects.exists()
        return ""
    finally:
        connection.close()


def disk() -> str:
    """Check that the disk has room for what people write."""
    free = shutil.disk_usage(settings.DATA).free
    return "" if free >= FREE_BYTES else f"only {free >> 20} MiB free"


def redis() -> str:
    """Check that Redis answers, where there is one."""
    if settings.REDIS_URL:
        from redis import Redis  # a start without Redis need not wait for it

        with Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3) as asked:
            asked.ping()
    return ""


CHECKS = {"database": database, "redis": redis, "disk": disk}


def numbers() -> str:
    """The text of /metrics; called on the hub's loop."""
    rooms = list(hub.live_rooms.values())
    metrics.ROOMS.values[""] = len(rooms)
    metrics.SOCKETS.values.update(dict.fromkeys(metrics.SOCKETS.values, 0))
    metrics.SOCKETS.values.update(Counter(each.audience for room in rooms for each in room.attendance.listeners))
    metrics.TICKS_HEARD.values[""] = int(hub.hears_all)
    if hub.ticks is not None:
        metrics.TICKS_SENT.values[""], metrics.TICKS_FAILED.values[""] = hub.ticks.sent, hub.ticks.failed
        metrics.TICKS_LOST.values[""], metrics.TICKS_LATE.values[""] = hub.ticks.lost, hub.ticks.late
    return metrics.text()
