"""QTI 2.x and 3 in: single items and packages."""

import io
import random
import zipfile
from time import process_time

import pytest

from live.formats import readers
from live.formats.found import CHANGED, LOST, REFUSED, Unreadable, choice_fields
from live.formats.qti.qti2 import looks_like, read
from tests.support.picture_files import picture

NS = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'


def values(*texts):
    return "".join(f"<value>{each}</value>" for each in texts)


def mapping(**scores):
    return "".join(
        f'<mapEntry mapKey="{key.replace("__", " ")}" mappedValue="{score}"/>' for key, score in scores.items()
    )


def declared(right=(), mapped="", base="identifier", cardinality="single", ident="RESPONSE", areas=""):
    key = f"<correctResponse>{values(*right)}</correctResponse>" if right else ""
    key += f'<mapping defaultValue="0">{mapped}</mapping>' if mapped else ""
    key += f'<areaMapping defaultValue="0">{areas}</areaMapping>' if areas else ""
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}" baseType="{base}">'
        f"{key}</responseDeclaration>"
    )


def simple(tag="simpleChoice", /, **texts):
    return "".join(f'<{tag} identifier="{ident}">{text}</{tag}>' for ident, text in texts.items())


def asks(name, inside="", prompt="<prompt>Q?</prompt>", ident="RESPONSE", **given):
    more = "".join(f' {key}="{value}"' for key, value in given.items())
    return f'<{name} responseIdentifier="{ident}"{more}>{prompt}{inside}</{name}>'


def item(body="", declarations="", rules="", rest="", title="Question 1", more=""):
    return (
        f'<?xml version="1.0"?><assessmentItem {NS} identifier="i" title="{title}" {more}>{declarations}'
        f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody>{body}</itemBody>'
        f"<responseProcessing>{rules}</responseProcessing>{rest}</assessmentItem>"
    )


def only(*arguments, **more):
    (found,) = read(item(*arguments, **more)).found
    return found


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_png", ".png"), content)
    return made.getvalue()


def opened(**parts):
    return readers.read(readers.Asked(zipped(**parts)))


ABC = simple(a="A &lt; B", b="<p>B</p>", c="2<sup>10</sup>")
THREE = ["A < B", "B", "2¹⁰"]
ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
LIST = asks("inlineChoiceInteraction", simple("inlineChoice", x="red", y="blue"), prompt="", ident="R2")
SETS = (
    f"<simpleMatchSet>{simple('simpleAssociableChoice', l1='Fe', l2='O')}</simpleMatchSet>"
    f"<simpleMatchSet>{simple('simpleAssociableChoice', r1='Iron', r2='Oxygen', r3='Zinc')}</simpleMatchSet>"
)
MATCHED = {"pairs": ["Fe\tIron\nO\tOxygen\n\tZinc"]}
CONSTANT = '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">b</baseValue></match>'
WRONG = CONSTANT.replace(">b<", ">a<")


@pytest.mark.parametrize(
    ("body", "declarations", "made", "fields"),
    [
        (asks("choiceInteraction", ABC, maxChoices=1), declared(["b"]), "single", choice_fields(THREE, [2])),
        (asks("choiceInteraction", ABC, maxChoices=0), declared(["a", "c"], cardinality="multiple"), "several",
         choice_fields(THREE, [1, 3])),
        (asks("choiceInteraction", ABC), declared(mapped=mapping(a=1, c=2)), "single", choice_fields(THREE, [3])),
        (asks("choiceInteraction", ABC, maxChoices=3), declared(mapped=mapping(a=1, b=-1, c=2), cardinality="multiple"),
         "several", choice_fields(THREE, [1, 3])),
        (asks("choiceInteraction", simple(f="False", t="true")), declared(["f"]), "truefalse", {"truth": ["false"]}),
        (asks("choiceInteraction", simple(true="Richtig", false="Falsch")), declared(["true"]), "truefalse",
         {"truth": ["true"]}),
        (asks("orderInteraction", ABC), declared(["c", "a", "b"], cardinality="ordered"), "order",
         {"items": ["2¹⁰\nA < B\nB"], "ordered": ["1"]}),
        (asks("orderInteraction", ABC, maxChoices=2), declared(cardinality="ordered"), "ranking",
         {"choices": ["A < B\nB\n2¹⁰"], "top": ["2"]}),
        (asks("matchInteraction", SETS), declared(["l1 r1", "l2 r2"], base="directedPair"), "match", MATCHED),
        (asks("matchInteraction", SETS), declared(mapped=mapping(l1__r1=1, l2__r2=1, l1__r3=0)), "match", MATCHED),
        (asks("extendedTextInteraction"), declared(base="string"), "text", {}),
        (asks("sliderInteraction", lowerBound=0, upperBound=9), declared(["7"], base="integer"), "number",
         {"right": ["7"], "tolerance": ["0"], "unit": [""], "known": ["7", "0"]}),
        (f"<p>Q?</p><p>{ENTRY}</p>", declared(["Rom"], mapped=mapping(Rom=1, Roma=1, rmo=0.5), base="string"), "short",
         {"accepted": ["Rom\nRoma"]}),
        ("<p>Q?</p>", "", "slide", {}),
    ],
)  # fmt: skip
def test_each_interaction_is_a_kind(body, declarations, made, fields):
    found = only(body, declarations)
    assert (found.kind, found.fields, found.text) == (made, fields, "Q?")
    assert [each.level for each in found.remarks if each.level == REFUSED] == []


def test_the_key_is_the_right_response_else_the_mapping_else_a_constant_of_the_rules():
    body = asks("choiceInteraction", ABC)
    rules = f"<responseCondition><responseIf><not>{WRONG}</not></responseIf>{CONSTANT}</responseCondition>"
    right = [
        only(body, declarations, rules).fields["right"]
        for declarations in (declared(["a"], mapping(b=1)), declared(mapped=mapping(c=1)), declared())
    ]
    assert right == [["1"], ["3"], ["2"]]
    assert [each.level for each in only(body, declared()).remarks] == [CHANGED]


def test_one_who_writes_in_names_of_qti_3_is_read_as_well():
    three = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="Tree">
      <qti-response-declaration identifier="R-1" cardinality="multiple" base-type="identifier">
      <qti-correct-response><qti-value>a</qti-value><qti-value>b</qti-value></qti-correct-response>
      </qti-response-declaration>
      <qti-item-body><p class="x-y">Which?</p>
      <qti-choice-interaction response-identifier="R-1" max-choices="2"><qti-prompt>Two</qti-prompt>
      <qti-simple-choice identifier="a">One</qti-simple-choice><qti-simple-choice identifier="b">Other
      </qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing/>
      <qti-modal-feedback outcome-identifier="F" identifier="x" show-hide="show"><qti-content-body>Well.
      </qti-content-body></qti-modal-feedback></qti-assessment-item>"""
    (found,) = read(three.encode()).found
    assert (found.kind, found.fields, found.text) == (
        "several",
        choice_fields(["One", "Other"], [1, 2]),
        "Which?\n\nTwo",
    )
    assert (found.explanation, found.notes) == ("Well.", "Tree")


def test_gaps_stand_in_the_blocks_from_the_first_one_on():
    body = f"<div><p>Fill <b>in</b>.</p><p>Say {ENTRY}, <i>or</i><br/>{LIST}.</p><p>5 * 3</p></div>"
    found = only(body, declared(["yes", "yeah"], base="string") + declared(["y"], ident="R2"))
    assert (found.kind, found.text) == ("cloze", "Fill **in**.")
    assert found.fields == {"source": ["Say [yes|yeah], or\n[blue ~ red].\n\n5 * 3"]}


def test_words_are_dragged_into_gaps():
    words = simple("gapText", w1="sun", w2="moon", w3="star")
    text = "<p>By day the <gap identifier='g1'/>, by night the <gap identifier='g2'/></p>"
    found = only(asks("gapMatchInteraction", words + text), declared(["w1 g1", "w2 g2"], base="directedPair"))
    assert (found.kind, found.text) == ("cloze", "Q?")
    assert found.fields == {"source": ["By day the [sun ~ moon ~ star], by night the [moon ~ sun ~ star]"]}
    assert only(asks("gapMatchInteraction", words + text), declared(["w1 g1"])).remarks[0].level == REFUSED


def test_more_words_than_a_gap_can_offer_are_told_of():
    words = simple("gapText", **{f"w{at}": f"word {at}" for at in range(12)})
    found = only(asks("gapMatchInteraction", words + "<p><gap identifier='g'/></p>"), declared(["w9 g"]))
    assert found.fields["source"][0].count("~") == 7
    assert [each.level for each in found.remarks] == [CHANGED]


@pytest.mark.parametrize(
    ("rules", "right", "tolerance"),
    [
        ("", "4", "0"),
        ('<equal toleranceMode="absolute" tolerance="0.5 0.5"><variable identifier="RESPONSE"/></equal>', "4", "0.5"),
        ('<equal toleranceMode="relative" tolerance="5"><variable identifier="RESPONSE"/></equal>', "4", "5%"),
        ('<equal toleranceMode="absolute" tolerance="1 2"><variable identifier="RESPONSE"/></equal>', "3..6", "0"),
        ('<or><equal toleranceMode="exact"><variable identifier="RESPONSE"/><baseValue>7</baseValue></equal>'
         '<and><gte><variable identifier="RESPONSE"/><baseValue>10</baseValue></gte>'
         "<lte><variable identifier='RESPONSE'/><baseValue>2e1</baseValue></lte></and></or>", "7; 10..20", "0"),
        ('<not><equal><variable identifier="RESPONSE"/><baseValue>7</baseValue></equal></not>', "4", "0"),
    ],
)  # fmt: skip
def test_numbers_have_the_tolerance_of_the_rules(rules, right, tolerance):
    found = only(f"<p>Q? {ENTRY} <span class='unit'>cm</span></p>", declared(["4"], base="float"), rules)
    assert (found.kind, found.text) == ("number", "Q?")
    assert found.fields | {"known": []} == {"right": [right], "tolerance": [tolerance], "unit": ["cm"], "known": []}


def test_a_number_without_a_key_is_a_poll_and_one_beyond_reading_cannot_come():
    assert only(f"<p>Q? {ENTRY}</p>", declared(base="integer")).fields["right"] == [""]
    assert only(f"<p>Q? {ENTRY}</p>", declared(["1e999999"], base="float")).kind == ""


def test_a_line_is_where_an_entry_stands_in_a_sentence():
    found = only(f"<p>The cow {ENTRY} over the moon.</p>", declared(["jumps"], base="string"))
    assert (found.text, found.fields) == ("The cow _____ over the moon.", {"accepted": ["jumps"]})


def test_several_left_sides_may_share_a_right_one_but_not_the_other_way_round():
    pairs = ["l1 r1", "l2 r1"]
    assert only(asks("matchInteraction", SETS), declared(pairs)).fields == {
        "pairs": ["Fe\tIron\nO\tIron\n\tOxygen\n\tZinc"],
        "groups": ["1"],
    }
    turned = only(asks("matchInteraction", SETS), declared(["l1 r1", "l1 r2", "l2 r3"]))
    assert turned.fields == {"pairs": ["Iron\tFe\nOxygen\tFe\nZinc\tO"], "groups": ["1"]}
    assert only(asks("matchInteraction", SETS), declared([*pairs, "l1 r2"])).kind == ""


AREAS = "".join(
    f'<areaMapEntry shape="{shape}" coords="{coords}" mappedValue="{score}"/>'
    for shape, coords, score in [("rect", "200,200,400,300", 1), ("circle", "650,450,60", 2), ("rect", "0,0,9,9", 0)]
)
HOTSPOTS = (
    '<hotspotChoice identifier="h1" shape="rect" coords="0,0,25%,200" hotspotLabel="North"/>'
    '<hotspotChoice identifier="h2" shape="poly" coords="1200,900,1100,900,1100,700,1200,700"/>'
    '<hotspotChoice identifier="h3" shape="circle" coords="5,5,2"/>'
    '<hotspotChoice identifier="h4" shape="rect" coords="oops"/>'
)


@pytest.mark.parametrize(
    ("name", "inside", "declarations", "areas"),
    [
        ("selectPointInteraction", "", declared(areas=AREAS, base="point"), "C3:D3 *\nG5 *"),
        ("selectPointInteraction", "", declared(["610 250"], base="point"), "G3 *"),
        ("hotspotInteraction", HOTSPOTS, declared(["h2"]), "A1:C2 North\nL8:L9 *"),
    ],
)
def test_a_spot_lies_on_the_picture_of_the_package(name, inside, declarations, areas):
    shown = '<object type="image/png" data="../pic/a%20map.png" width="1200" height="900">A map</object>'
    body = asks(name, shown + inside)
    png = picture()
    reading = opened(items__a_xml=item(body, declarations), **{"pic__a map_png": png})
    (found,) = reading.found
    assert (found.kind, found.text, found.fields) == ("pin", "Q?", {"areas": [areas]})
    assert (found.picture, found.alt, reading.pictures) == (0, "A map", [png])
    assert only(body, declarations).remarks[-1].level == REFUSED


def test_a_picture_that_does_not_say_how_large_it_is_is_measured():
    body = asks("selectPointInteraction", '<object type="image/png" data="m.png"/>')
    size = 600, 300
    reading = opened(a_xml=item(body, declared(["599 299"])), m_png=picture(size))
    assert reading.found[0].fields == {"areas": ["L6 *"]}


def test_pictures_of_choices_come_along_though_a_choice_is_left_out():
    choices = simple(a='<img src="m.png" alt="A map"/>', b="B", c='<img src="gone.png" alt="Gone"/>')
    body, png = asks("choiceInteraction", choices), picture()
    (found,) = opened(a_xml=item(body, declared(["a"])), m_png=png).found
    assert (found.fields, found.choice_alts) == (choice_fields(["A", "B", "Gone"], [1]), ["A map", "", ""])
    assert (found.choice_pictures, [each.level for each in found.remarks]) == ([0, None, None], [LOST])
    twice = asks("choiceInteraction", choices + simple(d="B"))
    (found,) = opened(a_xml=item(twice, declared(["a"])), m_png=png).found
    assert (found.choice_pictures, [each.level for each in found.remarks]) == ([0, None, None], [LOST, CHANGED])


def test_what_is_said_afterwards_and_to_teachers_goes_where_people_find_it():
    said = "<feedbackInline identifier='a' outcomeIdentifier='F'>Nearly</feedbackInline>"
    body = f"""<rubricBlock view="tutor scorer"><p>Ask slowly.</p></rubricBlock>
      <rubricBlock view="candidate"><p>Read well.</p></rubricBlock>
      {asks("choiceInteraction", simple(a=f"A{said}", b="B"))}
      <p>The end <object type="video/mp4" data="x.mp4"/><img src="https://x.example/a.png"/></p>"""
    rest = '<modalFeedback identifier="b" outcomeIdentifier="F" showHide="show"><p>Because.</p></modalFeedback>'
    found = only(body, declared(["b"]), rest=rest, title="On letters")
    assert (found.text, found.explanation) == ("Read well.\n\nQ?\n\nThe end", "Because.")
    assert found.notes.split("\n") == ["https://x.example/a.png", "A: Nearly", "Ask slowly.", "On letters"]
    assert [each.level for each in found.remarks] == [LOST, LOST, LOST]


@pytest.mark.parametrize(
    ("body", "more", "said"),
    [
        (asks("choiceInteraction", ABC) + asks("orderInteraction", ABC), {}, {}),
        (asks("choiceInteraction", ABC) + ENTRY, {}, {}),
        *((asks(name), {}, {"type": name})
          for name in ("hottextInteraction", "graphicOrderInteraction", "associateInteraction", "mediaInteraction",
                       "uploadInteraction", "drawingInteraction", "customInteraction", "portableCustomInteraction")),
        ("<p>Q?</p>", {"more": 'adaptive="true"'}, {}),
        ("<p>Q?</p>", {"declarations": '<templateDeclaration identifier="t"/>'}, {}),
    ],
)  # fmt: skip
def test_what_cannot_come_says_why_and_shows_its_text(body, more, said):
    found = only(body, **more)
    assert (found.kind, [(each.level, each.values) for each in found.remarks]) == ("", [(REFUSED, said)])
    assert found.text.startswith("Q?")


def test_a_package_is_read_in_the_order_of_its_test_then_of_its_manifest_each_item_once():
    test = f"""<assessmentTest {NS} title="My test"><testPart><assessmentSection title="Part 1">
      <assessmentItemRef href="../items/b.xml"><timeLimits maxTime="45"/><weight value="3"/></assessmentItemRef>
      <assessmentItemRef href="../items/a.xml"><timeLimits maxTime="900"/><weight value="0.5"/></assessmentItemRef>
      <assessmentItemRef href="../items/b.xml"/><assessmentItemRef href="gone.xml"/>
      <assessmentItemRef href="test.xml"/></assessmentSection></testPart></assessmentTest>"""
    resource = '<resource type="imsqti_item_xmlv2p2" href="items/{}.xml"/>'
    manifest = f"<manifest><resources>{resource.format('d')}{resource.format('b')}</resources></manifest>"
    items = {
        f"x__items__{name}_xml": item(f"<p>{name}</p>{asks('choiceInteraction', ABC, prompt='')}") for name in "abcd"
    }
    reading = opened(x__imsmanifest_xml=manifest, x__tests__test_xml=test, x__items__e_xml="<assessmentItem", **items)
    assert reading.title == "My test"
    assert [each.text for each in reading.found] == ["b", "a", "d", "", "c"]
    assert [(each.category, each.seconds, each.weight) for each in reading.found[:3]] == [
        ("Part 1", 45, 3),
        ("Part 1", 300, 1),
        ("", None, 1),
    ]
    assert [each.values for each in reading.remarks] == [{"name": "gone.xml"}]


def test_a_broken_manifest_is_told_of():
    reading = opened(imsmanifest_xml="<manifest><resources>", a_xml=item("<p>What?</p>"))
    assert [each.text for each in reading.found] == ["What?"]
    assert [each.words for each in reading.remarks] == [
        "The manifest of this package is broken; tags, and perhaps the order, are lost."
    ]


def test_an_item_that_is_broken_costs_no_other():
    test = f'<assessmentTest {NS}><assessmentItemRef href="a.xml"/><assessmentItemRef href="b.xml"/></assessmentTest>'
    reading = opened(t_xml=test, a_xml=f"<assessmentItem {NS}><itemBody></assessmentItem>", b_xml=item("<p>Q?</p>"))
    assert [(each.kind, each.number) for each in reading.found] == [("", 1), ("slide", 2)]
    assert reading.found[0].remarks[0].words == "This XML file is broken at line %(line)d."


def test_a_file_tells_what_it_is_by_its_root():
    assert [looks_like(text) for text in (item(), f"<qti-assessment-test {NS}/>", "<questestinterop/>")] == [
        True,
        True,
        False,
    ]
    assert readers.read(readers.Asked(item("<p>Q?</p>").encode())).format == "QTI"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("content", [BOMB + item("&b;"), FILE + item("&a;"), f"<assessmentTest {NS}/>", item()[:99]])
def test_entities_and_tests_without_items_are_unreadable(content):
    with pytest.raises(Unreadable):
        read(content.replace('<?xml version="1.0"?>', ""))


def test_names_that_are_there_twice_and_marks_of_ours_do_no_harm():
    twice = declared(["a"]) + declared(["b"])
    choices = simple(a="One") + simple(a="Other")
    assert only(asks("choiceInteraction", choices), twice).fields["right"] == ["1", "2"]
    marked = only(
        f"<p>\ue0000\ue001 &#xE000;7&#xE001; {ENTRY} or {LIST}</p>", declared(["x"]) + declared(["x"], ident="R2")
    )
    assert marked.fields == {"source": ["0 7 [x] or [red ~ blue]"]}


@pytest.mark.parametrize(
    "deep",
    [
        lambda tag: item(f"<{tag}>" * 10_000 + "deep" + f"</{tag}>" * 10_000),
        lambda tag: item(asks("choiceInteraction", ABC), declared(["a"]), f"<{tag}>" * 10_000 + f"</{tag}>" * 10_000),
        lambda tag: item(f"<{tag}>{ENTRY}</{tag}>" * 3_000, declared(["a"])),
        lambda tag: item(f"<{tag}><object data='a.png'/></{tag}>" * 3_000),
        lambda tag: item(asks("matchInteraction", simple(tag, a="b") * 10_000), declared(["a a"] * 10_000)),
    ],
)
def test_time_is_linear(deep):
    started = process_time()
    for tag in ("rubricBlock", "and"):
        read(deep(tag))
    assert process_time() - started < 4


def test_mutated_files_give_a_sentence_or_questions():
    chance = random.Random(7)
    body = f"{asks('choiceInteraction', ABC)}"
    whole = [
        item(body, declared(["a"], mapping(b=1)), CONSTANT),
        item(f"<p>{ENTRY} {LIST}</p>", declared(["4"], base="float") + declared(["x"], ident="R2"), AREAS),
        item(asks("matchInteraction", SETS), declared(["l1 r1", "l2 r2"])),
        item(asks("hotspotInteraction", HOTSPOTS + '<object data="a.png"/>'), declared(["h2"])),
    ]
    seen = set()
    for at in range(300):
        text = list(whole[at % len(whole)])
        for _each in range(chance.randint(1, 3)):
            place = chance.randrange(len(text))
            text[place : place + chance.choice([0, 1, 1, 20])] = chance.choice(
                ["", "<", '"', "\ue000", "é", "9" * 30, "/>"]
            )
        try:
            seen.add(read("".join(text)).found[0].kind)
        except Unreadable:
            seen.add("unreadable")
    assert seen >= {"unreadable", "single"}
