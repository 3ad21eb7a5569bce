"""What takes from a stylesheet all that a browser does not need: worked examples, and what has to stay."""

from live.asgi.squeeze import in_layers, short_names, squeeze, summed, with_constants, without_unread


def test_each_layer_becomes_one_block_and_its_rules_keep_their_order():
    css = '@layer a,b;@layer a{.x{order:1}}@layer b{.y{order:2}}@keyframes k{to{order:3}}@layer a{.z{content:"}"}}'
    assert in_layers(css) == (
        '@layer a,b;@layer a{.x{order:1}.z{content:"}"}}@layer b{.y{order:2}}@keyframes k{to{order:3}}'
    )


def test_a_constant_stands_where_it_is_read():
    css = ":root{--sun:#fc3}a{color:var(--sun);margin:0 var(--sun)}"
    assert with_constants(css) == ":root{--sun:#fc3}a{color:#fc3;margin:0 #fc3}"


def test_what_can_change_is_still_read():
    """What is declared a second time, is made of another one, is empty, or has one place for itself."""
    for css in (
        ":root{--ink:#000}a{color:var(--ink)}.night{--ink:#fff}",
        ":root{--ink:var(--day,#000)}a{color:var(--ink)}",
        ":root{--day:initial}a{color:var(--day)}",
        ":root{--night: }a{color:var(--night)}",
        "a{--own:1px;margin:var(--own)}",
        ":root{order:1}b:root{--own:1px}a{margin:var(--own,2px)}",
    ):
        assert with_constants(css) == css


def test_pixels_are_summed_and_nothing_else():
    assert summed("a{margin:calc(-1*5px) calc(6px + 5px);padding:max(1px,calc(.5px + 2px))}") == (
        "a{margin:-5px 11px;padding:max(1px,2.5px)}"
    )
    kept = "a{margin:calc(1em + 5px) calc(-1*2em) calc(5px + 1px + 1px) calc(2*5px)}"
    assert summed(kept) == kept


def test_what_nobody_reads_goes_and_what_only_such_read_goes_with_it():
    css = ":root{--a:1px;--b:var(--a);--c:2px}a{order:1;--b:3px}b{margin:var(--c)}"
    assert without_unread(css) == ":root{--c:2px}a{order:1}b{margin:var(--c)}"


def test_names_get_short_the_most_frequent_first_but_that_of_a_typed_one_stays():
    css = "@property --tick{syntax:x}a{--tick:1;--one:1;--other:var(--tick)}b{c:var(--other);d:var(--other,var(--one))}"
    assert short_names(css) == (
        "@property --tick{syntax:x}a{--tick:1;--b:1;--a:var(--tick)}b{c:var(--a);d:var(--a,var(--b))}"
    )


def test_a_class_with_two_hyphens_is_no_property():
    assert short_names(".a--b{--c:1;margin:var(--c)}") == ".a--b{--a:1;margin:var(--a)}"


def test_all_of_it():
    css = "@layer base{:root{--lip:5px;--old:1px}}@layer view{a{--k:red;color:var(--k);margin:calc(-1*var(--lip))}}"
    assert squeeze(css) == "@layer base{:root{}}@layer view{a{--a:red;color:var(--a);margin:-5px}}"
