"""An example of every kind of question, one module each: what the tests that go over all kinds try them with."""

from importlib import import_module
from pkgutil import iter_modules

from tests.support.examples.example import Example

EXAMPLES: dict[str, Example] = {
    module.name: import_module(f"{__name__}.{module.name}").EXAMPLE
    for module in iter_modules(__path__)
    if module.name != "example"
}
"By the kind's slug."
SLUGS = sorted(EXAMPLES)
GRADED = [slug for slug in SLUGS if EXAMPLES[slug].key]
"Those that can have a right answer."
