"""Which socket lies under which page."""

from django.urls import re_path

from live import consumers

websocket_urlpatterns = [
    re_path(r"^play/(?P<room_id>[0-9]{1,18})/live/$", consumers.play),
    re_path(r"^screen/(?P<key>[\w-]{22})/live/$", consumers.screen),
    re_path(r"^host/(?P<room_id>[0-9]{1,18})/live/$", consumers.host),
    re_path(r"^host/(?P<room_id>[0-9]{1,18})/present/live/$", consumers.present),
]
