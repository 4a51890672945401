"""A drawing as people write it, turned into the form that the model takes: nothing here judges, what is odd stays."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from designer.catalog.quantity import parse_value
from designer.errors import DesignerError
from designer.model.design import ITEM_TYPES, Design, Framing, Waiver
from designer.model.kind import Property, PropertyType

PRESSURE = 0.5
"""What a stroke without pressure is drawn with, half of what a pen can give, as other whiteboards do."""

_COUNTS = {
    name: Property(name=name, type=PropertyType.COUNT, title=name, minimum=1)
    for name in ("replicas", "zones", "regions")
}
_SHARE = Property(
    name="availability", type=PropertyType.QUANTITY, title="availability", unit="fraction", minimum=0, maximum=1
)
_MODELS = {**ITEM_TYPES, "waivers": Waiver}


def as_model(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the data of a drawing in the model's own form, with an id for each thing that was written without one."""
    filled: dict[str, Any] = _stated(data, Design.model_fields)
    for collection, model in _MODELS.items():
        if isinstance(filled.get(collection), Mapping) and collection == "ink":
            filled[collection] = filled[collection].get("strokes", filled[collection])
        if isinstance(filled.get(collection), list):
            read = _READERS.get(collection, lambda item: item)
            items = [_stated(read(item), model.model_fields) for item in filled[collection]]
            filled[collection] = list(_identified(items, _STEMS[collection])) if collection in _STEMS else items
    if isinstance(filled.get("framing"), Mapping):
        filled["framing"] = _framing(_stated(filled["framing"], Framing.model_fields))
    if "assumptions" in filled:
        filled["assumptions"] = _assumptions(filled["assumptions"])
    return filled


def _stated(item: Any, known: Iterable[str]) -> Any:  # noqa: ANN401 (whatever a file holds)
    """Leave out the keys that have no value, as in `note:`; an unknown one stays, to be complained of."""
    if not isinstance(item, Mapping):
        return item
    return {key: value for key, value in item.items() if value is not None or key not in known}


_STEMS = {"connections": "", "boundaries": "boundary", "notes": "note", "ink": "ink"}
"""What ids that nobody wrote begin with; a connection's is made of its ends, and components must state theirs."""


def _identified(items: list[Any], stem: str) -> Iterator[Any]:
    taken = {str(item["id"]) for item in items if isinstance(item, Mapping) and "id" in item}
    numbers: dict[str, int] = {}
    for item in items:
        if not isinstance(item, Mapping) or "id" in item:
            yield item
            continue
        start = f"{stem}-1" if stem else f"{item.get('source')}-{item.get('target')}-{item.get('kind')}"[:150]
        id_ = start
        while id_ in taken:
            numbers[start] = numbers.get(start, 1) + 1
            id_ = f"{start}-{numbers[start]}"
        taken.add(id_)
        yield {**item, "id": id_}


def _component(item: Any) -> Any:  # noqa: ANN401 (as above)
    if not isinstance(item, Mapping):
        return item
    read = {name: _count(prop, item[name]) for name, prop in _COUNTS.items() if name in item}
    if isinstance(item.get("technology"), list):
        read["technology"] = ", ".join(_sentences(item["technology"]))
    return {**item, **read}


def _count(prop: Property, raw: Any) -> Any:  # noqa: ANN401 (as above)
    """Read "3", 3.0, and "a, b" or "eu-west-1" where places have names."""
    if isinstance(raw, (str, float)):
        try:
            return parse_value(prop, raw)
        except DesignerError:
            pass
    if isinstance(raw, str) and prop.name != "replicas" and _names_places(raw):
        return [name.strip() for name in raw.split(",") if name.strip()]
    return raw


def _names_places(text: str) -> bool:
    """Tell names from a count in words: "a, b" and "eu-west-1" are names, "three", "2 zones" and "all" are not."""
    counting = {"one", "two", "three", "four", "five", "both", "all", "every", "each", "several", "many", "multi"}
    return "," in text or (len(text.split()) == 1 and not text[0].isdigit() and text.lower() not in counting)


def _note(item: Any) -> Any:  # noqa: ANN401 (as above)
    if isinstance(item, str):
        return {"text": item}
    if isinstance(item, Mapping) and isinstance(item.get("sticky"), bool):
        kind = "sticky" if item["sticky"] else "text"
        return {"kind": kind, **{key: value for key, value in item.items() if key != "sticky"}}
    return item


def _stroke(item: Any) -> Any:  # noqa: ANN401 (as above)
    """Read a stroke as a list of points, with pressures in the points, beside them, or none."""
    if isinstance(item, list):
        item = {"points": item}
    if not isinstance(item, Mapping) or not isinstance(item.get("points"), list):
        return item
    beside = next((key for key in ("pressures", "pressure") if isinstance(item.get(key), (list, int, float))), None)
    points, pressures = item["points"], item[beside] if beside else PRESSURE
    if not isinstance(pressures, list):
        pressures = [pressures] * len(points)
    if len(pressures) != len(points):
        return item
    rest = {key: value for key, value in item.items() if key not in {"points", beside}}
    return {**rest, "points": [_point(*pair) for pair in zip(points, pressures, strict=True)]}


def _point(point: Any, pressure: Any) -> Any:  # noqa: ANN401 (as above)
    if isinstance(point, Mapping) and {"x", "y"} <= set(point) <= {"x", "y", "p", "pressure"}:
        return [point["x"], point["y"], point.get("pressure", point.get("p", pressure))]
    both = 2
    return [*point, pressure] if isinstance(point, list) and len(point) == both else point


_READERS = {"components": _component, "notes": _note, "ink": _stroke}


def _framing(framing: dict[str, Any]) -> dict[str, Any]:
    """Take lists where one sentence is kept, and sentences where numbers are."""
    for name in ("objective", "guardrail"):
        if isinstance(framing.get(name), list):
            framing[name] = ", ".join(_sentences(framing[name]))
    if isinstance(framing.get("metrics"), Mapping):
        framing["metrics"] = _sentences(framing["metrics"])
    if "numbers" in framing:
        framing["numbers"] = _figures(framing["numbers"])
    return framing


def _sentences(parts: Any) -> list[str]:  # noqa: ANN401 (as above)
    if isinstance(parts, Mapping):
        return [f"{key}: {', '.join(_sentences(value))}" for key, value in parts.items()]
    return [sentence for part in parts for sentence in _sentences(part)] if isinstance(parts, list) else [str(parts)]


def _figures(raw: Any) -> Any:  # noqa: ANN401 (as above)
    """Give named figures; those without a name are numbered."""
    if isinstance(raw, str):
        raw = [raw]
    if isinstance(raw, list) and all(isinstance(part, (str, int, float)) for part in raw):
        raw = {str(number): part for number, part in enumerate(raw, start=1)}
    if not isinstance(raw, Mapping):
        return raw
    return {key: _figure(value) for key, value in raw.items() if value is not None}


def _figure(value: Any) -> Any:  # noqa: ANN401 (as above)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(_sentences(value)) if isinstance(value, list) else value


def _assumptions(raw: Any) -> Any:  # noqa: ANN401 (as above)
    """Read those that are shares of time, "99.9 %" included, under the names that the numbers look for."""
    figures = _figures(raw)
    if not isinstance(figures, Mapping):
        return figures
    return {_long_name(key): _share(_long_name(key), value) for key, value in figures.items()}


def _long_name(key: str) -> str:
    return f"{key}ability" if key in {"zone_avail", "region_avail", "common_mode_avail"} else key


def _share(key: str, value: Any) -> Any:  # noqa: ANN401 (as above)
    if not (key in SHARES and isinstance(value, str)):
        return value
    try:
        return parse_value(_SHARE, value)
    except DesignerError:
        return value


SHARES = ("zone_availability", "region_availability", "common_mode_availability")
"""The assumptions that are shares of time, more than 0 and at most 1."""
