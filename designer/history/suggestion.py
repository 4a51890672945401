"""Which drill to draw next: the one in which most is to be gained, with the reason in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from designer.history.attempts import Attempt
from designer.history.demand import Demand
from designer.history.progress import PRIOR_PERCENT, Standing, shrunk_mean
from designer.model.rubric import Competency
from designer.model.scenario import Level, Scenario

FORGOTTEN_DAYS = 30.0
"""After so many days an attempt counts half against drawing the same again."""
READY_PERCENT = 70.0
"""The shrunk mean at one level from which drills of the next are in reach."""
_DAY_S = 86_400.0
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A drill, with what is to be gained and what is taken off for repetition, both from 0 to 1.

    `gains` are the terms of the sum, the largest first.
    """

    scenario: Scenario
    gains: Mapping[Competency, float]
    penalty: float
    reason: str
    in_reach: bool

    @property
    def gain(self) -> float:
        """Give the whole sum."""
        return sum(self.gains.values())

    @property
    def score(self) -> float:
        """Give what drills are ranked by."""
        return self.gain - self.penalty


def suggestions(
    demands: Sequence[Demand], standings: Mapping[Competency, Standing], attempts: Sequence[Attempt], now: datetime
) -> tuple[Suggestion, ...]:
    """Rank the drills for a person, the best first; those of a level that is out of reach come last.

    A drill's score is the sum over competencies of weight x (1 - mastery) x coverage, less a penalty for repetition.
    The weight is the competency's share of the points of all drills. Coverage is the drill's points in it, as a share
    of the most that any drill has. Mastery is the shrunk mean as a fraction, of what was never observed one half. The
    penalty is the share r / (1 + r) of the sum, where each earlier attempt at the drill adds to r: 1 on its day, half
    after thirty days, and so on.
    """
    reach = level_in_reach(attempts)
    whole = sum(sum(demand.points.values()) for demand in demands)
    total = {each: sum(demand.points.get(each, 0.0) for demand in demands) for each in Competency}
    most = {each: max((demand.points.get(each, 0.0) for demand in demands), default=0.0) for each in Competency}

    def suggested(demand: Demand) -> Suggestion:
        gains = {
            each: total[each] / whole * (1 - _mastery(standings[each])) * points / most[each]
            for each, points in demand.points.items()
        }
        gains = dict(sorted(gains.items(), key=lambda item: (-item[1], item[0])))
        before = [attempt for attempt in attempts if attempt.scenario == demand.scenario.id]
        repeated = sum(0.5 ** (_days(attempt, now) / FORGOTTEN_DAYS) for attempt in before)
        penalty = sum(gains.values()) * repeated / (1 + repeated)
        reason = _reason(gains, standings, before, now)
        return Suggestion(demand.scenario, gains, penalty, reason, demand.scenario.level.rank <= reach.rank)

    found = map(suggested, demands)
    return tuple(sorted(found, key=lambda each: (not each.in_reach, -each.score, each.scenario.id)))


def level_in_reach(attempts: Sequence[Attempt]) -> Level:
    """Give the highest level to suggest: that of the latest attempt, or the next where the scores at it allow."""
    graded = [attempt.record for attempt in attempts if attempt.record is not None]
    if not graded:
        return Level.MID
    level, levels = graded[0].level, list(Level)
    mean = shrunk_mean([record.percent for record in graded if record.level is level])
    return levels[min(level.rank + (mean >= READY_PERCENT), len(levels) - 1)]


def _mastery(standing: Standing) -> float:
    return (PRIOR_PERCENT if standing.mastery is None else standing.mastery) / 100


def _days(attempt: Attempt, now: datetime) -> float:
    """Give the days since an attempt, none where the clock has been set back."""
    return max(0.0, (now - attempt.started).total_seconds() / _DAY_S)


def _reason(
    gains: Iterable[Competency], standings: Mapping[Competency, Standing], before: Sequence[Attempt], now: datetime
) -> str:
    """Say in which competencies most is to be gained, and whether the drill is new."""
    named = [f"{each.title} ({_known(standings[each])})" for each in list(gains)[:_NAMED]]
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    return f"Most is to be gained in {listed}. {_repetition(before, now)}"


def _known(standing: Standing) -> str:
    return "not seen yet" if standing.mastery is None else f"{int(standing.mastery)} % mastered"


def _repetition(before: Sequence[Attempt], now: datetime) -> str:
    if not before:
        return "You have not drawn it yet."
    days = int(min(_days(attempt, now) for attempt in before))
    ago = "today" if not days else "a day ago" if days == 1 else f"{days} days ago"
    times = "once" if len(before) == 1 else f"{len(before)} times"
    return f"You have drawn it {times}, last {ago}, which counts against it."
