"""The one Django app."""

from django.apps import AppConfig
from django.core import checks


class LiveConfig(AppConfig):
    """The app `live`, which is all of the program but its settings."""

    name = "live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `manage.py check` ask whether the settings fit together."""
        from live.checks import settings_fit

        checks.register(settings_fit)
