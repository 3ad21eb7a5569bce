"""`manage.py signin`: a link for whoever has the machine, where no terminal shows one at the start."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from live.models import School, SignInLink
from live.server import addresses


class Command(BaseCommand):
    """Print a sign-in link."""

    help = "Prints a link that signs the owner in, once, within 15 minutes."

    def handle(self, **options: Any) -> None:
        """Make a link for the owner and say where it is opened."""
        owner = User.objects.filter(is_superuser=True).order_by("pk").first()
        if owner is None:
            raise CommandError("There is no owner yet: start the program once, it makes one.")
        path = reverse("account-signin", args=[SignInLink.issue(owner)])
        self.stdout.write(addresses.join_url(School.get().address) + path)
