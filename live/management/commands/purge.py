"""`manage.py purge`: names whose time is over go now, and pictures of no use; a serving process does it once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from live.retention import purge, vacuum


class Command(BaseCommand):
    """Let go of the names whose time is over."""

    help = (
        "Removes the names of rooms whose time is over (see Teachers); how often each answer was given stays. "
        "Pictures that no question and no room has shown for a day go too."
    )

    def handle(self, **options: Any) -> None:
        """Purge, wipe, say how many."""
        count = len(purge.purge())
        vacuum.wipe()
        self.stdout.write(f"Names were removed from {count} room{'s' * (count != 1)}.")
