"""How long a batch takes: scorers in a row add up, those beside one another do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.batch import batch_estimate
from designer.analysis.capacity import Capacity
from designer.analysis.estimate import Estimates
from designer.model.critique import Estimate
from designer.model.scenario import Brief
from tests.analysis.drawings import CLIENT, app, graph

NIGHT = Brief(mode="batch", batch_rows=3_600_000, batch_window_h=6)


def scorer(rows_s: float | None = 1000, replicas: int = 1) -> dict[str, object]:
    return {"kind": "batch_scorer", "replicas": replicas, "properties": {"rows_s": rows_s}}


def taken(*rows: str, **scorers: dict[str, object]) -> Estimate:
    lake: dict[str, object] = {"kind": "object_store"}
    return batch_estimate(Capacity(graph(*rows, lake=lake, kv={"kind": "kv_store"}, **scorers), NIGHT))


@given(st.floats(100, 1e6), st.integers(1, 20))
def test_rows_over_what_all_replicas_do(rows_s: float, replicas: int) -> None:
    found = taken("lake ~> a", a=scorer(rows_s, replicas))
    assert found.value == pytest.approx(1000 / (rows_s * replicas))
    assert found.statement.startswith("of the 6 h that the brief gives")


def test_scorers_in_a_row_add_up_also_by_way_of_a_store() -> None:
    parts = {"a": scorer(1000), "b": scorer(500), "d": scorer(2000)}
    assert taken("lake ~> a", "a ~> b", "lake ~> d", **parts).value == pytest.approx(3)
    assert taken("lake ~> a", "a ~> kv", "kv ~> b", "lake ~> d", **parts).value == pytest.approx(3)
    assert taken("lake ~> a", "lake ~> b", "lake ~> d", **parts).value == pytest.approx(2)


def test_in_a_circle_the_slowest_counts_alone() -> None:
    parts = {"a": scorer(1000), "b": scorer(500)}
    assert taken("lake ~> a", "a ~> kv", "kv ~> b", "b ~> lake", **parts).value == pytest.approx(2)


def test_without_a_scorer_there_is_no_time_and_without_a_batch_no_figure() -> None:
    found = taken("lake ~> kv")
    assert found.value is None
    assert found.statement.endswith("no batch scoring is drawn that says how much it does")
    online = Estimates(graph("c > a", c=CLIENT, a=app()), Brief(peak_rate_per_s=10)).shown()
    assert "batch_run_h" not in online
    assert "batch_run_h" in Estimates(graph("c > a", c=CLIENT, a=app()), NIGHT).shown()
