"""Our own package loses nothing on the way, and is read as any foreign file."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from live.content.pictures import Picture, keep, own
from live.content.reencode import Encoded
from live.formats import package
from live.formats.found import CHANGED, LOST, REFUSED, Reading, Remark, Unreadable
from live.formats.given import Given, GivenQuiz
from live.formats.opened import opened as opened_file
from live.formats.readers import Asked, read
from live.forms.incoming import Inbox, ReadFile
from live.kinds import all_kinds
from live.refusal import Refused
from tests.support.examples import EXAMPLES, SLUGS
from tests.support.picture_files import opened, picture
from tests.support.random_contents import LINES, TEXTS, contents

WEBP = {
    "lossy": picture((90, 60), format="WEBP"),
    "drawing": picture((31, 70), "blue", format="WEBP", lossless=True),
    "seen through": picture((64, 48), (0, 0, 0, 90), "RGBA", format="WEBP"),
}
KINDS = {each.slug: each for each in all_kinds()}


@pytest.fixture
def stored(settings: Settings, tmp_path: Path) -> list[Picture]:
    """Pictures that this server has written."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return [keep(Encoded(WEBP["lossy"], 90, 60), None), keep(Encoded(WEBP["drawing"], 31, 70), None)]


def described(shown: Picture, alt: str) -> Picture:
    return Picture(shown.name, shown.width, shown.height, alt)


@st.composite
def questions(draw: st.DrawFn, stored: list[Picture]) -> tuple[Given, Picture | None]:
    """A question as it is kept, and its picture."""
    of = KINDS[draw(st.sampled_from(SLUGS))]
    shown = [described(each, "A thing") for each in stored]
    own = draw(st.sampled_from(shown if of.pictured else [None, *shown]))
    return Given(
        of.slug,
        draw(TEXTS.filter(str.strip)),
        draw(contents(of.slug, own, shown)),
        draw(st.one_of(st.none(), st.integers(5, 300))),
        draw(st.integers(0, 5)) if of.scores else 1,
        draw(TEXTS),
        draw(TEXTS),
        own.name if own else "",
        own.alt if own else "",
    ), own


def as_kept(question: Given, own: Picture | None) -> dict[str, Any]:
    """The fields of the question that is kept."""
    words = {name: getattr(question, name) for name in ("text", "content", "seconds", "weight", "explanation", "notes")}
    return {"kind_slug": question.kind, "picture": own and own.kept, **words}


def comes_in(content: bytes) -> tuple[Reading, Inbox]:
    """What a file brings, out of the child and judged."""
    head, pictures = read(Asked(content)).message()
    reading = Reading.of(head, io.BytesIO(pictures))
    inbox = Inbox([])
    inbox.take(ReadFile("x.showofhands", reading))
    return reading, inbox


@given(data=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_goes_out_comes_in_again_whatever_its_kind_and_with_its_pictures(stored, data):
    asked = data.draw(st.lists(questions(stored), max_size=6))
    title, tags = data.draw(LINES), data.draw(st.lists(LINES, max_size=3))
    files = dict(zip([each.name for each in stored], [WEBP["lossy"], WEBP["drawing"]], strict=True))
    quiz = GivenQuiz(title, [each for each, _own in asked], tags, files)
    reading, inbox = comes_in(package.dump(quiz))
    assert (reading.title, reading.tags, reading.remarks) == (title, {"": tags}, [])
    assert [each.fields for each in inbox.questions] == [as_kept(*each) for each in asked]
    told = {remark for each in inbox.questions for remark in each.remarks}
    assert told <= {("changed", "This question comes twice.")}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_comes_through_with_its_example(slug, stored):
    own = stored[0] if KINDS[slug].pictured else None
    content = KINDS[slug].on_picture(EXAMPLES[slug].content, own)
    question = Given(slug, "Q?", content, 20, 1, "Because.", "Ask Ben.", own.name if own else "", "A map")
    [back] = comes_in(package.dump(GivenQuiz("T", [question], [], {stored[0].name: WEBP["lossy"]})))[1].questions
    assert (back.fields, back.remarks) == (as_kept(question, own and described(own, "A map")), [])


def test_several_quizzes_go_into_one_file_with_each_picture_once(stored):
    asked = Given("cloud", "How?", {"words": 1}, picture=stored[0].name, alt="Rain")
    quizzes = [
        GivenQuiz(title, [asked], [f"class {n}"], {stored[0].name: WEBP["lossy"]}) for n, title in enumerate("AAB")
    ]
    content = package.pack(quizzes)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == [
        *("quiz-1.json", "quiz-2.json", "quiz-3.json"),
        f"pictures/{stored[0].name}.webp",
    ]
    _reading, inbox = comes_in(content)
    assert [(each.group, each.tags) for each in inbox.questions] == [
        ("A", ["class 0"]),
        ("A (2)", ["class 1"]),
        ("B", ["class 2"]),
    ]


def test_what_is_written_is_what_the_documents_say(stored):
    flag = described(stored[0], "A flag")
    content = {"choices": ["A", "Lyon"], "right": [1], "pictures": [flag.kept, None]}
    question = Given("single", "Capital?", content, 20, 2, "Because.", "", stored[1].name, "A map")
    files = {stored[0].name: WEBP["lossy"], stored[1].name: WEBP["drawing"]}
    packed = zipfile.ZipFile(io.BytesIO(package.dump(GivenQuiz("Europe", [question], ["geo"], files))))
    assert json.loads(packed.read("quiz-1.json")) == {
        "format": "showofhands",
        "version": 1,
        "title": "Europe",
        "tags": ["geo"],
        "questions": [
            {
                "kind": "single",
                "text": "Capital?",
                "fields": {"choice": ["A", "Lyon"], "right": ["1"]},
                "seconds": 20,
                "weight": 2,
                "explanation": "Because.",
                "notes": "",
                "picture": {"file": f"pictures/{stored[1].name}.webp", "alt": "A map"},
                "choice_pictures": [{"file": f"pictures/{flag.name}.webp", "alt": "A flag"}, None],
            }
        ],
    }
    assert packed.read(f"pictures/{stored[1].name}.webp") == WEBP["drawing"]


def test_a_question_whose_kind_has_gone_stays_behind_and_says_so():
    gone = Given("essay", "Why?", {})
    assert [each.level for each in package.remarks(gone)] == [REFUSED]
    assert read(Asked(package.dump(GivenQuiz("T", [gone])))).found == []


@pytest.mark.parametrize("look", WEBP)
def test_the_size_of_a_picture_of_ours_is_told_from_its_first_bytes(look, stored):
    keep(Encoded(WEBP[look], 1, 1), None)
    there = own(WEBP[look])
    assert there
    assert (there.width, there.height) == opened(WEBP[look]).size
    assert own(picture()) is None


def test_a_package_of_the_first_version_is_read_by_every_later_one(stored):
    first = json.loads((Path(__file__).parent / "package_1.json").read_text())
    reading, inbox = comes_in(packed(**{"quiz-1.json": first, "pictures/map.webp": WEBP["lossy"]}))
    assert (reading.title, reading.tags) == ("Of every kind", {"": ["class 7", "geography"]})
    shown = described(stored[0], "A map of France")
    assert [(each.fields, each.remarks) for each in inbox.questions] == [
        (as_first(slug, shown if KINDS[slug].pictured else None), []) for slug in SLUGS
    ]


def as_first(slug: str, own: Picture | None) -> dict[str, Any]:
    """What the questions of that package are kept as."""
    of = KINDS[slug]
    content = of.on_picture(EXAMPLES[slug].content, own)
    seconds, weight = (30, 2) if of.scores else (None, 1)
    return as_kept(Given(slug, f"A question of the kind {slug}", content, seconds, weight, "Because.", "Ask Ben."), own)


def test_what_went_out_can_come_in_although_it_is_larger_than_other_files_may_be():
    large = {f"pictures/{n}.webp": os.urandom(6 << 20) for n in range(2)}
    assert len(opened_file(io.BytesIO(packed(**{"quiz-1.json": quiz(CLOUD)}, **large))).found) == 1
    with pytest.raises(Refused) as refused:
        opened_file(io.BytesIO(bytes(30) + b"quiz-1.json" + bytes(32 << 20)))
    assert refused.value.message == "This file is too large: 32 MB at most. Split it, or take out pictures."


# Foreign packages.


def packed(**parts: Any) -> bytes:
    """A zip of these parts; what is no bytes is JSON."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts_of:
        for name, part in parts.items():
            parts_of.writestr(name, part if isinstance(part, bytes) else json.dumps(part))
    return out.getvalue()


def quiz(*asked: Any, **more: Any) -> dict[str, Any]:
    return {"format": "showofhands", "version": 1, "title": "T", "tags": [], "questions": list(asked), **more}


CLOUD = {"kind": "cloud", "text": "How?", "fields": {"words": ["2"]}}


def test_a_newer_version_is_read_as_far_as_it_is_known():
    asked = {**CLOUD, "mood": "blue", "kind2": []}
    reading, inbox = comes_in(packed(**{"quiz-1.json": quiz(asked, {**CLOUD, "kind": "hologram"}, version=7, more=1)}))
    told = "This file is of a newer Show of Hands: what only that one knows is lost."
    assert reading.remarks == [Remark(LOST, told)]
    assert [(each.fields and each.fields["content"], each.remarks) for each in inbox.questions] == [
        ({"words": 2}, []),
        (None, [(REFUSED, "Questions of this kind cannot be asked here.")]),
    ]


def test_it_may_have_been_unpacked_and_packed_again_in_a_folder(stored):
    asked = {**CLOUD, "picture": {"file": "pictures/a.webp", "alt": "Rain"}}
    content = packed(**{"My quiz/quiz-1.json": quiz(asked), "My quiz/pictures/a.webp": WEBP["lossy"]})
    [question] = comes_in(content)[1].questions
    assert question.fields
    assert question.fields["picture"] == described(stored[0], "Rain").kept


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        True,
        -1,
        10**40,
        1.5,
        "",
        "x" * 30_000,
        "\ud800\0",
        [],
        ["x"],
        [[]],
        {},
        {"file": "../../etc/passwd"},
        {"x": {}},
    ],
    ids=lambda wrong: repr(wrong)[:12],
)
def test_wrong_types_anywhere_are_told_in_sentences_and_cost_no_neighbour(wrong, stored):
    names = ("kind", "text", "fields", "seconds", "weight", "explanation", "notes", "picture", "choice_pictures")
    asked = [{**CLOUD, name: wrong} for name in names]
    fields = [{**CLOUD, "fields": {"words": wrong}}, {**CLOUD, "fields": {"words": [wrong]}}]
    _reading, inbox = comes_in(packed(**{"quiz-1.json": quiz(wrong, *asked, *fields, CLOUD)}))
    assert len(inbox.questions) == 13
    kept = [each.fields for each in inbox.questions if each.fields]
    assert kept[-1]["content"] == {"words": 2}
    assert all(each["weight"] in range(6) and each["seconds"] in [None, *range(5, 301)] for each in kept)
    assert all(each.fields or each.remarks[-1][1].endswith(".") for each in inbox.questions)
    json.dumps([each.fields for each in inbox.questions], ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "wrong", [None, 5, "x", [], {"format": "other"}, b"\xff{", b"[" * 100_000, b'{"a":' + b"9" * 5000]
)
def test_a_part_that_is_no_quiz_is_passed_over(wrong):
    with pytest.raises(Unreadable, match="nothing that can be read"):
        read(Asked(packed(**{"quiz-1.json": wrong})))
    assert len(read(Asked(packed(**{"quiz-1.json": wrong, "quiz-2.json": quiz(CLOUD)}))).found) == 1


def test_pictures_that_are_missing_or_damaged_are_told_and_cost_no_question(stored):
    asked = [{**CLOUD, "picture": {"file": name, "alt": "x"}} for name in ("/etc/passwd", "no.webp", "", "bad.webp")]
    content = packed(**{"quiz-1.json": quiz(*asked), "bad.webp": b"bad" * 99})
    damaged = content.replace(b"bad" * 99, b"bed" * 99, 1)
    lost = (LOST, "A picture of it is missing in the file, or too large.")
    assert [(each.fields and each.fields["picture"], each.remarks[0]) for each in comes_in(damaged)[1].questions] == [
        (None, lost)
    ] * 4


def test_bounds_are_kept_and_told():
    [found] = read(Asked(packed(**{"quiz-1.json": quiz({**CLOUD, "seconds": 10**9, "weight": -3})}))).found
    assert (found.seconds, found.weight) == (300, 0)
    assert [each.level for each in found.remarks] == [CHANGED]


def test_only_so_many_questions_are_read():
    reading = read(Asked(packed(**{"quiz-1.json": quiz(*[CLOUD] * (package.MOST_QUESTIONS + 1))})))
    assert (len(reading.found), [each.level for each in reading.remarks]) == (package.MOST_QUESTIONS, [LOST])


def test_pictures_are_read_up_to_a_size_in_all(stored):
    large = {f"pictures/{n}.webp": bytes(9 << 20) for n in range(4)}
    asked = [{**CLOUD, "picture": {"file": name, "alt": ""}} for name in large] * 2
    reading = read(Asked(packed(**{"quiz-1.json": quiz(*asked)}, **large)))
    assert [each.picture for each in reading.found] == [0, 1, 2, None] * 2
    assert (len(reading.pictures), len(reading.found[3].remarks)) == (3, 1)
