"""The one Django app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Everything of ours."""

    name = "live"
    default_auto_field = "django.db.models.BigAutoField"
