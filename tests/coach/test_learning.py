"""What the numbers of learning make an interviewer ask, and when they make nobody ask."""

from typing import Any

import pytest

from designer.analysis.graph import DesignGraph
from designer.coach.learning import of_lag, of_release, of_the_unnoticed
from designer.coach.place import names_of
from designer.model.critique import ModelFault, Rollout
from designer.model.scenario import Brief
from tests.simulation.board import board

DAY_S = 86_400
NAMES = {"model": "Scorer", "watch": "Watch", "cd": "Rollout", "source": "Payments"}


def trained(**properties: Any) -> DesignGraph:  # noqa: ANN401 (properties of any sort)
    train = {"kind": "trainer", "name": "Fit", "properties": properties}
    return board(also={"train": train, "labels>train": {"kind": "data"}})


@pytest.mark.parametrize(
    ("properties", "delay_s", "figure"),
    [
        (
            {"maturity_s": 45 * DAY_S, "interval_s": 7 * DAY_S},
            None,
            "Up to 52 days, before any release: 45 days until outcomes are in, up to 7 days until “Fit” runs next.",
        ),
        (
            {"maturity_s": 2 * DAY_S},
            10 * DAY_S,
            "At least 10 days, before any release: 10 days until outcomes are in, nothing says how often “Fit” runs.",
        ),
        ({"interval_s": 7 * DAY_S}, None, "Up to 7 days, before any release: up to 7 days until “Fit” runs next."),
    ],
)
def test_it_asks_how_late_a_model_learns(properties: dict[str, float], delay_s: float | None, figure: str) -> None:
    graph = trained(**properties)
    (found,) = of_lag(graph, Brief(label_delay_s=delay_s), names_of(graph))
    assert found.figure == figure
    assert found.touches == (figure, "Until then: “Watch”.")
    assert "“Fit”" in found.ask
    assert "days" not in found.ask


def test_who_says_nothing_of_when_it_learns_is_not_asked() -> None:
    for graph in (trained(), board()):
        assert not list(of_lag(graph, Brief(), names_of(graph)))


def test_it_asks_how_a_bad_version_goes_back() -> None:
    rollout = Rollout(
        model="model", noticed_by="watch", ended_by="cd", detect_s=450, restore_s=90, bad_predictions=1234
    )
    (found,) = of_release(rollout, NAMES)
    assert "A bad version of “Scorer”" in found.ask
    assert found.figure == "Seen after 7.5 min, taken back 90 s later, about 1,200 wrong answers until then."
    assert [place.name for place in found.where] == ["Scorer", "Watch", "Rollout"]


@pytest.mark.parametrize("rollout", [None, Rollout(model="model", detect_s=5), Rollout(detect_s=5, restore_s=5)])
def test_without_a_way_back_there_is_no_figure_to_ask_for(rollout: Rollout | None) -> None:
    assert not list(of_release(rollout, NAMES))


def unseen(title: str, per_h: float, **more: Any) -> ModelFault:  # noqa: ANN401 (fields of any sort)
    data = {"fault": "stale-features", "outcome": "unnoticed", "model": "model", "at": "source", "statement": "nobody"}
    return ModelFault.model_validate(data | {"title": title, "bad_predictions_per_h": per_h} | more)


def test_it_asks_for_the_costliest_that_nobody_notices() -> None:
    (found,) = of_the_unnoticed([unseen("Cheap", 1), unseen("Dear", 9)], NAMES)
    assert found.ask == "Dear, at “Payments”. Who knows, and what has “Scorer” done by then?"
    assert found.figure == "Nobody."


def test_what_is_noticed_or_has_its_own_question_is_not_asked() -> None:
    told = [unseen("Seen", 9, outcome="handled"), unseen("Push", 9, fault="bad-model"), unseen("Nowhere", 9, at="x")]
    assert not list(of_the_unnoticed(told, NAMES))
