"""Attempts, progress and what is due as plain data, for scripts: `designer-history/1`."""

from datetime import datetime
from typing import Any

from designer.history.attempts import Attempt
from designer.history.overview import Overview
from designer.history.schedule import Card
from designer.history.suggestion import Suggestion

FORMAT = "designer-history/1"
_DIGITS = 4


def local_date(at: datetime) -> str:
    """Give the day at this place, in ISO 8601."""
    return at.astimezone().date().isoformat()


def is_due(card: Card, now: datetime) -> bool:
    """Say whether a card is due by the end of the day."""
    return local_date(card.due) <= local_date(now)


def history_data(found: Overview) -> dict[str, Any]:
    """Give all of it; dates are local, percentages from 0 to 100, and `next` is null where there is no drill."""
    return {
        "format": FORMAT,
        "attempts": [_attempt(attempt) for attempt in found.attempts],
        "competencies": {
            competency.value: {
                "attempts": each.attempts,
                "latest": each.latest,
                "mastery": None if each.mastery is None else round(each.mastery, _DIGITS),
                "direction": each.direction,
            }
            for competency, each in found.competencies.items()
        },
        "due": {
            "next": _suggestion(found.ranked[0]) if found.ranked else None,
            "cards": [_card(card, found.now) for card in found.cards],
        },
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "date": local_date(attempt.started),
        "started": attempt.started.isoformat(),
        "scenario": attempt.scenario,
        "mode": attempt.mode,
        "level": attempt.level.value if attempt.level else None,
        "minutes_used": round(attempt.minutes_used, 1),
        "percent": attempt.percent,
        "by_competency": {each.value: percent for each, percent in _by_competency(attempt).items()},
        "graded_again": attempt.again,
    }


def _by_competency(attempt: Attempt) -> dict[Any, float]:
    return dict(attempt.record.by_competency) if attempt.record else {}


def _suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "scenario": found.scenario.id,
        "title": found.scenario.title,
        "level": found.scenario.level.value,
        "minutes": found.scenario.minutes,
        "score": round(found.score, _DIGITS),
        "gain": round(found.gain, _DIGITS),
        "penalty": round(found.penalty, _DIGITS),
        "by_competency": {each.value: round(gain, _DIGITS) for each, gain in found.gains.items()},
        "reason": found.reason,
    }


def _card(card: Card, now: datetime) -> dict[str, Any]:
    return {
        "rule": card.rule.id,
        "number": card.rule.number,
        "title": card.rule.title,
        "competency": card.rule.competency.value,
        "severity": card.rule.severity.value,
        "date": local_date(card.due),
        "due": is_due(card, now),
        "missed": card.missed,
        "seen": card.seen,
        "missed_in": card.missed_in,
        "again_in": card.again_in,
    }
