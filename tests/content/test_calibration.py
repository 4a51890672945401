"""How far the rubric orders drawings as careful readers did, who graded them blind."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import pytest

from designer.checking.agreement import agreement
from designer.model.agreement import Agreement

FOLDER = Path(__file__).parents[2] / "calibration"


class Bars(NamedTuple):
    """What is reached at least, and for poor drawings at most."""

    drawings: int
    overall: float
    within_scenario: float
    each_dimension: float
    dimensions: float
    excellent: float
    poor: float


BARS: Mapping[str, Bars] = {
    ".": Bars(100, 0.86, 0.98, 0.76, 0.78, 87, 15),
    "second": Bars(200, 0.84, 0.92, 0.72, 0.77, 75, 23),
    "third": Bars(40, 0.80, 0.98, 0.74, 0.79, 87, 17),
    "fourth": Bars(80, 0.87, 0.96, 0.70, 0.77, 86, 20),
    "fifth": Bars(200, 0.85, 0.91, 0.74, 0.77, 86, 22),
    "sixth": Bars(160, 0.83, 0.96, 0.70, 0.75, 83, 20),
    "seventh": Bars(80, 0.77, 0.91, 0.67, 0.75, 89, 27),
    "eighth": Bars(40, 0.82, 0.87, 0.67, 0.76, 70, 27),
    "ninth": Bars(120, 0.78, 0.91, 0.67, 0.75, 87, 33),
    "tenth": Bars(40, 0.82, 0.93, 0.75, 0.77, 93, 19),
    "eleventh": Bars(80, 0.78, 0.93, 0.73, 0.76, 90, 25),
    "twelfth": Bars(40, 0.81, 0.93, 0.77, 0.80, 91, 16),
}
SETS = list(BARS)


@cache
def compared(name: str) -> Agreement:
    return agreement(FOLDER / name / "grades.tsv", sorted((FOLDER / name).glob("*.yaml")))


@pytest.mark.parametrize("name", SETS)
def test_the_rubric_orders_drawings_nearly_as_readers_do(name: str) -> None:
    found, bars = compared(name), BARS[name]
    assert len(found.drawings) == bars.drawings
    assert not found.left_out
    assert (found.overall.tau or 0) >= bars.overall
    assert (found.within_scenario or 0) >= bars.within_scenario
    assert all((part.tau or 0) >= 0.6 for part in found.by_scenario)


@pytest.mark.parametrize("name", SETS)
def test_each_dimension_moves_with_the_readers(name: str) -> None:
    taus = {part.name: part.tau or 0 for part in compared(name).by_dimension}
    assert min(taus.values()) >= BARS[name].each_dimension, taus
    assert fmean(taus.values()) >= BARS[name].dimensions, taus


@pytest.mark.parametrize("name", SETS)
def test_excellent_drawings_lie_high_and_poor_ones_low(name: str) -> None:
    drawings = compared(name).drawings
    assert min(each.ours for each in drawings if each.readers > 90) >= BARS[name].excellent
    assert max(each.ours for each in drawings if each.readers < 16) <= BARS[name].poor
