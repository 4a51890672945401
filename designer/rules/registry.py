"""The conditions that there are: each file of `conditions/` brings its own."""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from designer.rules import conditions
from designer.rules.compiler import Condition


@lru_cache(maxsize=1)
def condition_kinds() -> dict[str, type[Condition]]:
    """Give the conditions by the word that a rubric uses for them."""
    modules = (import_module(f"{conditions.__name__}.{info.name}") for info in iter_modules(conditions.__path__))
    found = (
        value
        for module in modules
        for value in vars(module).values()
        if getattr(value, "__module__", "") == module.__name__
    )
    return {value.key: value for value in found if isinstance(value, type) and hasattr(value, "key")}
