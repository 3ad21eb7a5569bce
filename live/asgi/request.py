"""Django's request, whose form is text or refused, for usual Django and the lean handler alike."""

from django.core.exceptions import BadRequest
from django.core.handlers.asgi import ASGIRequest

from live.asgi.wellformed import UNREADABLE


class Request(ASGIRequest):
    """A request whose posted values have no NUL, which PostgreSQL refuses, and whose unreadable form is a 400."""

    def _load_post_and_files(self) -> None:
        try:
            super()._load_post_and_files()
        except UNREADABLE as error:  # the head of a part may name a codec that reads no text
            self._mark_post_parse_error()  # type: ignore[attr-defined]
            raise BadRequest("The form cannot be read.") from error
        for _name, values in self._post.lists():  # type: ignore[attr-defined]
            if any("\0" in value for value in values):
                values[:] = [value.replace("\0", "") for value in values]
