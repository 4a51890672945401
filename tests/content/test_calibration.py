"""How far the rubric orders drawings as careful readers did: a hundred of them, graded blind."""

from functools import cache
from pathlib import Path
from statistics import fmean

from designer.checking.agreement import agreement
from designer.model.agreement import Agreement

FOLDER = Path(__file__).parents[2] / "calibration"


@cache
def compared() -> Agreement:
    return agreement(FOLDER / "grades.tsv", sorted(FOLDER.glob("*.yaml")))


def test_the_rubric_orders_drawings_nearly_as_readers_do() -> None:
    found = compared()
    assert len(found.drawings) == 100
    assert not found.left_out
    assert (found.overall.tau or 0) >= 0.77
    assert (found.within_scenario or 0) >= 0.92
    assert all((part.tau or 0) >= 0.6 for part in found.by_scenario)


def test_each_dimension_moves_with_the_readers() -> None:
    taus = {part.name: part.tau or 0 for part in compared().by_dimension}
    assert min(taus.values()) >= 0.6, taus
    assert fmean(taus.values()) >= 0.67, taus


def test_excellent_drawings_get_four_fifths_and_poor_ones_a_quarter_at_most() -> None:
    drawings = compared().drawings
    assert min(each.ours for each in drawings if each.readers > 90) >= 80
    assert max(each.ours for each in drawings if each.readers < 16) <= 25
