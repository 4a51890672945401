"""Published values, drawn as files and read back from `designer analyze`."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.cli import main as command_line

Parts = dict[str, tuple[str, dict[str, Any]]]
Calls = Sequence[tuple[str, str, dict[str, Any]]]
Analyzed = Callable[..., dict[str, Any]]


@pytest.fixture
def analyzed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Analyzed:
    """Write a drawing with a client that calls its first part, and give what the command says of it."""

    def ask(parts: Parts, calls: Calls = ()) -> dict[str, Any]:
        components: list[dict[str, Any]] = [{"id": "client", "kind": "client"}]
        components += [{"id": id_, "kind": kind, "properties": own} for id_, (kind, own) in parts.items()]
        edges = [("client", next(iter(parts)), {}), *calls]
        connections = [{"source": a, "target": b, "kind": "request", "properties": own} for a, b, own in edges]
        path = tmp_path / "drawn.design.yaml"
        data = {"format": "designer-design/1", "components": components, "connections": connections}
        path.write_text(yaml.safe_dump(data), encoding="utf-8")
        assert command_line(["analyze", str(path), "--format", "json"], lambda **_: 1) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return ask


def managed(availability: float, kind: str = "app_service") -> tuple[str, dict[str, Any]]:
    return kind, {"availability": availability, "managed": True}


def test_three_hard_dependencies(analyzed: Analyzed) -> None:
    """AWS Well-Architected, Reliability Pillar: three at 99.99 % are 99.97 % together."""
    parts = {"a": managed(0.9999), "b": managed(0.9999, "kv_store"), "c": managed(0.9999, "kv_store")}
    found = analyzed(parts, [("a", "b", {}), ("a", "c", {})])["estimates"]["availability"]
    assert found["value"] == pytest.approx(0.99970003, abs=1e-8)
    assert found["method"] == "exact"


def test_two_of_a_kind(analyzed: Analyzed) -> None:
    """Reliability Pillar: two at 99.9 %, of which one suffices, are 99.9999 %."""
    parts = {"lb": managed(1.0, "load_balancer"), "a": managed(0.999), "b": managed(0.999)}
    calls = [("lb", "a", {"group": "either"}), ("lb", "b", {"group": "either"})]
    assert analyzed(parts, calls)["estimates"]["availability"]["unavailability"] == pytest.approx(1e-6, rel=1e-9)


def test_pumps_and_valve(analyzed: Analyzed) -> None:
    """Modarres and Kaminskiy, example 6.10: two pumps of which one suffices, behind a valve."""
    parts = {"valve": managed(0.99, "load_balancer"), "pump1": managed(0.97), "pump2": managed(0.97)}
    calls = [("valve", "pump1", {"group": "pumps"}), ("valve", "pump2", {"group": "pumps"})]
    found = analyzed(parts, calls)
    assert found["estimates"]["availability"]["unavailability"] == pytest.approx(0.010891, abs=1e-9)
    assert [tuple(cut["parts"]) for cut in found["cut_sets"]] == [("valve",), ("pump1", "pump2")]


def test_two_trains(analyzed: Analyzed) -> None:
    """SCRAM's benchmark of two trains: (v1 or p1) and (v2 or p2), each v at 0.5 and each p at 0.7."""
    parts: Parts = {"both": managed(1.0)}
    calls: list[tuple[str, str, dict[str, Any]]] = []
    for train in "12":
        parts |= {f"split{train}": managed(1.0, "load_balancer"), f"v{train}": managed(0.5), f"p{train}": managed(0.7)}
        calls += [("both", f"split{train}", {})]
        calls += [(f"split{train}", f"{part}{train}", {"group": "any"}) for part in "vp"]
    assert analyzed(parts, calls)["estimates"]["availability"]["value"] == pytest.approx(0.7225, abs=1e-12)


def test_a_stated_median_and_p99_come_back(analyzed: Analyzed) -> None:
    """A lognormal of median 20 ms and p99 100 ms: its p90 is 20 exp(1.2816 x 0.69183) ms."""
    found = analyzed({"a": ("app_service", {"p50_ms": 20, "p99_ms": 100})})["estimates"]
    assert found["p50_ms"]["value"] == pytest.approx(20, rel=1e-3)
    assert found["p90_ms"]["value"] == pytest.approx(48.54, rel=2e-3)
    assert found["p99_ms"]["value"] == pytest.approx(100, rel=1e-3)


def test_a_machine_for_a_month(analyzed: Analyzed) -> None:
    """An m5.large at 0.096 $ an hour costs 70.08 $ in 730 hours."""
    found = analyzed({"a": ("app_service", {"cost_usd_per_month": 0.096 * 730})})
    assert found["estimates"]["cost_usd_per_month"]["value"] == pytest.approx(70.08, abs=0.005)
