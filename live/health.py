"""The checks that must pass before people are let in, and the numbers for /metrics."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from live import clock
from live.metrics import BACKUP_AGE, NUMBERS
from live.models import School
from live.realtime.hub import hub
from live.realtime.redraws import ALL_AUDIENCES
from live.storage import last_backup

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


def backup() -> str:
    """Return how long ago the last backup was, and keep it for /metrics; an old one is no reason to serve nobody."""
    at = last_backup.when(settings.DATA)
    if at is None:
        BACKUP_AGE.set(float("nan"))
        return "none yet"
    age = max(timedelta(), clock.now() - at)
    BACKUP_AGE.set(age.total_seconds())
    return f"{age // timedelta(hours=1)} hours ago"


NOTES = {"last backup": backup}
"What is worth a line in /readyz, and never a 503."

TICKS = {
    "sent": "Messages with ticks told to other processes.",
    "failed": "Messages that could not be told.",
    "lost": "Messages of other processes that did not come.",
    "late": "Messages that were under way for more than half a second.",
}
"What live/realtime/ticks.py counts."


class Moment(Collector):
    """The numbers that are read when somebody asks for them."""

    def collect(self) -> Iterator[Metric]:
        """What the hub says of this process."""
        live_rooms = list(hub.live_rooms.values())
        rooms = "Rooms in memory: somebody looks at them, or did a moment ago."
        yield GaugeMetricFamily("show_rooms", rooms, len(live_rooms))
        yield self._sockets(Counter(each.audience for room in live_rooms for each in room.attendance.listeners))
        heard = "1: other processes are heard. 0: live rooms are read once a second."
        yield GaugeMetricFamily("show_ticks_heard", heard, int(hub.hears_all))
        for name, words in TICKS.items():
            yield CounterMetricFamily(f"show_ticks_{name}", words, getattr(hub.ticks, name, 0))

    def _sockets(self, counts: Counter[str]) -> Metric:
        sockets = GaugeMetricFamily("show_sockets", "Open sockets.", labels=["audience"])
        for audience in sorted(ALL_AUDIENCES):
            sockets.add_metric([audience], counts[audience])
        return sockets


NUMBERS.register(Moment())


def numbers() -> str:
    """All that this process counts, in Prometheus's text format; on the hub's loop."""
    return generate_latest(NUMBERS).decode()
