"""Browsers in which a teacher has signed in before: each has attempts of its own, whatever others try where it is.

This is the device cookie of OWASP's "Blocking Brute Force Attacks": it names one account, is signed, goes to the
sign-in page alone, and is worth nothing once that account has another password.
"""

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from live.models.keys import new_key

COOKIE, PATH = "device", "/login/"
LASTS = 60 * 60 * 24 * 365
_devices = signing.Signer(salt="live.device")


def remember(response: HttpResponse, request: HttpRequest, teacher: User) -> HttpResponse:
    """Mark the browser as one in which this teacher has signed in."""
    value = _devices.sign(f"{teacher.pk}:{new_key()}:{_password_mark(teacher)}")
    secure = request.is_secure()
    response.set_cookie(COOKIE, value, LASTS, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


def known(request: HttpRequest, username: str) -> str:
    """Return the browser's own key if this account signed in here with its present password; "" otherwise."""
    try:
        number, key, mark = _devices.unsign(request.COOKIES.get(COOKIE, "")).split(":")
    except (signing.BadSignature, ValueError):
        return ""
    teacher = User.objects.filter(pk=number, username=username, is_active=True).first()
    return key if teacher and constant_time_compare(mark, _password_mark(teacher)) else ""


def _password_mark(teacher: User) -> str:
    """Return a short name of the stored password, which changes with it and does not tell it."""
    return salted_hmac("live.device", teacher.password).hexdigest()[:16]
