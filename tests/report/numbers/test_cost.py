"""What a drawing costs, as rows."""

from designer.model.analysis import Analysis, Change, Cost, Improvement
from designer.model.critique import DesignName, Estimate
from designer.report.numbers.cost import cheapest, costs
from designer.report.numbers.line import GLANCE, WHOLE, Extent, Section

COST = Cost(
    total=Estimate(value=1240, unit="usd_per_month", method="approximation", statement="without “Bureau”"),
    per_thousand_requests=Estimate(value=0.0123, unit="usd_per_thousand_requests", method="approximation"),
    by_component={**{f"m{number}": 80.0 for number in range(14)}, "dear": 120.0},
    by_group={"serving": 1000.0, "storage": 240.0},
    by_competency={"serving": 1240.0},
)
CHANGE = Change(at="m", sort="replica", sentence="one more replica of “M”", cost_usd_per_month=124, availability=0.9995)


def told(extent: Extent) -> list[Section]:
    analysis = Analysis(design=DesignName(title="A", sha256="0" * 64), estimates={}, cost=COST)
    return list(costs(analysis, {"dear": "Trainer"}, extent))


def test_the_cost_is_told_for_what_it_is() -> None:
    (found,) = told(GLANCE)
    assert [(line.name, line.value, line.note) for line in found.lines] == [
        ("In all", "$1,240", "without “Bureau”"),
        ("For a thousand requests", "$0.0123", ""),
        ("Serving", "$1,000", ""),
        ("Storage", "$240", ""),
    ]


def test_the_whole_has_the_dearest_components_and_the_competencies() -> None:
    _, components, competencies = told(WHOLE)
    assert (components.lines[0].name, components.lines[0].value) == ("Trainer", "$120")
    assert (len(components.lines), components.left_out) == (12, 3)
    assert [(line.name, line.value) for line in competencies.lines] == [("Serving and latency", "$1,240")]


def test_a_change_says_what_it_reaches_and_costs() -> None:
    (found,) = cheapest(Improvement(meets=True, change=CHANGE))
    assert (found.name, found.value, found.note) == ("one more replica of “M”", "$124 more a month", "99.95 %")
    free = CHANGE.model_copy(update={"cost_usd_per_month": 0})
    (near,) = cheapest(Improvement(meets=False, change=free, statement="no single change reaches 99.99 %"))
    assert (near.value, near.note) == ("at no cost", "99.95 %, which is not enough")
