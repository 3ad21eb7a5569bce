"""Reads what would otherwise be read when it is first needed, from files that an upgrade may have replaced by then."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms.renderers import get_default_renderer
from django.template import engines
from django.urls import get_resolver
from django.utils import translation
from django.utils.formats import get_format
from django.utils.module_loading import import_string

import live

LATE = (
    "encodings.cp437",
    "encodings.idna",
    "encodings.latin_1",
    "encodings.raw_unicode_escape",
    "encodings.unicode_escape",
)
"Codecs, which Python finds by name. What draws formulas, listings and pictures is in the children (live.workshop)."
WITH_REDIS = ("redis", "channels_redis.pubsub", "channels_redis.serializers", "cryptography.fernet")
COMMANDS = "live.management.commands"


def load_everything() -> None:
    """Import every module, compile every template, read every catalogue: from now on no file of the program is read."""
    for name in [*LATE, *_modules()]:
        import_module(name)
    _load_redis()
    _load_django()
    for name in _templates():
        engines["django"].get_template(name)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            get_format("DATE_FORMAT")


def _modules() -> Iterator[str]:
    """Yield our modules; commands are run by processes of their own."""
    for module in pkgutil.walk_packages(live.__path__, "live."):
        if not module.name.startswith((COMMANDS, "live.migrations")):
            yield module.name


def _load_redis() -> None:
    """Load what only a server with Redis needs."""
    for name in WITH_REDIS if settings.REDIS_URL else ():
        import_module(name)


def _load_django() -> None:
    """Load the addresses, the names of static files, the rules for passwords, and the templates of Django's forms."""
    _ = get_resolver().url_patterns
    staticfiles_storage.url("live/icon.svg")
    get_default_renderer()
    get_default_password_validators()
    options: Any = settings.TEMPLATES[0]["OPTIONS"]
    for name in (settings.MESSAGE_STORAGE, settings.SESSION_SERIALIZER, *options["context_processors"]):
        import_string(name)


def _templates() -> Iterator[str]:
    """Yield the name of each template of ours."""
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):  # type: ignore[arg-type]
        for path in sorted(folder.rglob("*.html")):
            yield path.relative_to(folder).as_posix()
