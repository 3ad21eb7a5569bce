"""The whole program as one ASGI application; any server may run it."""
# ruff: noqa: E402 (Django has to be set up before what stands on it is imported)

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

django_app = get_asgi_application()  # sets Django up, which all that follows needs

from channels.routing import URLRouter
from django.conf import settings
from django.urls import re_path
from django.utils.module_loading import import_string

from live import clock, health
from live.asgi import lean, pictures, static
from live.asgi.admission import Admission
from live.asgi.gate import ByPath, Gate
from live.asgi.messages import refuse_socket
from live.asgi.probes import Probes
from live.asgi.request import Request
from live.asgi.wellformed import WellFormed
from live.checks import check_settings
from live.realtime.hub import hub
from live.routing import websocket_urlpatterns
from live.server.hosts import allowed, comes_by_https
from live.storage import timeouts
from live.views import language

check_settings()
django_app.request_class = Request
timeouts.usual = 5.0  # for teachers' pages; what is live has less

refused = import_string(settings.SHOW_REFUSED_VIEW)
gate = Gate(
    http=ByPath(
        (static.is_static, static.StaticFiles()),
        (pictures.is_picture, pictures.Pictures()),
        (lean.is_students, lean.LeanHandler(clock.now, refused, language=language.students)),
        otherwise=Admission(django_app, clock.now),
    ),
    websocket=URLRouter([*websocket_urlpatterns, re_path("", refuse_socket)]),  # type: ignore[arg-type]
    allowed=allowed,
    proxied=settings.SHOW_PROXY,
    https_for=settings.SECURE_HSTS_SECONDS,
    comes_by_https=comes_by_https,
    framed_by=settings.SHOW_FRAMED_BY,
    begin=hub.wake,  # to hear other processes, and to purge, also before anybody is live here
)
application = WellFormed(Probes(gate, health.CHECKS, health.numbers, health.NOTES), gate.headers)
