"""Class lists: pasted, mended, printed as cards, and gone at the end of the school year."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import localdate

from live import clock
from live.models import Pupil, Roll
from live.retention.purge import purge
from tests.support.teacher_pages import errors

PASTED = "Ada Lovelace\t0012\nBo Li\nBo Lind"
SENT = {"name": "Ada Byron", "shown_as": "Ada", "ident": "0014", "extra": "50", "calm": "on"}


@pytest.fixture
def roll(ada: User) -> Roll:
    """Ada's class 8b: Ada Lovelace, Bo Li and Bo Lind."""
    client = Client()
    client.force_login(ada)
    client.post("/rolls/", {"title": "8b", "last_day": f"{localdate() + timedelta(days=100)}", "pupils": PASTED})
    return Roll.objects.get()


def said(body: bytes) -> str:
    """What a page says, tags left out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_a_pasted_list_becomes_a_class(roll: Roll, browser: Client):
    assert list(roll.pupils.values_list("name", "shown_as", "ident")) == [
        ("Ada Lovelace", "Ada", "0012"),
        ("Bo Li", "Bo Li", ""),
        ("Bo Lind", "Bo Lind", ""),
    ]
    assert "Ada Lovelace Ada 0012 Bo Li Bo Li Bo Lind Bo Lind" in said(browser.get(f"/rolls/{roll.pk}/").content)
    assert "8b 3 pupils" in said(browser.get("/rolls/").content)


def test_lines_with_a_fault_are_named_and_nothing_is_lost(browser: Client):
    sent = {"title": "", "last_day": "2020-01-01", "pupils": "Ada\n;7\nada"}
    response = browser.post("/rolls/", sent)
    assert (response.status_code, Roll.objects.count()) == (422, 0)
    assert errors(response.content.decode()) == {
        "title": "Please type what the class is called.",
        "pupils": "Line 2: There is no name. Line 3: The same as line 1. Add what tells them apart.",
        "last_day": "Please choose a day from today to a year and a half from now.",
    }
    assert "Ada\n;7\nada</textarea>" in response.content.decode()


def test_more_pupils_are_added_but_nobody_twice(roll: Roll, browser: Client):
    assert browser.post(f"/rolls/{roll.pk}/add/", {"pupils": "Cem Kaya\nAda"}).status_code == 302
    assert list(roll.pupils.values_list("shown_as", flat=True)) == ["Ada 2", "Ada", "Bo Li", "Bo Lind", "Cem"]
    response = browser.post(f"/rolls/{roll.pk}/add/", {"pupils": "Dina\nBo Li\nEve;0012"})
    assert errors(response.content.decode()) == {
        "pupils": "Line 2: Bo Li is on the list already. Line 3: Eve is on the list already."
    }


def test_a_pupil_is_mended(roll: Roll, browser: Client):
    ada = roll.pupils.get(ident="0012")
    assert browser.post(f"/rolls/pupils/{ada.pk}/", SENT).headers["Location"] == f"/rolls/{roll.pk}/"
    ada.refresh_from_db()
    assert (ada.name, ada.shown_as, ada.ident, ada.extra, ada.calm) == ("Ada Byron", "Ada", "0014", 50, True)


def test_two_pupils_are_never_alike(roll: Roll, browser: Client):
    roll.pupils.filter(name="Bo Li").update(ident="77")
    ada = roll.pupils.get(ident="0012")
    response = browser.post(f"/rolls/pupils/{ada.pk}/", SENT | {"shown_as": "bo li", "ident": "77", "extra": "33"})
    assert (response.status_code, errors(response.content.decode())) == (
        422,
        {
            "shown_as": "Somebody of this class is shown by this name. Add what tells them apart.",
            "ident": "Somebody of this class has this number.",
            "extra": "Please choose one of these.",
        },
    )


def test_a_card_is_a_code_with_name_class_and_school_year(roll: Roll, browser: Client):
    body = browser.get(f"/rolls/{roll.pk}/cards/").content
    assert body.count(b'class="qr"') == 3
    assert f"Ada Lovelace 8b · {roll.school_year} Scan me" in said(body)
    one = roll.pupils.get(name="Bo Li")
    assert browser.get(f"/rolls/{roll.pk}/cards/?pupil={one.pk}").content.count(b'class="qr"') == 1


@pytest.mark.parametrize(
    ("last_day", "year"),
    [
        (date(2027, 7, 31), "2026/27"),
        (date(2027, 8, 1), "2027/28"),
        (date(2027, 1, 31), "2026/27"),
        (date(2100, 3, 1), "2099/00"),
    ],
)
def test_the_school_year_of_a_card(last_day: date, year: str):
    assert Roll(last_day=last_day).school_year == year


def test_a_lost_card_ends_with_the_new_one(roll: Roll, browser: Client):
    ada = roll.pupils.get(ident="0012")
    lost = ada.key
    response = browser.post(f"/rolls/pupils/{ada.pk}/card/")
    assert response.headers["Location"] == f"/rolls/{roll.pk}/cards/?pupil={ada.pk}"
    assert not Pupil.objects.filter(key=lost).exists()


def test_a_pupil_and_a_whole_list_go_for_good(roll: Roll, browser: Client):
    ada = roll.pupils.get(ident="0012")
    browser.post(f"/rolls/pupils/{ada.pk}/remove/")
    assert "Delete this class list? 8b , 2 pupils" in said(browser.get(f"/rolls/{roll.pk}/delete/").content)
    assert browser.post(f"/rolls/{roll.pk}/delete/").headers["Location"] == "/rolls/"
    assert (Roll.objects.count(), Pupil.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", ["", "add/", "cards/", "delete/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_list_is_there_for_its_teacher_alone(
    roll: Roll, ben: User, browser_of: Callable[[User], Client], page: str, method: str
):
    assert getattr(browser_of(ben), method)(f"/rolls/{roll.pk}/{page}").status_code in {404, 302}
    assert getattr(Client(), method)(f"/rolls/{roll.pk}/{page}").status_code == 302
    assert roll.pupils.count() == 3


@pytest.mark.parametrize("page", ["", "card/", "remove/"])
def test_a_pupil_is_there_for_their_teacher_alone(
    roll: Roll, ben: User, browser_of: Callable[[User], Client], page: str
):
    ada = roll.pupils.get(ident="0012")
    assert browser_of(ben).post(f"/rolls/pupils/{ada.pk}/{page}", SENT).status_code == 404
    assert list(roll.pupils.values_list("name", "key").filter(pk=ada.pk)) == [("Ada Lovelace", ada.key)]


def test_a_list_says_two_weeks_before_that_it_goes_and_then_goes(roll: Roll, browser: Client):
    with clock.frozen():
        clock.pass_(timedelta(days=85))
        assert "goes after" not in said(browser.get("/rolls/").content)
        clock.pass_(timedelta(days=1))
        assert "goes after" in said(browser.get("/rolls/").content)
        assert "This list goes after" in said(browser.get(f"/rolls/{roll.pk}/").content)
        clock.pass_(timedelta(days=14))
        purge()
        assert Roll.objects.exists()
        clock.pass_(timedelta(days=1))
        purge()
        assert (Roll.objects.exists(), Pupil.objects.exists()) == (False, False)


def test_a_new_list_is_kept_until_the_end_of_the_school_year(browser: Client, ada: User):
    with clock.frozen():
        ends = Roll(owner=ada).last_day
        assert (ends.month, ends.day, 0 <= (ends - localdate(clock.now())).days <= 366) == (7, 31, True)
        assert f'value="{ends}"' in browser.get("/rolls/").content.decode()
