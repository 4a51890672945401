from designer.catalog.library import catalog
from designer.model.analysis import Change, Cost, Improvement
from designer.model.critique import Estimate
from designer.report.cost_text import cost_lines, improvement_line

GROUPS = {group.id: group for group in catalog().groups}
COST = Cost(
    total=Estimate(value=1240, unit="usd_per_month", method="approximation", statement="without “Bureau”"),
    per_thousand_requests=Estimate(value=0.0123, unit="usd_per_thousand_requests", method="approximation"),
    by_component={f"m{number}": 124.0 for number in range(10)},
    by_group={"serving": 1240.0},
    by_competency={"serving": 1240.0},
)
CHANGE = Change(at="m", sort="replica", sentence="one more replica of “M”", cost_usd_per_month=124, availability=0.9995)


def test_the_cost_is_told_for_what_it_is() -> None:
    lines = list(cost_lines(COST, {"m0": "Model " * 20}, GROUPS))
    said = " ".join(" ".join(lines).split())
    assert "In all $1,240 a month" in said
    assert "A thousand requests $0.0123" in said
    assert "without “Bureau”" in said
    assert "2 more $248" in said
    assert "Serving $1,240" in said
    assert "Serving and latency $1,240" in said
    assert max(map(len, lines)) <= 80


def test_a_change_says_what_it_reaches_and_costs() -> None:
    found = Improvement(meets=True, change=CHANGE)
    assert improvement_line(found) == "One more replica of “M”: 99.95 %, $124 a month more."
    free = CHANGE.model_copy(update={"cost_usd_per_month": 0})
    near = Improvement(meets=False, change=free, statement="no single change reaches 99.99 %; this one comes nearest")
    assert improvement_line(near) == (
        "No single change reaches 99.99 %; this one comes nearest: One more replica of “M”: 99.95 %, at no cost."
    )
