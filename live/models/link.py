"""Links that work once: they sign in a teacher, or a phone as host."""

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from live import clock
from live.refusal import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from live.models.room import Room


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class SignInLink(models.Model):
    """A secret that works once: for a teacher, or (with a room) for a phone as host of that room only."""

    digest = models.CharField(max_length=64, unique=True)
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="links")
    room = models.ForeignKey("live.Room", models.CASCADE, null=True, related_name="links")
    expires_at = models.DateTimeField()

    @classmethod
    def issue(cls, teacher: "User", *, minutes: int = 15, room: "Room | None" = None) -> str:
        """Make a link and return its secret, of which only a digest is stored."""
        secret = secrets.token_urlsafe(24)
        cls.objects.filter(expires_at__lt=clock.now()).delete()
        expires_at = clock.now() + timedelta(minutes=minutes)
        cls.objects.create(digest=_digest(secret), teacher=teacher, room=room, expires_at=expires_at)
        return secret

    @classmethod
    def find(cls, secret: str) -> "SignInLink | None":
        """Return the link of a secret while it works, else None."""
        found = cls.objects.select_related("teacher", "room").filter(digest=_digest(secret))
        return found.filter(expires_at__gt=clock.now()).first()

    def use_up(self) -> None:
        """Delete the link. Raises Refused when somebody else has used it before."""
        if not type(self).objects.filter(pk=self.pk).delete()[0]:
            raise Refused(_("This link has been used already. Ask for a new one."), status=410)
