"""The addresses of the sockets, each below its page."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, re_path

from live import consumers


def _socket(route: str, consumer: Callable[..., Any], **kwargs: bool) -> URLPattern:
    """Channels routes sockets by Django's patterns, whose types know views alone."""
    return re_path(route, consumer, kwargs)


websocket_urlpatterns = [
    _socket(r"^play/(?P<room_id>[0-9]{1,18})/live/$", consumers.play),
    _socket(r"^screen/(?P<key>[\w-]{22})/live/$", consumers.screen),
    _socket(r"^screen/(?P<key>[\w-]{22})/sound/live/$", consumers.screen, sounds=True),
    _socket(r"^host/(?P<room_id>[0-9]{1,18})/live/$", consumers.host),
    _socket(r"^host/(?P<room_id>[0-9]{1,18})/present/live/$", consumers.present),
    _socket(r"^host/(?P<room_id>[0-9]{1,18})/present/sound/live/$", consumers.present, sounds=True),
    _socket(r"^host/(?P<room_id>[0-9]{1,18})/key/live/$", consumers.key),
]
