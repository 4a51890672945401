"""Data against a model: every mistake as one sentence of our own, with its line and the nearest right word."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from designer.catalog.source import Location, Source
from designer.errors import MOST_TOLD, DesignerError, Problems, suggestion

Model = TypeVar("Model", bound=BaseModel)


Remedy = Callable[[Location], str]
"""What would do about an unknown key, where the model alone cannot tell; empty when it is not known either."""


def validate(
    model: type[Model],
    source: Source,
    data: Any = None,  # noqa: ANN401 (whatever a file holds)
    at: Location = (),
    remedy: Remedy = lambda _: "",
) -> Model:
    """Make a model of a source's data, or raise all its mistakes at once, each with its line."""
    value = source.data if data is None else data
    if not isinstance(value, Mapping):
        raise source.problem(f"{_article(model.__name__)} is a list of 'key: value' pairs", at)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = _sentences(model, source, error.errors(include_url=False), at, remedy)
        raise Problems(sorted(found, key=lambda problem: _line(problem.where))) from None


def _line(where: str) -> int:
    number = where.rpartition(":")[2]
    return int(number) if number.isdigit() else 0


def _sentences(
    model: type[BaseModel], source: Source, errors: Sequence[ErrorDetails], at: Location, remedy: Remedy
) -> Iterable[DesignerError]:
    found: dict[Location, list[ErrorDetails]] = {}
    for error in errors[: 8 * MOST_TOLD]:  # a union of types complains several times of one mistake
        location = tuple(part for part in error["loc"] if not _is_union_branch(part))
        found.setdefault(location, []).append(error)
    inside = {location[:-1] for location in found}  # what is wrong in a list tells more than that it is no number
    for location, alternatives in found.items():
        if location in inside and _is_union_branch(alternatives[0]["loc"][-1]):
            continue
        error = _telling(alternatives)
        what, words = _sentence(model, error, location)
        if error["type"] == "extra_forbidden":
            words = remedy(location) or words
        yield source.problem(what, (*at, *location), words)


def _telling(alternatives: list[ErrorDetails]) -> ErrorDetails:
    """Choose, of what a union's branches complain of, what tells most: a number out of bounds before a wrong type."""
    bounds = ("finite_number", "greater_than", "less_than", "too_short")
    chosen = next((error for error in alternatives if error["type"].startswith(bounds)), alternatives[0])
    types = {error["type"] for error in alternatives}
    return {**chosen, "type": "plain_type"} if chosen is alternatives[0] and len(types) >= _MANY else chosen


_MANY = 4
"""Branches of the union of all plain values; listing what each wants is no sentence."""


def _is_union_branch(part: str | int) -> bool:
    """Say whether a step of pydantic's location names a branch of a union, not a part of the file."""
    return isinstance(part, str) and (
        any(mark in part for mark in "[(") or part.startswith("constrained-") or part in {"bool", "int", "float", "str"}
    )


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'AEIOU' else 'a'} {word.lower()}"


def _sentence(model: type[BaseModel], error: ErrorDetails, location: Location) -> tuple[str, str]:
    """Say in our own words what pydantic found."""
    key = str(location[-1]) if location else ""
    kind, context = error["type"], error.get("ctx", {})
    owner = _owner(model, location[:-1])
    if kind == "extra_forbidden":
        known = [field.alias or name for name, field in owner.model_fields.items()] if owner else ()
        return f"unknown key '{key}'", suggestion(key, known)
    if kind == "missing":
        return f"{_named(location)} is missing" + (f" in {_article(owner.__name__)}" if owner else ""), "add it"
    if kind in {"literal_error", "enum"}:
        words = [word.strip(" '") for word in str(context.get("expected", "")).replace(" or ", ", ").split(",")]
        return f"{_named(location)} cannot be {_short(error['input'])}", suggestion(str(error["input"]).lower(), words)
    return f"{_named(location)} is {_short(error['input'])}: {_wanted(kind, context, error['msg'])}", ""


def _named(location: Location) -> str:
    """Name a part for people: "item 3 of item 1 of 'points'"."""
    items = []
    while location and isinstance(location[-1], int):
        items.append(f"item {location[-1] + 1} of ")
        location = location[:-1]
    return f"{''.join(items)}'{location[-1] if location else ''}'"


_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "it must be small letters, digits and hyphens, e.g. no-cache",
    r"^[A-Z]{2,4}-\d{2,3}$": "it must be two to four capitals, a hyphen and two or three digits, e.g. MY-01",
    r"^[a-z][a-z_]*$": "it must be one word of small letters, e.g. app",
}
"""What the patterns of names ask for."""


def _wanted(kind: str, context: Mapping[str, Any], message: str) -> str:
    limits = {"greater_than_equal": ("at least", "ge"), "greater_than": ("more than", "gt")}
    limits |= {"less_than_equal": ("at most", "le"), "less_than": ("less than", "lt")}
    if kind in limits:
        words, name = limits[kind]
        return f"it must be {words} {context[name]:,.10g}"
    if kind.endswith(("too_short", "too_long")):
        bound, count = ("at least", "min_length") if kind.endswith("short") else ("at most", "max_length")
        thing = "letter" if kind.startswith("string") else "item"
        return f"it must have {bound} {context[count]} {thing}{'s' * (context[count] != 1)}"
    if kind == "string_pattern_mismatch" and context.get("pattern") in _PATTERNS:
        return _PATTERNS[context["pattern"]]
    if kind == "finite_number":
        return "it must be a finite number"
    types = {"int": "a whole number", "float": "a number", "string": "text", "bool": "true or false"}
    types |= {
        "tuple": "a list",
        "list": "a list",
        "mapping": "a list of 'key: value' pairs",
        "dict": "'key: value' pairs",
    }
    types |= {"model": "'key: value' pairs", "plain": "a number, words, a list of words, true or false"}
    for start, words in types.items():
        if kind.startswith((f"{start}_type", f"{start}_parsing", f"{start}_from_float")):
            return f"it must be {words}"
    return message[:1].lower() + message[1:]


def _short(value: Any) -> str:  # noqa: ANN401 (whatever stood there)
    """Show what stood there as the file wrote it, in a few letters."""
    if value is None:
        return "empty"
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, (bool, dict, list, tuple)):
        return _cut(json.dumps(_few(value), ensure_ascii=False, default=str))
    return _cut(str(value))


def _few(value: Any) -> Any:  # noqa: ANN401 (as above)
    """Take the start of a list, which may have millions of items."""
    return list(value[:20]) if isinstance(value, (list, tuple)) else value


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."  # noqa: PLR2004 (what fits in a sentence)


def _owner(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """Find the model that a location of the data belongs to, for naming the keys that it knows."""
    owner: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int) or owner is None:
            continue
        known = owner.model_fields.get(part)
        owner = _inner_model(known.annotation) if known else None
    return owner


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 (a type expression)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner_model, get_args(annotation))), None)
