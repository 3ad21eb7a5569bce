"""Which language is spoken: in a room its own, on all other pages the browser's, as Django chooses it."""

import re

from django.http import HttpRequest
from django.utils import translation

from live.realtime.hub import hub

SEATS = re.compile(r"/play/([0-9]{1,18})/")


def students(request: HttpRequest) -> str:
    """For a student: behind their seat the room's, refusals included; at the door the browser's.

    A room that this process has not drawn yet says its language with its first stage.
    """
    seat = SEATS.match(request.path_info)
    return (hub.language(int(seat[1])) if seat else "") or translation.get_language_from_request(request)
