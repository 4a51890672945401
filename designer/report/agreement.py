"""How a rubric agrees with its readers: as text of 80 columns, and as a plot."""

from collections.abc import Iterator, Sequence

from designer.model.agreement import DIMENSIONS, Agreement, Compared, Part
from designer.report.scatter import Dot, Plot, scatter_png
from designer.report.terminal import plain, wrapped

_NAME, _SCENARIO = 30, 20


def agreement_text(found: Agreement) -> str:
    """Write the comparison as text that ends with a line break."""
    return "\n".join(line.rstrip() for line in _lines(found)) + "\n"


def agreement_png(found: Agreement) -> bytes:
    """Plot our percent against the readers' grade, a point a drawing."""
    ordered = sorted(found.drawings, key=lambda each: (each.scenario, each.drawing))
    dots = [Dot(plain(each.drawing), each.scenario, each.readers, each.ours) for each in ordered]
    taus = f"Kendall's tau-b {_tau(found.overall.tau)} overall, {_tau(found.within_scenario)} within a scenario"
    subtitle = f"{taus} · {len(dots)} drawings · on the dashed line both would say the same"
    return scatter_png(dots, Plot("Our percent and the readers' grade", subtitle, "readers' grade", "our percent"))


def _tau(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}".replace("-", "−")


def _lines(found: Agreement) -> Iterator[str]:
    count = len(found.drawings) + len(found.left_out)
    yield f"{len(found.drawings)} of {count} drawings compared with their readers' grades"
    yield from _taus(found)
    yield ""
    yield "Drawings, the largest difference of ranks first (rank 1 is best)"
    yield f"  {'drawing':<{_NAME}}{'scenario':<{_SCENARIO}}{'grade':>6}{'ours':>6}{'rank':>5}{'ours':>5}"
    yield from map(_row, found.drawings)
    for each in found.drawings:
        if each.rules:
            yield ""
            yield from _explained(each)
    if found.left_out:
        yield ""
        yield "Left out"
    for reason in dict.fromkeys(left.reason for left in found.left_out):
        names = ", ".join(left.drawing for left in found.left_out if left.reason == reason)
        yield from wrapped(f"  {reason}: {names}", hang=4)


def _taus(found: Agreement) -> Iterator[str]:
    yield ""
    yield "Kendall's tau-b (1: the same order, 0: no relation, −1: reversed)"
    yield f"  {'overall':<28}{_tau(found.overall.tau):>5}"
    yield f"  {'within a scenario, mean':<28}{_tau(found.within_scenario):>5}"
    yield from _parts("By scenario", found.by_scenario)
    yield from _parts("By dimension", found.by_dimension)


def _parts(title: str, parts: Sequence[Part]) -> Iterator[str]:
    if parts:
        yield ""
        yield title
    for part in parts:
        ours = ", ".join(each.value for each in DIMENSIONS.get(part.name, ()))
        about = f"  our {ours}" if ours and ours != part.name else ""
        yield f"  {_short(part.name, 26):<28}{_tau(part.tau):>5}{part.drawings:>5} drawings{about}"


def _row(each: Compared) -> str:
    name, scenario = _short(each.drawing, _NAME - 2), _short(each.scenario, _SCENARIO - 2)
    numbers = f"{each.readers:>6.1f}{each.ours:>6.1f}{each.readers_rank:>5g}{each.our_rank:>5g}"
    return f"  {name:<{_NAME}}{scenario:<{_SCENARIO}}{numbers}"


def _explained(each: Compared) -> Iterator[str]:
    places, way = f"{abs(each.too_high):g}", "high" if each.too_high > 0 else "low"
    noun = "place" if places == "1" else "places"
    beside = "we put below it and the readers above" if way == "high" else "we put above it and the readers below"
    yield from wrapped(f"{each.drawing}: {places} {noun} too {way} by points for", hang=4)
    for rule in each.rules:
        points = f"{rule.points:+.1f}".replace("-", "−")
        yield from wrapped(f"  {points:>6}  {rule.number:<7}{rule.title}", hang=4)
    yield from wrapped(f"  compared with the drawings that {beside}", hang=4)


def _short(text: str, most: int) -> str:
    text = plain(text)
    return text if len(text) <= most else text[: most - 1] + "…"
