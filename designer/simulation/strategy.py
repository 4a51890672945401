"""How a version reaches all the traffic, stage by stage, and how many answers it has given by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from designer.simulation.detection import share, share_of_percent

START_S = 60.0
"""Until a replica with a new version answers: image, model and warm-up (assumption)."""
CANARY_PERCENT = 10.0
"""The first step of a canary where none is drawn, as in CodeDeploy's own configurations (AWS, 2024)."""
ROLLING_STEPS = (25.0, 50.0, 75.0)
"""A rolling update takes a quarter at a time (Kubernetes' default for a Deployment)."""
HOLD_S = {"canary": 86400.0, "rolling_cohort": 86400.0, "shadow": 86400.0, "blue_green": 3600.0}
"""How long a step is held before the next (a day, so that it sees all hours), or the version before is kept beside the
new one (an hour); assumptions."""


@dataclass(frozen=True)
class Stage:
    """A stretch of a rollout: the share of traffic that the version answers, and that it sees, for how long."""

    served: float
    seen: float
    hold_s: float


def stages(
    strategy: str | None, percents: Sequence[float] = (), hold_s: float | None = None, mirrored: float = 1.0
) -> tuple[Stage, ...]:
    """Give the stages of a strategy; the last one, with all the traffic, lasts for ever.

    `percents` are the steps on the way, in percent of the traffic. A shadow sees the `mirrored` share (a fraction)
    and answers nothing until it is promoted, then goes by the steps. Without a strategy a version arrives at once.
    """
    held = HOLD_S.get(strategy or "", 0.0) if hold_s is None else hold_s
    if strategy == "rolling":
        percents, held = ROLLING_STEPS, START_S
    elif strategy in {"canary", "rolling_cohort"}:
        percents = percents or (CANARY_PERCENT,)
    elif strategy != "shadow":
        percents = ()
    steps = [share_of_percent(each, "a step of the rollout") for each in percents if each != _ALL]
    ramp = [Stage(step, step, held) for step in sorted(set(steps))]
    if strategy == "shadow":
        ramp.insert(0, Stage(0.0, share(mirrored, "the mirrored share"), held))
    return (*ramp, Stage(1.0, 1.0, inf))


def until_seen_s(plan: Sequence[Stage], rate_per_s: float, answers: float) -> float:
    """Give the seconds until a version has computed so many answers, those of a shadow among them."""
    elapsed = 0.0
    for stage in plan:
        speed = rate_per_s * stage.seen
        if speed and answers / speed <= stage.hold_s:
            return elapsed + answers / speed
        elapsed, answers = elapsed + stage.hold_s, answers - speed * stage.hold_s if speed else answers
    return inf


def stage_at(plan: Sequence[Stage], seconds: float) -> Stage:
    """Give the stage that a rollout is in after so many seconds, if nobody stops it."""
    for stage in plan:
        if seconds < stage.hold_s:
            return stage
        seconds -= stage.hold_s
    return plan[-1]


def served_s(plan: Sequence[Stage], seconds: float) -> float:
    """Give the seconds of whole traffic that a version has answered after so many seconds: share x time, summed."""
    total = 0.0
    for stage in plan:
        total += stage.served * min(stage.hold_s, seconds)
        seconds -= min(stage.hold_s, seconds)
    return total


def bad_rate(canary_share: float, bad_share: float) -> float:
    """Give the share of all answers that are bad while a part of the traffic gets a version: the product of the two.

    >>> round(bad_rate(0.05, 0.20), 12)
    0.01
    """
    return share(canary_share, "the canary's share") * share(bad_share, "the bad share")


_ALL = 100.0
