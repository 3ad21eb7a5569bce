"""Class lists as teachers paste them."""

import pytest

from live.content.class_list import MOST_PUPILS, Fault, Listed, read, shown_names

ADA, BO = Listed("Ada Lovelace", "0012"), Listed("Bo Li", "0013")


@pytest.mark.parametrize(
    "pasted",
    [
        "Ada Lovelace\t0012\nBo Li\t0013",
        "Ada Lovelace;0012\r\nBo Li;0013\r\n",
        "\ufeffAda Lovelace ; 0012\n\n   \nBo  Li;0013;\n",
        '"Lovelace, Ada";"0012"\n"Li, Bo";"0013"',
        "1\tAda Lovelace\t0012\n2\tBo Li\t0013",
        "0012\tAda Lovelace\n0013\tBo Li",
        "Ada\tLovelace\t0012\nBo\tLi\t0013",
        "Name;Nummer\nAda Lovelace;0012\nBo Li;0013",
        "Nachname\tVorname\tNummer\nLovelace\tAda\t0012\nLi\tBo\t0013",
        "ID;Surname;First name\n0012;Lovelace;Ada\n0013;Li;Bo",
        "1. Ada Lovelace;0012\n2. Bo Li;0013",
        "1) Lovelace, Ada;0012\n2) Li, Bo;0013",
        "- Ada Lovelace;0012\n- Bo Li;0013",
        "☐ Ada Lovelace;0012\n☐ Bo Li;0013",
        "Ada\u00a0Lovelace;0012\nBo\u200b Li;0013",
        "Ada Lovelace\u20280012".replace("\u2028", ";") + "\n\n\nBo Li;0013",
    ],
)
def test_two_pupils_are_found_however_they_were_pasted(pasted: str) -> None:
    assert read(pasted) == ([ADA, BO], [])


def test_names_alone_are_enough() -> None:
    names = ["Ada", "Lovelace, Bo", "• Cem Kaya", "Dina\tEid", "محمد علي", "Jean-Luc d'Ø"]
    found = [read(name).pupils for name in names]
    assert found == [
        [Listed("Ada")],
        [Listed("Bo Lovelace")],
        [Listed("Cem Kaya")],
        [Listed("Dina Eid")],
        [Listed("محمد علي")],
        [Listed("Jean-Luc d'Ø")],
    ]


def test_addresses_of_mail_are_numbers_of_the_school() -> None:
    assert read("Ada Lovelace <ada@school.example>\nBo Li;bo@school.example").pupils == [
        Listed("Ada Lovelace", "ada@school.example"),
        Listed("Bo Li", "bo@school.example"),
    ]


def test_a_login_behind_a_whole_name_needs_no_digit() -> None:
    assert read("Ada Lovelace;alovelace").pupils == [Listed("Ada Lovelace", "alovelace")]


def test_each_line_that_cannot_be_kept_is_named() -> None:
    long = "x" * 61
    assert read(f"Ada;1\n;2\nada lovelace;1\n{long}\nBo;{'9' * 41}\nCem\n\nCem\nDina") == (
        [Listed("Ada", "1"), Listed("Cem"), Listed("Dina")],
        [
            Fault(2, "There is no name."),
            Fault(3, "The same as line 1. Add what tells them apart."),
            Fault(4, "This name is too long: 60 characters at most."),
            Fault(5, "This number is too long: 40 characters at most."),
            Fault(8, "The same as line 6. Add what tells them apart."),
        ],
    )


def test_two_of_one_name_are_told_apart_by_their_numbers() -> None:
    assert read("Bo Li;1\nBo Li;2").faults == []


def test_a_list_has_an_end() -> None:
    found = read("\n".join(f"Pupil {number};{number}" for number in range(1, MOST_PUPILS + 3)))
    assert (len(found.pupils), found.faults) == (
        MOST_PUPILS,
        [Fault(MOST_PUPILS + 1, "A class list has at most 1000 pupils.")],
    )


def test_nothing_is_nobody() -> None:
    assert [read(each) for each in ("", "\n \t\n", "\ufeff")] == [([], [])] * 3


def test_a_class_sees_given_names_and_as_much_more_as_tells_them_apart() -> None:
    assert shown_names(["Ada Lovelace", "Bo Li", "Bo Lind", "Cem Kaya", "Cem Öz", "Ada-Marie Curie", "Bo Li"]) == [
        "Ada",
        "Bo Li",
        "Bo Lind",
        "Cem K.",
        "Cem Ö.",
        "Ada-Marie",
        "Bo Li 2",
    ]


def test_what_is_shown_is_never_longer_than_a_nickname() -> None:
    twins = ["Wilhelmina-Theodora-Alexandra Montgomery"] * 2
    assert shown_names(twins) == ["Wilhelmina-Theodora-Alex", "Wilhelmina-Theodora-Al 2"]
