"""When a rule that was missed is due again, and in which other drill."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from designer.history.attempts import Attempt
from designer.history.demand import Demand
from designer.model.critique import Verdict
from designer.model.rubric import Rule
from designer.rules.in_use import rubric_in_use

MOST_DAYS = 365
"""No rule rests for longer."""


@dataclass(frozen=True, slots=True)
class Card:
    """A rule that was missed, in `missed` of the `seen` attempts to which it applied since the first miss.

    `due` is in UTC. `missed_in` is the scenario of the last miss, `again_in` another that asks for the rule; the same
    where no other does, and None where a rule speaks of something that no brief asks for.
    """

    rule: Rule
    due: datetime
    missed: int
    seen: int
    missed_in: str
    again_in: str | None


def cards(attempts: Sequence[Attempt], ranked: Sequence[Demand]) -> tuple[Card, ...]:
    """Give the card of every rule that was missed, the earliest due first, and of a day's the weightiest.

    `attempts` come with the latest first, `ranked` are the drills, the best to draw next first. The schedule is FSRS
    without its random spread: every attempt to which the rule applies is a review, forgotten where the rule was missed
    or the drawing did not say, hard where it held in part, else good. It is computed from the attempts each time, so
    there is no second record that could disagree. Rules that are no more have no card.
    """
    found = []
    for id_, reviews in _reviews(reversed(attempts)).items():
        missed = [attempt for attempt, verdict in reviews if verdict is not Verdict.PASS]
        rule = rubric_in_use(missed[-1].scenario).find(id_)
        if rule is None:
            continue
        last = missed[-1].scenario
        due = _due((attempt.started, verdict) for attempt, verdict in reviews)
        found.append(Card(rule.rule, due, len(missed), len(reviews), last, _elsewhere(id_, last, ranked)))
    return tuple(sorted(found, key=lambda card: (card.due.date(), -card.rule.points, card.rule.number)))


_Reviews = list[tuple[Attempt, Verdict]]


def _reviews(attempts: Iterable[Attempt]) -> dict[str, _Reviews]:
    """Give each missed rule's verdicts from the first miss on, of attempts with the earliest first."""
    found: dict[str, _Reviews] = {}
    for attempt in attempts:
        for rule, verdict in _verdicts(attempt):
            if verdict is not Verdict.PASS:
                found.setdefault(rule, [])
            if rule in found:
                found[rule].append((attempt, verdict))
    return found


def _verdicts(attempt: Attempt) -> Iterator[tuple[str, Verdict]]:
    verdicts = attempt.record.verdicts if attempt.record else {}
    return ((rule, verdict) for verdict, rules in verdicts.items() for rule in rules)


def _elsewhere(rule: str, last: str, ranked: Sequence[Demand]) -> str | None:
    asking = [demand.scenario.id for demand in ranked if rule in demand.rules]
    return next((id_ for id_ in asking if id_ != last), asking[0] if asking else None)


def _due(reviews: Iterable[tuple[datetime, Verdict]]) -> datetime:
    """Give the time at which a rule is due after its reviews: at least one, in order, and in UTC."""
    from fsrs import Card as Memory
    from fsrs import Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=MOST_DAYS, enable_fuzzing=False)
    ratings = {Verdict.PASS: Rating.Good, Verdict.PARTIAL: Rating.Hard}
    memory = Memory(card_id=0, due=datetime.min.replace(tzinfo=UTC))  # both are asked of the clock where not given
    for at, verdict in reviews:
        memory, _ = scheduler.review_card(memory, ratings.get(verdict, Rating.Again), at)
    return memory.due
