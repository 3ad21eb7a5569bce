"""What `manage.py check` and every start ask of the settings."""

from typing import Any

from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

from live import profile


def settings_fit(app_configs: object, **kwargs: Any) -> list[Error]:
    """Each complaint as an error of `manage.py check`."""
    return [Error(sentence, id=f"show.E{number:03}") for number, sentence in enumerate(profile.complaints(), start=1)]


def refuse_a_muddle() -> None:
    """For a server that is not ours. Raises ImproperlyConfigured with all that is wrong."""
    if complaints := profile.complaints():
        raise ImproperlyConfigured(" ".join(complaints))
