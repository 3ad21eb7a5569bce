"""Signing in and out, by name and password or by a link that works once."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.models import User
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from live.access import devices, identity, limits
from live.access.ownership import TeacherRequest
from live.content.lines import line
from live.forms.teachers import SignInForm, username
from live.models import SignInLink
from live.realtime.hub import hub

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
def login(request: HttpRequest) -> HttpResponse:
    """Sign in by name and password; attempts are limited by account and address, or by a browser that is known."""
    if request.method != "POST":
        return _login_page(request, SignInForm(request))
    address, name = identity.address(request), username(line(request.POST.get("username", "")))
    device = devices.known(request, name)
    if wait := limits.count_sign_in(address, name, device):
        return _too_often(request, wait)
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        return _login_page(request, form, 422)
    limits.uncount_sign_in(address, name, device)
    return _signed_in(request, form.get_user(), _next(request))


def logout(request: HttpRequest) -> HttpResponse:
    """Sign out, by POST only: a link or a picture on another page must not do it."""
    if request.method == "POST":
        key = request.session.session_key
        auth.logout(request)
        hub.end_session(key)  # after it, so that a socket that opens in between finds no session
    return redirect("account-login")


@sensitive_post_parameters()
@login_required
def password(request: TeacherRequest) -> HttpResponse:
    """Set a new password and sign out the teacher's other browsers; the old one is asked for, if there is one."""
    form_class = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = form_class(request.user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "password", form)
    form.save()
    hub.end_teacher(request.user.pk)
    auth.update_session_auth_hash(request, request.user)
    messages.success(request, _("Your new password is set. Other browsers are signed out."))
    return devices.remember(redirect("quiz-list"), request, request.user)


def signin(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button, because mail programs and scanners open links; pressing it uses the link up."""
    link = _link(secret)
    if link is None:
        return _no_link(request)
    if request.method != "POST":
        return render(request, "live/accounts/signin.html", {"teacher": link.teacher})
    link.use_up()
    return _signed_in(request, link.teacher)


@sensitive_post_parameters()
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Let a new teacher, or one who forgot the password, set one; only that uses the link up."""
    link = _link(secret)
    if link is None:
        return _no_link(request)
    form = SetPasswordForm(link.teacher, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "welcome", form, teacher=link.teacher)
    with transaction.atomic():
        link.use_up()
        form.save()
    hub.end_teacher(link.teacher.pk)
    return _signed_in(request, link.teacher)


def _signed_in(request: HttpRequest, teacher: User, page: str = "/quizzes/") -> HttpResponse:
    """Sign a teacher in, remember the browser, and lead on."""
    auth.login(request, teacher, BACKEND)
    return devices.remember(redirect(page), request, teacher)


def _link(secret: str) -> SignInLink | None:
    """Return a link for an active teacher; a link with a room is for phones and belongs to another page."""
    link = SignInLink.find(secret)
    return link if link is not None and link.room_id is None and link.teacher.is_active else None


def _no_link(request: HttpRequest) -> HttpResponse:
    return render(request, "live/accounts/no_link.html", status=410)


def _page(request: HttpRequest, name: str, form: Form, **context: object) -> HttpResponse:
    """Render a page with a form; 422 when the form was sent and refused."""
    status = 422 if form.is_bound else 200
    return render(request, f"live/accounts/{name}.html", {"form": form, **context}, status=status)


def _login_page(
    request: HttpRequest, form: Form, status: int = 200, refused: str = "", way_out: str = ""
) -> HttpResponse:
    context = {"form": form, "next": _next(request), "refused": refused, "way_out": way_out}
    return render(request, "live/accounts/login.html", context, status=status)


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    minutes = -(-wait // 60)
    again = ngettext("Please try again in %d minute.", "Please try again in %d minutes.", minutes) % minutes
    form = SignInForm(request, initial={"username": request.POST.get("username", "")})
    way_out = _(
        "A browser in which you have signed in before is not held up by others, and a sign-in link always works: "
        "whoever runs this installation can give you one."
    )
    response = _login_page(request, form, 429, f"{_('Too many attempts to sign in.')} {again}", way_out)
    response["Retry-After"] = str(wait)
    return response


def _next(request: HttpRequest) -> str:
    """Return the page that the teacher wanted, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else "/quizzes/"
