"""Allows long requests with pictures to teachers' browsers only, by a signed cookie."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse, parse_cookie

from live.asgi.wellformed import plain_cookies

COOKIE, PATH = "upload", "/quizzes/"
LASTS = 24 * 60 * 60
FORM_BYTES = 48 << 20  # all pictures of one form together
FORM_SECONDS = 600
_signer = TimestampSigner(salt="live.serve.uploads")


def grant(response: HttpResponse) -> HttpResponse:
    """Set the cookie that allows pictures, on a page with a form for them."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, _signer.sign("teacher"), LASTS, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


def is_granted(cookies: Iterable[bytes]) -> bool:
    """Tell whether Cookie headers hold the signed cookie; this reads no database, as the body has not come yet."""
    return any(map(_is_signed, cookies))


def _is_signed(header: bytes) -> bool:
    try:
        return (
            _signer.unsign(parse_cookie(plain_cookies(header).decode("latin-1")).get(COOKIE, ""), max_age=LASTS)
            == "teacher"
        )
    except BadSignature:
        return False
