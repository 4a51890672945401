"""How a person stands in each competency, and whether it goes up or down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from designer.history.attempts import Attempt
from designer.model.rubric import Competency

PRIOR_PERCENT = 50.0
"""What is assumed of somebody of whom nothing was seen: the middle."""
PRIOR_ATTEMPTS = 2
"""How many attempts that assumption is worth."""
FADES = 0.85
"""What an attempt counts beside the one after it."""
STEADY_PERCENT = 5.0
"""By what attempts of equal worth differ: a rule or two."""
Direction = Literal["up", "down", "steady"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One competency: how many attempts observed it, and in percent the latest, and the mastery that all speak for.

    Where none observed it, `latest` and `mastery` are None; `direction` is None before there are two.
    """

    attempts: int
    latest: float | None = None
    mastery: float | None = None
    direction: Direction | None = None


def standings(attempts: Sequence[Attempt]) -> dict[Competency, Standing]:
    """Give the standing in every competency, of attempts with the latest first; what was not observed is in no sum."""
    scores = [attempt.record.by_competency for attempt in attempts if attempt.record is not None]
    return {each: standing([score[each] for score in scores if each in score]) for each in Competency}


def standing(percents: Sequence[float]) -> Standing:
    """Give the standing of percentages, the latest first."""
    if not percents:
        return Standing(0)
    return Standing(len(percents), percents[0], shrunk_mean(percents), direction(percents))


def shrunk_mean(percents: Sequence[float]) -> float:
    """Give the mean of n percentages, the latest first, shrunk towards the middle: one bad day does not dominate.

    It is (sum of f^j x[j]) / (sum of f^j), where x[0] is the latest, each counts f = 0.85 of the one after it, and two
    attempts at 50 % stand before the first: x[n] = x[n+1] = 50. So the first attempt counts two fifths, and the latest
    of many a seventh.

    >>> shrunk_mean([]), round(shrunk_mean([80.0]), 1), round(shrunk_mean([20.0, 80.0, 80.0, 80.0]), 1)
    (50.0, 61.7, 58.6)
    """
    return _mean([*percents, *[PRIOR_PERCENT] * PRIOR_ATTEMPTS])


def direction(percents: Sequence[float]) -> Direction | None:
    """Compare the latest with the mean of those before, of which the later ones count more.

    >>> direction([70.0, 40.0]), direction([70.0, 68.0]), direction([29.0, 100.0, 66.0]), direction([70.0])
    ('up', 'steady', 'down', None)
    """
    if len(percents) < 2:  # noqa: PLR2004 (nothing to compare with)
        return None
    change = percents[0] - _mean(percents[1:])
    if abs(change) <= STEADY_PERCENT:
        return "steady"
    return "up" if change > 0 else "down"


def _mean(percents: Sequence[float]) -> float:
    """Give the mean of percentages, the latest first, of which each counts less than the one after it."""
    weights = [FADES**age for age in range(len(percents))]
    return sum(weight * percent for weight, percent in zip(weights, percents, strict=True)) / sum(weights)
