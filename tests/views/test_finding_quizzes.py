"""The dashboard's search, and the tags that quizzes are filed under."""

from collections.abc import Callable
from html import unescape

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client

from live.models import Question, Quiz
from tests.support.teacher_pages import CAPITAL, CAPITALS, alert, brings

BROWSER = Callable[[User], Client]


def titles(browser: Client, **query: str) -> list[str]:
    """The quizzes that the list shows for a search."""
    page = lxml.html.fromstring(browser.get("/quizzes/", query).content)
    return [each.text_content() for each in page.xpath("//ul[@class='quizzes']//strong")]


def tags(browser: Client, **query: str) -> list[str]:
    """The tags that can be chosen above the list."""
    page = lxml.html.fromstring(browser.get("/quizzes/", query).content)
    return [each.text_content().strip() for each in page.xpath("//ul[@class='tags' and @aria-label]//a")]


@pytest.fixture
def shelf(ada: User) -> dict[str, Quiz]:
    """Three quizzes in three languages."""
    rivers = Quiz.objects.create(owner=ada, title="Water and rivers", tags=["8b", "Geography"])
    Question.append(rivers, kind_slug="single", text="Which is the longest **river**?", content=CAPITALS)
    fractions = Quiz.objects.create(owner=ada, title="Brüche kürzen", tags=["6 c"])
    arabic = Quiz.objects.create(owner=ada, title="الماء والأنهار", tags=["8b"])
    return {"rivers": rivers, "fractions": fractions, "arabic": arabic}


FOUND = [
    ("rivers", ["Water and rivers"]),
    ("RIVER water", ["Water and rivers"]),
    ("longest", ["Water and rivers"]),
    ("geogr", ["Water and rivers"]),
    ("bruche", ["Brüche kürzen"]),
    ("KÜRZ", ["Brüche kürzen"]),
    ("والانهار", ["الماء والأنهار"]),
    ("8b", ["الماء والأنهار", "Water and rivers"]),
    ("  ", ["الماء والأنهار", "Brüche kürzen", "Water and rivers"]),
    ("water bruche", []),
    ("?!", []),
    ("%", []),
    ("_", []),
    ("\0", []),
    ("lyon", []),
]


@pytest.mark.parametrize(("typed", "found"), FOUND)
def test_a_search_goes_through_titles_tags_and_questions(
    browser: Client, shelf: dict[str, Quiz], typed: str, found: list[str]
):
    assert titles(browser, q=typed) == found


@pytest.mark.parametrize("typed", ["x" * 100_000, "qx " * 5_000, " ".join(map(str, range(9000))), "\ufffd"])
def test_no_search_is_too_much(browser: Client, shelf: dict[str, Quiz], typed: str):
    assert titles(browser, q=typed) == []


def test_a_search_finds_ones_own_quizzes_alone(browser_of: BROWSER, shelf: dict[str, Quiz], ben: User):
    Quiz.objects.create(owner=ben, title="Rivers of Ben", tags=["8b"])
    assert titles(browser_of(ben), q="rivers") == ["Rivers of Ben"]
    assert (titles(browser_of(ben), tag="geography"), tags(browser_of(ben))) == ([], ["8b"])


def test_a_tag_is_chosen_whole_and_with_a_search(browser: Client, shelf: dict[str, Quiz]):
    assert titles(browser, tag="8B") == ["الماء والأنهار", "Water and rivers"]
    assert titles(browser, tag="8b", q="water") == ["Water and rivers"]
    assert (titles(browser, tag="8"), titles(browser, tag="6 C"), titles(browser, tag="#")) == (
        [],
        ["Brüche kürzen"],
        [],
    )
    assert tags(browser) == ["6 c", "8b", "Geography"]
    assert tags(browser, tag="8b") == ["All", "6 c", "8b", "Geography"]


def test_a_list_that_follows_while_one_types_is_the_same_list(browser: Client, shelf: dict[str, Quiz]):
    whole = lxml.html.fromstring(browser.get("/quizzes/", {"q": "rivers"}).content).get_element_by_id("found")
    part = browser.get("/quizzes/", {"q": "rivers"}, headers={"HX-Request": "true"}).content
    [alone] = lxml.html.fragments_fromstring(part.decode())
    assert (alone.get("id"), alone.text_content().split()) == ("found", whole.text_content().split())


def test_a_search_follows_every_change_of_a_quiz(browser: Client, shelf: dict[str, Quiz]):
    quiz = shelf["fractions"]
    browser.post(f"/quizzes/{quiz.pk}/rename/", {"title": "Percentages"})
    assert (titles(browser, q="bruche"), titles(browser, q="percent")) == ([], ["Percentages"])
    browser.post(f"/quizzes/{quiz.pk}/questions/new/", CAPITAL | {"text": "Half of a dozen?"})
    assert titles(browser, q="dozen") == ["Percentages"]
    question = quiz.questions.get()
    browser.post(f"/quizzes/questions/{question.pk}/", CAPITAL | {"text": "Half of a score?"})
    assert (titles(browser, q="dozen"), titles(browser, q="score")) == ([], ["Percentages"])
    browser.post(f"/quizzes/questions/{question.pk}/delete/")
    assert titles(browser, q="score") == []
    browser.post(f"/quizzes/questions/{question.pk}/restore/")
    assert titles(browser, q="score") == ["Percentages"]
    brings(browser, quiz, "Seas?\nA) Baltic\nB) Black\nANSWER: A")
    assert titles(browser, q="seas score") == ["Percentages"]
    browser.post(f"/quizzes/{quiz.pk}/duplicate/")
    assert titles(browser, q="seas") == ["Percentages (copy)", "Percentages"]
    browser.post(f"/quizzes/{quiz.pk}/delete/")
    assert titles(browser, q="seas") == ["Percentages (copy)"]
    browser.post(f"/quizzes/{quiz.pk}/restore/")
    assert titles(browser, q="seas score") == ["Percentages (copy)", "Percentages"]


TYPED = [
    ("8b, rivers", ["8b", "rivers"]),
    (" #8b ,, RIVERS; Rivers ", ["8b", "RIVERS"]),
    ("٨ب، أنهار", ["٨ب", "أنهار"]),
    ("地理、川", ["地理", "川"]),
    ("!, ?", []),
    ("", []),
    ("\0\u202e", []),
    ("a" * 30, ["a" * 30]),
]


@pytest.mark.parametrize(("typed", "kept"), TYPED)
def test_tags_are_typed_with_commas_between_them(browser: Client, quiz: Quiz, typed: str, kept: list[str]):
    assert browser.post(f"/quizzes/{quiz.pk}/tags/", {"tags": typed}).headers["Location"] == f"/quizzes/{quiz.pk}/"
    quiz.refresh_from_db()
    assert (quiz.tags, quiz.title) == (kept, "Capitals")
    assert f'name="tags" value="{", ".join(kept)}"' in browser.get(f"/quizzes/{quiz.pk}/").content.decode()
    assert all(titles(browser, tag=tag) == ["Capitals"] for tag in kept)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (",".join("abcdefghi"), "A quiz has at most 8 tags."),
        ("a" * 31, "A tag has at most 30 characters."),
        ("9" * 90_000, "A tag has at most 30 characters."),
    ],
)
def test_too_many_and_too_long_tags_are_refused_and_stay_in_their_field(
    browser: Client, quiz: Quiz, typed: str, sentence: str
):
    response = browser.post(f"/quizzes/{quiz.pk}/tags/", {"tags": typed})
    body = response.content.decode()
    assert (response.status_code, alert(body), f'value="{typed}"' in unescape(body)) == (422, sentence, True)
    quiz.refresh_from_db()
    assert quiz.tags == []


def test_a_copy_has_the_same_tags(browser: Client, shelf: dict[str, Quiz]):
    browser.post(f"/quizzes/{shelf['rivers'].pk}/duplicate/")
    assert titles(browser, tag="geography") == ["Water and rivers (copy)", "Water and rivers"]


def test_an_old_quiz_is_found_from_the_first_day(transactional_db: None, ada: User, browser: Client):
    from tests.models.test_migrations import migrate, newest

    before = migrate([("live", "0010_rules_and_names")])
    quiz = before.get_model("live", "Quiz").objects.create(owner_id=ada.pk, title="Old quiz")
    before.get_model("live", "Question").objects.create(
        quiz=quiz, position=1, kind_slug="single", text="Où est Lyon ?", content=CAPITALS
    )
    migrate(newest())
    assert titles(browser, q="lyon ou old") == ["Old quiz"]
