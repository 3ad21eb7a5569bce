"""QTI 1.2 in: Canvas by its types, others by structure."""

from html import escape
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.formats.found import LOST, REFUSED, Unreadable, choice_fields
from live.formats.qti.qti12 import looks_like, read

PNG = b"\x89PNG\r\n\x1a\n..."


def mattext(text, kind="text/html"):
    return f'<material><mattext texttype="{kind}">{escape(text)}</mattext></material>'


def labels(**texts):
    made = (
        f'<response_label ident="{ident}">{mattext(text, "text/plain")}</response_label>'
        for ident, text in texts.items()
    )
    return f"<render_choice>{''.join(made)}</render_choice>"


def lid(ident, inside, cardinality="Single", beside=""):
    return f'<response_lid ident="{ident}" rcardinality="{cardinality}">{beside}{inside}</response_lid>'


def scores(condition, score="100"):
    return (
        f"<respcondition><conditionvar>{condition}</conditionvar>"
        f'<setvar action="Set" varname="SCORE">{score}</setvar></respcondition>'
    )


def equal(value, ident="r", **given):
    more = "".join(f' {name}="{text}"' for name, text in given.items())
    return f'<varequal respident="{ident}"{more}>{value}</varequal>'


def item(answers="", scoring="", kind="", text="<p>Q?</p>", rest="", title="Question"):
    fields = (
        f"<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
        f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
    )
    return (
        f'<item ident="i" title="{title}">{fields if kind else ""}<presentation>{mattext(text)}{answers}</presentation>'
        f"<resprocessing>{scoring}</resprocessing>{rest}</item>"
    )


def file(*items):
    start = '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment title="A quiz"><section>'
    return f"<?xml version='1.0'?>{start}{''.join(items)}</section></assessment></questestinterop>".encode()


def only(*arguments, **more):
    (found,) = read(file(item(*arguments, **more))).found
    return found


ABC = labels(a="A < B", b="B", c="C")
STR = '<response_str ident="r" rcardinality="Single"><render_fib/></response_str>'
NUM = '<response_str ident="r" rcardinality="Single"><render_fib fibtype="Decimal"/></response_str>'
BOTH = lid("response_x", labels(a="red", b="Red"), beside=mattext("x")) + lid(
    "response_y", labels(c="blue", d="green"), beside=mattext("y")
)
KEY = scores(equal("b", "response_x"), "50") + scores(equal("c", "response_y"), "50")
TWO = choice_fields(["A < B", "B", "C"], [1, 2])
NOT_C = f"<and>{equal('a')}{equal('b')}<not>{equal('c')}</not></and>"


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    ("kind", "answers", "scoring", "made", "fields"),
    [
        ("multiple_choice", lid("r", ABC), scores(equal("b")), "single", choice_fields(["A < B", "B", "C"], [2])),
        ("multiple_answers", lid("r", ABC, "Multiple"), scores(NOT_C), "several", TWO),
        ("true_false", lid("r", labels(f="False", t="True")), scores(equal("f")), "truefalse", {"truth": ["false"]}),
        ("short_answer", STR, scores(equal("Red") + equal("red one")), "short", {"accepted": ["Red\nred one"]}),
        ("essay", STR, "", "text", {}),
        ("text_only", "", "", "slide", {}),
        ("matching", BOTH, KEY, "match", {"pairs": ["x\tRed\ny\tblue\n\tred\n\tgreen"]}),
    ],
)  # fmt: skip
def test_each_type_is_read_by_its_name_and_by_structure(named, kind, answers, scoring, made, fields):
    found = only(answers, scoring, f"{kind}_question" if named else "")
    assert (found.kind, found.fields, found.text, found.remarks) == (made, fields, "Q?", [])


def test_gaps_stand_where_the_text_names_them():
    blanks = only(BOTH, KEY, "fill_in_multiple_blanks_question", text="<b>Roses</b> [x], violets [y] [z]")
    assert (blanks.kind, blanks.text) == ("cloze", "")
    assert blanks.fields == {"source": ["Roses [Red|red], violets [blue|green] \\[z]"]}
    for kind in ("multiple_dropdowns_question", ""):
        assert only(BOTH, KEY, kind, text="[x], [y]").fields == {"source": ["[Red ~ red], [blue ~ green]"]}


def test_typed_gaps_stand_where_their_places_are():
    answers = f'{STR}{mattext(" and ")}<response_str ident="s"><render_fib/></response_str>'
    found = only(answers, scores(equal("one") + equal("uno")) + scores(equal("two", "s")), text="Say")
    assert found.fields == {"source": ["Say[one|uno] and [two]"]}


@pytest.mark.parametrize(
    ("condition", "right", "tolerance"),
    [
        (
            f"<or>{equal('200.0', margintype='percent', margin='20.0')}<and><vargte>160</vargte></and></or>",
            "200",
            "20%",
        ),
        (f"<or>{equal('42.0')}<and><vargte>41.5</vargte><varlte>42.5</varlte></and></or>", "42", "0.5"),
        ("<vargte respident='r'>1.50</vargte><varlte respident='r'>2</varlte>", "1.5..2", "0"),
        (f"<or>{equal('42')}<and><vargt>41</vargt><varlte>44</varlte></and></or>", "41..44", "0"),
    ],
)
def test_numbers_have_their_margin(condition, right, tolerance):
    found = only(NUM, scores(condition), "numerical_question")
    assert (found.kind, found.fields["right"], found.fields["tolerance"]) == ("number", [right], [tolerance])


def test_several_numbers_with_margins_of_their_own_are_ranges():
    found = only(NUM, scores(equal("5")) + scores(equal("10", margin="2")))
    assert (found.fields["right"], found.fields["tolerance"], found.remarks) == (["5; 8..12"], ["0"], [])


def test_an_order_is_that_of_the_condition():
    found = only(lid("r", ABC, "Ordered"), scores(equal("c") + equal("a") + equal("b")))
    assert (found.kind, found.fields) == ("order", {"items": ["C\nA < B\nB"], "ordered": ["1"]})
    assert only(lid("r", ABC, "Ordered")).fields == {"items": ["A < B\nB\nC"]}


def test_blackboards_wrappings_are_seen_through():
    content = f"""<questestinterop><assessment title="T"><section title="Part"><item title="A name"><presentation>
      <flow class="Block"><flow class="QUESTION_BLOCK"><flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension>
      <mat_formattedtext type="HTML">&lt;p&gt;2&lt;sup&gt;10&lt;/sup&gt;?&lt;/p&gt;</mat_formattedtext>
      </mat_extension></material></flow></flow><flow class="RESPONSE_BLOCK">
      <response_lid ident="r" rcardinality="Single"><render_choice>
      <flow_label><response_label ident="a"><flow_mat>{mattext("yes")}</flow_mat></response_label></flow_label>
      <flow_label><response_label ident="b"><flow_mat>{mattext("no")}</flow_mat></response_label></flow_label>
      </render_choice></response_lid></flow></flow></presentation><resprocessing><respcondition title="correct">
      <conditionvar>{equal("a")}</conditionvar>
      <setvar variablename="SCORE" action="Set">SCORE.max</setvar>
      <displayfeedback linkrefid="correct"/></respcondition></resprocessing></item></section></assessment>
      </questestinterop>"""
    reading = read(content)
    (found,) = reading.found
    assert (reading.title, found.category, found.text, found.notes) == ("T", "Part", "2¹⁰?", "A name")
    assert (found.kind, found.fields) == ("single", choice_fields(["yes", "no"], [1]))


def test_feedback_goes_where_people_find_it():
    rest = "".join(
        f'<itemfeedback ident="{ident}"><flow_mat>{mattext(f"<p>{words}</p>")}</flow_mat></itemfeedback>'
        for ident, words in {"correct_fb": "Right", "general_fb": "Because", "a_fb": "Close", "x_fb": ""}.items()
    )
    found = only(lid("r", ABC), scores(equal("b")), rest=rest)
    assert (found.explanation, found.notes) == ("Because", "A < B: Close\nRight")
    assert [remark.level for remark in found.remarks] == [LOST]


def test_pictures_are_fetched_by_their_path_in_the_package():
    asked = []

    def fetch(path):
        asked.append(path)
        return PNG

    text = '<img src="$IMS-CC-FILEBASE$/dir/a%20b.png?canvas_=1" alt="Map"><img src="%24IMS-CC-FILEBASE%24/c.png">Q?'
    reading = read(file(item(text=text)), fetch)
    (found,) = reading.found
    assert (asked[0], reading.pictures, found.picture, found.alt) == ("web_resources/dir/a b.png", [PNG], 0, "Map")
    assert [remark.words for remark in found.remarks] == ["A picture could not come along."]
    assert read(file(item(text=text))).pictures == []


@pytest.mark.parametrize("kind", ["calculated_question", "file_upload_question"])
def test_what_cannot_come_is_named_and_costs_no_other(kind):
    one, other, third = read(file(item(kind=kind), item(), item("<response_xy/>"))).found
    assert (one.kind, one.remarks[0].level, one.remarks[0].values) == ("", REFUSED, {"type": kind})
    assert (other.kind, third.kind, third.remarks[0].values) == ("slide", "", {"type": "response_xy"})


def test_a_bare_item_and_a_bank_are_read():
    assert read(f"<questestinterop>{item()}</questestinterop>").found[0].text == "Q?"
    assert len(read(f"<questestinterop><objectbank>{item()}{item()}</objectbank></questestinterop>").found) == 2


def test_xml_that_is_broken_in_one_item_costs_no_other():
    found = read(file(item(), item(rest="<x>"), item()).replace(b"<section>", b"<section><y>")).found
    assert [each.kind for each in found] == ["slide", "", "slide"]


@pytest.mark.parametrize("content", [b"", b"<questestinterop/>", b"<quiz/>", b"<questestinterop><item>", "no XML"])
def test_what_is_no_qti_is_unreadable(content):
    with pytest.raises(Unreadable):
        read(content)


def test_it_is_told_by_its_root():
    assert looks_like(file())
    assert looks_like("<!DOCTYPE questestinterop SYSTEM 'x.dtd'>\n<questestinterop>")
    assert not looks_like(b"<assessmentItem/>")


PIECES = [
    equal("a"),
    "<not>",
    "</not>",
    "<setvar>9</setvar>",
    "<setvar>x</setvar>",
    "<and>",
    "</and>",
    "<vargte>a</vargte>",
]
ANSWERS = [STR, NUM, BOTH, lid("r", ABC), lid("r", ABC, "Ordered"), lid("r", ABC, "Multiple"), STR + STR, ""]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(ANSWERS))
@settings(max_examples=150, deadline=None)
def test_nothing_but_a_sentence_comes_of_any_file(parts, answers):
    try:
        found = read(file(item(answers, scores("".join(parts))), item())).found
    except Unreadable:
        return
    assert found[-1].kind == "slide"
    assert all(each.kind or each.remarks for each in found)


def test_deep_nesting_takes_linear_time():
    started = process_time()
    deep = "<flow>" * 20_000 + mattext("deep") + "</flow>" * 20_000
    assert only(deep).text == "Q?\n\ndeep"
    read(file("<section title='x'>" * 20_000 + item() + "</section>" * 20_000))
    assert only(lid("r", ABC), scores("<and>" * 20_000 + equal("b") + "</and>" * 20_000)).fields["right"] == ["2"]
    assert process_time() - started < 3
