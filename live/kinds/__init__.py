"""The kinds of questions: a kind is a module here that registers itself, so a new one changes no other code."""

from importlib import import_module
from pkgutil import iter_modules

from live.kinds.base import Kind, all_kinds, forget, judging, kind, register
from live.kinds.values import Bar, Chart, Choice, Content, Counts, Invalid

__all__ = [
    "Bar",
    "Chart",
    "Choice",
    "Content",
    "Counts",
    "Invalid",
    "Kind",
    "all_kinds",
    "forget",
    "judging",
    "kind",
    "register",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
