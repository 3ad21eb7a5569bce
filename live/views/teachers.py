"""The owner's page of teachers: who may sign in, and their links."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from live.access.ownership import TeacherRequest, other_teacher, require_owner
from live.forms.retention import KeepForm
from live.forms.teachers import TeacherForm, username
from live.models import School, SignInLink
from live.realtime.hub import hub
from live.server import addresses

LINK_MINUTES = 7 * 24 * 60


@login_required
def teachers(request: TeacherRequest) -> HttpResponse:
    """List everybody who has an account."""
    require_owner(request)
    return _page(request, TeacherForm())


@login_required
def add_teacher(request: TeacherRequest) -> HttpResponse:
    """Make an account without a password, and show once the link by which the teacher sets one."""
    require_owner(request)
    form = TeacherForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, form, status=422 if form.is_bound else 200)
    name = form.cleaned_data["name"]
    teacher = User(username=username(name), first_name=name)
    teacher.set_unusable_password()
    teacher.save(force_insert=True)
    return _page(request, TeacherForm(), welcome(teacher), teacher)


@login_required
def link_teacher(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show a fresh link for a teacher who forgot the password, lost the link, or was removed and comes back."""
    teacher = other_teacher(request, pk)
    if request.method != "POST":
        return redirect("teacher-list")
    teacher.is_active = True
    teacher.save(update_fields=["is_active"])
    return _page(request, TeacherForm(), welcome(teacher), teacher)


@login_required
def remove_teacher(request: TeacherRequest, pk: int) -> HttpResponse:
    """Ask, then shut a teacher out: passwords, links and open browsers end. The quizzes stay."""
    teacher = other_teacher(request, pk)
    if request.method != "POST":
        return render(request, "live/accounts/remove.html", {"teacher": teacher})
    teacher.is_active = False
    teacher.save(update_fields=["is_active"])
    hub.end_teacher(teacher.pk)
    SignInLink.objects.filter(teacher=teacher).delete()
    return redirect("teacher-list")


@login_required
def keep(request: TeacherRequest) -> HttpResponse:
    """Set for how many days after the end of a room its names are kept."""
    require_owner(request)
    if request.method != "POST":
        return redirect("teacher-list")
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _page(request, TeacherForm(), status=422, keep_form=form)
    School.objects.update_or_create(pk=1, defaults={"keep_days": form.cleaned_data["days"]})
    days = form.cleaned_data["days"]
    kept = ngettext("Names are now kept for %(days)d day.", "Names are now kept for %(days)d days.", days)
    messages.success(request, kept % {"days": days})
    return redirect("teacher-list")


def welcome(teacher: User) -> str:
    """Return the address at which a teacher sets a password within 7 days; older links end."""
    SignInLink.objects.filter(teacher=teacher, room=None).delete()
    secret = SignInLink.issue(teacher, minutes=LINK_MINUTES)
    return addresses.join_url(School.get().address) + reverse("account-welcome", args=[secret])


def _page(
    request: TeacherRequest,
    form: TeacherForm,
    link: str = "",
    teacher: User | None = None,
    status: int = 200,
    keep_form: KeepForm | None = None,
) -> HttpResponse:
    teachers = User.objects.order_by("-is_superuser", "-is_active", "username")
    context = {"form": form, "teachers": teachers, "link": link, "linked": teacher}
    context["keep_form"] = keep_form or KeepForm(initial={"days": School.get().keep_days})
    return render(request, "live/accounts/teachers.html", context, status=status)
