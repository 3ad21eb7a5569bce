"""Class lists: who is on them, what each needs, and the cards by which they come in."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from live.access.ownership import TeacherRequest, own_pupil, own_roll, post_only
from live.forms.rolls import PupilForm, PupilsForm, RollForm
from live.models import Pupil, Roll
from live.models.roll import end_of_year
from live.rendering.context import join_url, qr
from live.views.term import lessons_context

ON_A_PAGE = 100
"Cards: a QR takes 4 ms of CPU."
MOST_DIGITS = 19
"Of an id in a database."
EXTRAS = {
    Pupil.Extra.NONE: gettext_lazy("None"),
    Pupil.Extra.QUARTER: gettext_lazy("A quarter more"),
    Pupil.Extra.HALF: gettext_lazy("Half as much again"),
    Pupil.Extra.DOUBLE: gettext_lazy("Twice the time"),
    Pupil.Extra.UNTIL_REVEAL: gettext_lazy("Until the reveal"),
}


@login_required
def rolls(request: TeacherRequest) -> HttpResponse:
    """List this teacher's class lists; POST makes one from what was pasted."""
    if request.method != "POST":
        return _rolls_page(request, RollForm(initial={"last_day": end_of_year()}), PupilsForm())
    form, pasted = RollForm(request.POST), PupilsForm(request.POST)
    if not (form.is_valid() & pasted.is_valid()):
        return _rolls_page(request, form, pasted, status=422)
    with transaction.atomic():
        roll = Roll.objects.create(owner=request.user, **form.cleaned_data)
        roll.enter(pasted.found.pupils)
    return redirect("roll-show", roll.pk)


def _rolls_page(request: TeacherRequest, form: RollForm, pasted: PupilsForm, status: int = 200) -> HttpResponse:
    own = Roll.objects.filter(owner=request.user).annotate(count=Count("pupils"))
    context = {"rolls": own, "form": form, "pasted": pasted}
    return render(request, "live/rolls/rolls.html", context, status=status)


@login_required
def roll(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show a class list; POST changes its title and its last day."""
    found = own_roll(request, pk)
    if request.method != "POST":
        return _roll_page(request, found)
    form = RollForm(request.POST)
    if not form.is_valid():
        return _roll_page(request, found, form=form, status=422)
    found.title, found.last_day = form.cleaned_data["title"], form.cleaned_data["last_day"]
    found.save(update_fields=["title", "last_day"])
    return redirect("roll-show", pk)


@login_required
@post_only
def add_pupils(request: TeacherRequest, pk: int) -> HttpResponse:
    """Put those who were pasted on the list."""
    found = own_roll(request, pk)
    pasted = PupilsForm(request.POST, found)
    if not pasted.is_valid():
        return _roll_page(request, found, pasted=pasted, status=422)
    with transaction.atomic():
        found.enter(pasted.found.pupils)
    count = len(pasted.found.pupils)
    messages.success(request, ngettext("%d pupil has been added.", "%d pupils have been added.", count) % count)
    return redirect("roll-show", pk)


def _roll_page(request: TeacherRequest, roll: Roll, status: int = 200, **forms: Any) -> HttpResponse:
    first = {"title": roll.title, "last_day": roll.last_day}
    pupils = list(roll.pupils.all())
    context = {"roll": roll, "pupils": pupils, "form": RollForm(initial=first), "pasted": PupilsForm()}
    over = lessons_context(roll, pupils, by_mean=request.GET.get("by") == "mean")
    return render(request, "live/rolls/roll.html", context | over | forms, status=status)


@login_required
def delete_roll(request: TeacherRequest, pk: int) -> HttpResponse:
    """Ask, then delete a class list with its cards and what each pupil needs."""
    found = own_roll(request, pk)
    if request.method != "POST":
        return render(request, "live/rolls/delete.html", {"roll": found, "count": found.pupils.count()})
    found.delete()
    messages.success(request, _("The class list is deleted."))
    return redirect("roll-list")


@login_required
def pupil(request: TeacherRequest, pk: int) -> HttpResponse:
    """Show one pupil; POST changes what is known of them."""
    found = own_pupil(request, pk)
    form = PupilForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.keep()
        return redirect("roll-show", found.roll_id)
    context = {"pupil": found, "roll": found.roll, "form": form, "extras": EXTRAS.items()}
    return render(request, "live/rolls/pupil.html", context, status=422 if form.is_bound else 200)


@login_required
@post_only
def new_card(request: TeacherRequest, pk: int) -> HttpResponse:
    """End a pupil's lost card, and show the new one."""
    found = own_pupil(request, pk)
    found.renew_card()
    messages.success(request, _("The lost card has ended. This is the new one."))
    return redirect(reverse("roll-cards", args=[found.roll_id]) + f"?pupil={found.pk}")


@login_required
@post_only
def remove_pupil(request: TeacherRequest, pk: int) -> HttpResponse:
    """Take a pupil off the list, with the card."""
    found = own_pupil(request, pk)
    found.delete()
    messages.success(request, _("%s is off the list.") % found.name)
    return redirect("roll-show", found.roll_id)


@login_required
def cards(request: TeacherRequest, pk: int) -> HttpResponse:
    """Render the cards for printing, as many as a class has at once: all of them, or that of one pupil."""
    roll = own_roll(request, pk)
    one = request.GET.get("pupil", "")
    pupils = roll.pupils.filter(pk=one) if one.isdecimal() and len(one) < MOST_DIGITS else roll.pupils.all()
    page, address = Paginator(pupils, ON_A_PAGE).get_page(request.GET.get("page")), join_url()
    printed = [Card(each, qr(f"{address}/me/{each.key}/")) for each in page.object_list]
    context = {"roll": roll, "page": page, "cards": printed, "address": address}
    return render(request, "live/rolls/cards.html", context)


class Card(NamedTuple):
    """One card on paper."""

    pupil: Pupil
    qr: SafeString
