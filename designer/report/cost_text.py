"""What a drawing costs, as lines of text: for what, for a thousand requests, and the cheapest change to its SLO."""

from collections.abc import Iterator, Mapping

from designer.model.analysis import Cost, Improvement
from designer.model.kind import Group
from designer.model.rubric import TITLES
from designer.report import words

_WIDTH = 36
_DEAREST = 8


def cost_lines(cost: Cost, names: Mapping[str, str], groups: Mapping[str, Group]) -> Iterator[str]:
    """Write the total, a thousand requests, the dearest components, and the sums by group and by competency."""
    yield f"{'In all':<{_WIDTH}}{words.estimate(cost.total)}"
    yield f"{'A thousand requests':<{_WIDTH}}{words.estimate(cost.per_thousand_requests)}"
    said = dict.fromkeys((cost.total.statement, cost.per_thousand_requests.statement))
    yield from (f"  {text}" for text in said if text)
    dearest = list(cost.by_component.items())
    yield from _rows("By component", [(names.get(id_, id_), usd) for id_, usd in dearest[:_DEAREST]])
    if len(dearest) > _DEAREST:
        rest = sum(usd for _, usd in dearest[_DEAREST:])
        yield f"  {f'{len(dearest) - _DEAREST} more':<{_WIDTH - 2}}{_usd(rest)}"
    yield from _rows("By group", [(groups[id_].title, usd) for id_, usd in cost.by_group.items()])
    titles = {competency.value: title for competency, title in TITLES.items()}
    yield from _rows("By competency", [(titles[id_], usd) for id_, usd in cost.by_competency.items()])


def _rows(title: str, rows: list[tuple[str, float]]) -> Iterator[str]:
    if rows:
        yield title
    yield from (f"  {words.short(name, _WIDTH - 4):<{_WIDTH - 2}}{_usd(usd)}" for name, usd in rows)


def _usd(usd: float) -> str:
    return f"{f'${usd:,.0f}':>9}"


def improvement_line(found: Improvement) -> str:
    """Write the cheapest change that meets the SLO, or why there is none.

    >>> improvement_line(Improvement(meets=True, statement="meets 99.9 % as it is drawn"))
    'Meets 99.9 % as it is drawn.'
    """
    if found.change is None:
        return f"{found.statement[:1].upper()}{found.statement[1:]}."
    change = found.change
    cost = f"${change.cost_usd_per_month:,.0f} a month more" if change.cost_usd_per_month else "at no cost"
    reached = f"{change.sentence[:1].upper()}{change.sentence[1:]}: {words.fraction(change.availability)}, {cost}"
    return f"{reached}." if found.meets else f"{found.statement[:1].upper()}{found.statement[1:]}: {reached}."
