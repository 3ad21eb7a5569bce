"""The language of students' pages: in a room the room's, elsewhere the browser's, as Django chooses it."""

import re

from django.http import HttpRequest
from django.utils import translation

from live.realtime.hub import hub

SEATS = re.compile(r"/play/([0-9]{1,18})/")


def students(request: HttpRequest) -> str:
    """Return the language of a student's page, refusals included: under /play/ the room's, elsewhere the browser's.

    The language of a room is known to this process once it has drawn the room.
    """
    seat = SEATS.match(request.path_info)
    return (hub.language(int(seat[1])) if seat else "") or translation.get_language_from_request(request)
