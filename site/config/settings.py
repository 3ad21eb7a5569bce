"""Every setting, read from the environment; docs/administrators.md lists them, for a laptop and for a server."""

import os
import secrets
import time
import zoneinfo
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, ticks
from live.asgi.admission import AT_ONCE
from live.server import logs
from live.server.hosts import AllowedHosts

ROOT = Path(__file__).resolve().parent.parent.parent
env = Environment(os.environ)
DATA = Path(env.text("SHOW_DATA", str(ROOT / "data"))).resolve()

# The server profile begins with the first of these; without them it is one process on a teacher's machine.
POSTGRESQL = env.database(most=AT_ONCE + 2)  # one each for the writer and the reader
REDIS_URL = env.redis()
SHOW_PROCESSES = env.number("SHOW_PROCESSES", 1)
SHOW_PROXY = env.switch("SHOW_PROXY")
SHOW_SERVER = bool(POSTGRESQL or REDIS_URL or SHOW_PROXY or SHOW_PROCESSES > 1)


def _secret_key() -> str:
    """The environment's key; on a teacher's machine one that is made once beside the database."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    if SHOW_SERVER:
        env.complaints.append("SECRET_KEY is not set: all processes need the same one, 50 random characters or more.")
        return secrets.token_urlsafe(50)
    kept = DATA / "secret-key"
    try:
        if not kept.exists() or not kept.stat().st_size:  # a full disk may have left an empty one
            DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
            whole = DATA / f"secret-key.{os.getpid()}"
            with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            whole.replace(kept)
        return kept.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"SHOW_DATA: the secret key cannot be kept in {kept}: {error}") from error


def _time_zone() -> str:
    """This machine's zone, so that a lesson bears the day on which it was held; TZ wins."""
    name = os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    try:
        return zoneinfo.ZoneInfo(name).key
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        hours = round(-time.timezone / 3600)  # Etc/GMT counts westwards
        return f"Etc/GMT{-hours:+d}" if hours else "UTC"


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS: list[str] = AllowedHosts()
SHOW_HOSTS = env.names("SHOW_HOSTS")
SHOW_LISTEN = env.text("SHOW_LISTEN")
SHOW_TLS = env.switch("SHOW_TLS", SHOW_SERVER)  # 0: plain http, inside a closed network
SHOW_ADDRESS = env.text("SHOW_ADDRESS", f"http{'s' * SHOW_TLS}://{SHOW_HOSTS[0]}" if SHOW_SERVER and SHOW_HOSTS else "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "django_htmx",
    "live",
]

MIDDLEWARE = [
    *(["django.middleware.security.SecurityMiddleware"] if SHOW_TLS else []),
    "live.middleware.kept_nowhere",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "live.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"controls": "live.rendering.controls", "tiles": "live.rendering.tiles"},
            "loaders": [("django.template.loaders.cached.Loader", ["live.rendering.loader.Loader"])],
        },
    },
]

DATABASES = {
    "default": POSTGRESQL
    or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "show.sqlite3",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }
}
CHANNEL_LAYERS = {"default": ticks(REDIS_URL, SECRET_KEY)} if REDIS_URL else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account-login"
LOGIN_REDIRECT_URL = "quiz-list"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SHOW_TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SHOW_TLS else 0
CSRF_FAILURE_VIEW = "live.views.errors.csrf_failed"
SHOW_REFUSED_VIEW = "live.views.errors.refused"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
USE_I18N = True
FORMAT_MODULE_PATH = "live.locale"  # how dates are written where Django leaves it open
USE_TZ = True
TIME_ZONE = _time_zone()

MEDIA_URL = "/pictures/"
MEDIA_ROOT = DATA / "media"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("SHOW_STATIC", str(DATA / "static"))).resolve()  # a proxy may read it, and it alone
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # not the copies of htmx in packages
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "live.asgi.static.HashedNames"},
}

SHOW_WRITE_NOW = env.switch("SHOW_WRITE_NOW", True)  # 0: push through the server's own queues
SHOW_ROOM_CAP = env.number("SHOW_ROOM_CAP", 1000)
SHOW_FRAMED_BY = env.sites("SHOW_FRAMED_BY")  # which may show the screen, and by https the students' pages, in a frame
SHOW_METRICS = env.networks("SHOW_METRICS")  # who beside this machine may read /metrics

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20  # of all that is no file: as characters it may take four times as much memory
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options: the gate puts it on every answer, static files' and students' too
    "security.W005",  # HSTS for subdomains, and
    "security.W021",  # in the browsers' lists: what else the school has under its name is not ours to promise
]
if not SHOW_SERVER:  # a classroom's network: plain http between a laptop and its students, without a certificate
    SILENCED_SYSTEM_CHECKS += [
        "security.W001",  # SecurityMiddleware: the gate sets its headers
        "security.W004",  # HSTS, and
        "security.W008",  # the redirect to https: there is no https to go to
        "security.W012",  # a session cookie, and
        "security.W016",  # a CSRF cookie, for https alone: nobody could sign in
    ]

SHOW_LOG = env.choice("SHOW_LOG", logs.FORMATS)  # json: a line for machines, without the words of errors
LOGGING = logs.configuration(SHOW_LOG)

SHOW_COMPLAINTS = [*env.complaints, *env.unknown()]
