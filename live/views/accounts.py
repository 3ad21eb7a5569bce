"""How teachers come in and go out: name and password, or a link that works once."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from live.access import identity, limits
from live.access.ownership import TeacherRequest
from live.content.lines import line
from live.forms.teachers import SignInForm, username
from live.models import SignInLink
from live.realtime.hub import hub

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
def login(request: HttpRequest) -> HttpResponse:
    """Sign in by name and password; how often is limited by account and address."""
    if request.method != "POST":
        return _login_page(request, SignInForm(request))
    address, name = identity.address(request), username(line(request.POST.get("username", "")))
    if wait := limits.count_sign_in(address, name):
        return _too_often(request, wait)
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        return _login_page(request, form, 422)
    limits.uncount_sign_in(address, name)
    auth.login(request, form.get_user())
    return redirect(_next(request))


def logout(request: HttpRequest) -> HttpResponse:
    """Sign out, by POST alone: a link or a picture somewhere must not do it."""
    if request.method == "POST":
        key = request.session.session_key
        auth.logout(request)
        hub.end_session(key)  # behind it: a socket that knocks in between finds no session any more
    return redirect("account-login")


@sensitive_post_parameters()
@login_required
def password(request: TeacherRequest) -> HttpResponse:
    """A new password, which signs all other browsers of this teacher out; who has none yet is not asked for it."""
    form_class = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = form_class(request.user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "password", form)
    form.save()
    hub.end_teacher(request.user.pk)
    auth.update_session_auth_hash(request, request.user)
    messages.success(request, _("Your new password is set. Other browsers are signed out."))
    return redirect("quiz-list")


def signin(request: HttpRequest, secret: str) -> HttpResponse:
    """A button first, because mail programs and scanners open links; pressing it uses the link up."""
    link = _link(secret)
    if link is None:
        return _no_link(request)
    if request.method != "POST":
        return render(request, "live/accounts/signin.html", {"teacher": link.teacher})
    link.use_up()
    auth.login(request, link.teacher, BACKEND)
    return redirect("quiz-list")


@sensitive_post_parameters()
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """A teacher who was added, or forgot, sets a password; only that uses the link up."""
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
    auth.login(request, link.teacher, BACKEND)
    return redirect("quiz-list")


def _link(secret: str) -> SignInLink | None:
    """A link that signs a teacher in who may; those for phones (with a room) are another page's."""
    link = SignInLink.find(secret)
    return link if link is not None and link.room_id is None and link.teacher.is_active else None


def _no_link(request: HttpRequest) -> HttpResponse:
    return render(request, "live/accounts/no_link.html", status=410)


def _page(request: HttpRequest, name: str, form: Form, **context: object) -> HttpResponse:
    """A page of its form; 422 when the form has been sent and refused."""
    status = 422 if form.is_bound else 200
    return render(request, f"live/accounts/{name}.html", {"form": form, **context}, status=status)


def _login_page(request: HttpRequest, form: Form, status: int = 200, refused: str = "") -> HttpResponse:
    context = {"form": form, "next": _next(request), "refused": refused}
    return render(request, "live/accounts/login.html", context, status=status)


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    minutes = -(-wait // 60)
    again = ngettext("Please try again in %d minute.", "Please try again in %d minutes.", minutes) % minutes
    form = SignInForm(request, initial={"username": request.POST.get("username", "")})
    response = _login_page(request, form, 429, f"{_('Too many attempts to sign in.')} {again}")
    response["Retry-After"] = str(wait)
    return response


def _next(request: HttpRequest) -> str:
    """Where the teacher was going, if that is ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else "/quizzes/"
