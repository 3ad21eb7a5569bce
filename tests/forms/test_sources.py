"""Small files are kept with what was found in them, and come back as they were."""

from io import BytesIO

from live.forms.sources import MOST_BYTES, Source, Sources


def kept(*sources: Source) -> Sources:
    whole = Sources()
    for name, content in sources:
        whole.add(name, BytesIO(content))
    return Sources.of(whole.packed())


def test_files_and_a_text_come_back_as_they_were():
    several = [("a.csv", b"\xff\x00;\n"), ("", "Größe?".encode())]
    assert (list(kept(*several)), kept(*several).text) == (several, "Größe?")


def test_what_is_too_large_together_is_not_kept_at_all():
    assert kept(("a", b"x" * MOST_BYTES))
    assert not kept(("a", b"x" * MOST_BYTES), ("b", b"x"), ("c", b""))
