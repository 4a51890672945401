"""A timed attempt at a scenario: how long it has run, what is left, which twists are due; the clock is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from designer.model.scenario import Brief, Scenario, Twist

MINUTE_S = 60.0


class Mode(StrEnum):
    """Interview mode is silent until the end; practice mode answers at once."""

    INTERVIEW = "interview"
    PRACTICE = "practice"


def changed(scenario: Scenario, twists: Iterable[Twist]) -> Scenario:
    """Give the scenario with its brief as it is after some twists, the last word on each fact holding."""
    return scenario.model_copy(update={"brief": Brief.model_validate(changed_facts(scenario, twists))})


def changed_facts(scenario: Scenario, twists: Iterable[Twist]) -> dict[str, Any]:
    """Give the facts of the brief after some twists, as data that is not checked yet."""
    return scenario.brief.model_dump() | {name: value for twist in twists for name, value in twist.brief.items()}


@dataclass
class Session:
    """One attempt. `started` and `now` are seconds of a clock that never goes back; `before_s` was spent earlier."""

    scenario: Scenario
    minutes: float
    mode: Mode
    started: float
    before_s: float = 0.0
    stopped: float | None = None

    def elapsed_s(self, now: float) -> float:
        """Give the seconds since the start, not counting any after the stop."""
        return self.before_s + (now if self.stopped is None else self.stopped) - self.started

    def remaining_s(self, now: float) -> float:
        """Give the seconds left; negative when time is over."""
        return self.minutes * MINUTE_S - self.elapsed_s(now)

    def due(self, now: float) -> tuple[Twist, ...]:
        """Give the twists whose minute has come, in order."""
        twists = sorted(self.scenario.twists, key=lambda twist: twist.minute)
        return tuple(twist for twist in twists if twist.minute * MINUTE_S <= self.elapsed_s(now))

    def phase(self, elapsed_s: float) -> str:
        """Name the part of the drill that is due; an attempt that is shorter or longer keeps the proportions."""
        planned = sum(phase.minutes for phase in self.scenario.phases)
        until = 0.0
        for phase in self.scenario.phases:
            until += phase.minutes * self.minutes * MINUTE_S / planned
            if elapsed_s < until:
                return phase.name
        return "Time is up" if elapsed_s >= self.minutes * MINUTE_S else ""

    def stop(self, now: float) -> float:
        """End the attempt, once; give the seconds that it took."""
        if self.stopped is None:
            self.stopped = now
        return self.elapsed_s(now)
