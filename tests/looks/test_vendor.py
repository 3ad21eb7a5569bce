"""The one script that we serve is the one that was tried."""

from tools import vendor

made = (vendor.FOLDER / vendor.MADE).read_bytes()


def test_the_script_is_byte_for_byte_what_the_recipe_made():
    assert vendor.sha512(made) == vendor.MADE_SHA512


def test_the_package_is_the_one_that_was_tried():
    assert vendor.PACKAGE == "htmx.org@4.0.1"
    assert vendor.PACKAGE_SHA512 == (
        "oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg=="
    )


def test_the_core_comes_first_and_the_socket_extension_with_it():
    core, extension = made.split(vendor.JOINED_WITH)
    assert core.startswith(b"var htmx=")
    assert b"htmx:ws:close" in extension
    assert b"htmx:ws:close" not in core


def test_the_script_names_no_other_file():
    assert b"sourceMappingURL" not in made


def test_the_licence_lies_beside_it():
    assert "Zero-Clause BSD" in (vendor.FOLDER / vendor.LICENCE).read_text()
