"""Who may send as much as a picture: a teacher's browser, which has a signed word of ours; nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse

COOKIE, PATH = "upload", "/quizzes/"
LASTS = 24 * 60 * 60
FORM_BYTES = 24 << 20  # all pictures of one form together
FORM_SECONDS = 600
_signer = TimestampSigner(salt="live.serve.uploads")


def grant(response: HttpResponse) -> HttpResponse:
    """The page with a form for pictures, with the word that its browser may send them."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, _signer.sign("teacher"), LASTS, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


def is_granted(cookies: Iterable[bytes]) -> bool:
    """Whether these Cookie headers have the word. Told by its signature: no database is asked about bytes."""
    return any(map(_has_word, cookies))


def _has_word(header: bytes) -> bool:
    try:
        morsel = SimpleCookie(header.decode("latin-1")).get(COOKIE)
        return morsel is not None and _signer.unsign(morsel.value, max_age=LASTS) == "teacher"
    except (BadSignature, CookieError):
        return False
