"""Makes a stylesheet smaller by joined layers, constants and short names; nothing that a browser draws changes."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

_DECLARED = re.compile(r"(?<=[{;])(--[\w-]+):([^;{}]*);?")
_SUM = re.compile(r"calc\(-1\*(?P<turned>[\d.]+)px\)|calc\((?P<one>[\d.]+)px \+ (?P<other>[\d.]+)px\)")


def squeeze(css: str) -> str:
    """The same stylesheet, which has no white space (`styles.minify`), and whose rules all stand in layers."""
    return short_names(without_unread(summed(with_constants(in_layers(css)))))


def in_layers(css: str) -> str:
    """One block for each layer in place of one for each file. Which layer wins is said at the top, by their names."""
    layers: dict[str, str] = {}
    rest = []
    for block in _blocks(css):
        if layer := re.fullmatch(r"@layer (\w+)\{(.*)\}", block, flags=re.S):
            layers[layer[1]] = layers.get(layer[1], "") + layer[2]
        else:
            rest.append(block)
    first = [block for block in rest if block.startswith("@layer")]
    others = [block for block in rest if not block.startswith("@layer")]
    return "".join([*first, *(f"@layer {name}{{{body}}}" for name, body in layers.items()), *others])


def _blocks(css: str) -> Iterator[str]:
    """Each rule or statement that stands in no other."""
    depth = start = 0
    for found in re.finditer(r'"[^"]*"|[{};]', css):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0 and found[0] in "};":
            yield css[start : found.end()]
            start = found.end()


def with_constants(css: str) -> str:
    """The value itself in place of each `var()` of a colour, length or curve that is the same on the whole page.

    Such a custom property is declared once, in the first rule for `:root`, and made of no other one.
    """
    first = re.search(r":root(\{[^{}]*\})", css)
    often = Counter(name for name, _value in _DECLARED.findall(css))
    declared = _DECLARED.findall(first[1]) if first else []
    constants = {name: value for name, value in declared if often[name] == 1 and _is_constant(value)}
    return re.sub(r"var\((--[\w-]+)\)", lambda found: constants.get(found[1], found[0]), css)


def _is_constant(value: str) -> bool:
    return "var(" not in value and value.strip() not in ("", "initial")


def summed(css: str) -> str:
    """What adds or turns round nothing but pixels as one number."""
    return _SUM.sub(lambda found: f"{_sum(found):g}px", css)


def _sum(found: "re.Match[str]") -> float:
    return -float(found["turned"]) if found["turned"] else float(found["one"]) + float(found["other"])


def without_unread(css: str) -> str:
    """No custom property that no `var()` reads, nor one that only such ones read."""
    read = set(re.findall(r"var\((--[\w-]+)", css))
    kept = _DECLARED.sub(lambda found: found[0] if found[1] in read else "", css).replace(";}", "}")
    return kept if kept == css else without_unread(kept)


def short_names(css: str) -> str:
    """Custom properties by one letter or two, the most frequent first, but those that say their syntax keep theirs.

    Nothing but the stylesheet speaks of them: no page has a `style` (content security policy).
    """
    kept = set(re.findall(r"@property (--[\w-]+)", css))
    often = Counter(name for name in re.findall(r"(?<![\w-])--[\w-]+", css) if name not in kept)
    names = (f"--{''.join(letters)}" for length in (1, 2) for letters in product(ascii_lowercase, repeat=length))
    short = dict(zip((name for name, _count in often.most_common()), names, strict=False))
    return re.sub(r"(?<![\w-])--[\w-]+", lambda found: short.get(found[0], found[0]), css)
