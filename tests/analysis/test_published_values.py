"""The numbers against what others have published, through the public functions and, where they can be, drawn."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.analysis.cost import cost_usd_per_month, usd_per_month
from designer.analysis.graph import build_graph
from designer.catalog.library import catalog
from designer.catalog.source import Source
from designer.catalog.words import words
from designer.exchange.design_file import design_of
from designer.simulation.detection import sample_size, share_of_percent
from designer.simulation.strategy import bad_rate

Entry = dict[str, Any]
PUBLISHED: dict[str, list[Entry]] = yaml.safe_load(
    Path(__file__).with_name("published_values.yaml").read_text(encoding="utf-8")
)


def entry(group: str, id_: str) -> Entry:
    """Give a published value by its name."""
    return next(each for each in PUBLISHED[group] if each["id"] == id_)


def test_every_value_says_where_it_is_from() -> None:
    assert all(each["source"] for group in PUBLISHED.values() for each in group)


@pytest.mark.parametrize("published", PUBLISHED["cost"], ids=lambda each: each["id"])
def test_cost(published: Entry) -> None:
    given = published["given"]["usd_per_hour"]
    near = pytest.approx(published["expected"], abs=published["within"])
    assert usd_per_month(given) == near
    data = {
        "format": "designer-design/1",
        "components": [
            {"id": "c", "kind": "client"},
            {"id": "a", "kind": "app_service", "properties": {"cost_usd_per_month": f"{given} $/h"}},
        ],
        "connections": [{"source": "c", "target": "a", "kind": "request"}],
    }
    assert cost_usd_per_month(build_graph(design_of(Source("test", data)), catalog(), words())) == near


def test_answers_to_tell_two_shares_apart() -> None:
    published = entry("rollout", "answers-to-tell-two-shares-apart")
    assert sample_size(**published["given"]) == pytest.approx(published["expected"], abs=published["within"])


def test_errors_of_a_canary() -> None:
    published = entry("rollout", "errors-of-a-canary")
    canary_share = share_of_percent(published["given"]["canary_percent"])
    assert bad_rate(canary_share, published["given"]["bad_share"]) == pytest.approx(
        published["expected"], abs=published["within"]
    )
