"""Attempts, progress and what is due as plain text."""

from collections.abc import Iterable, Iterator, Sequence

from designer.history.attempts import Attempt
from designer.history.overview import Overview
from designer.history.schedule import Card
from designer.history.suggestion import Suggestion
from designer.model.rubric import Competency
from designer.report.history.data import is_due, local_date
from designer.report.terminal import columns, plain, wrapped
from designer.report.words import percent, short

SHOWN = 12
"""Rules that one evening has room for; the others stand in the JSON."""
_LETTERS = 3
"""By which a competency is known at the top of a column."""


def history_text(found: Overview) -> str:
    """Write all of it; of an empty history what to do first."""
    if not found.attempts:
        return "\n".join(_first(found)) + "\n"
    parts = [
        "Attempts, the latest first\n\n" + columns(_attempts(found.attempts)),
        *_again(found.attempts),
        "Percent by competency\n\n" + columns(_matrix(found.attempts)),
        "Where you stand\n\n" + columns(_standings(found)),
        "\n".join(_next(found.ranked)) + "\n",
        "\n".join(_cards(found)) + "\n",
    ]
    return "\n".join(parts)


def _first(found: Overview) -> Iterator[str]:
    yield "No attempt is finished yet."
    if found.ranked:
        drill = found.ranked[0].scenario
        yield from wrapped(
            f"Begin with 'designer drill {drill.id}' ({drill.title}, {drill.minutes} minutes): draw, press Stop, and "
            "its score is kept here. 'designer scenarios' lists the others."
        )


def _attempts(attempts: Iterable[Attempt]) -> Iterator[tuple[str, ...]]:
    yield ("date", "scenario", "mode", "level", "minutes", "score")
    for each in attempts:
        level = each.level.value if each.level else "as asked"
        score = percent(each.percent).rjust(len("100 %")) + ("*" if each.again else "")
        minutes = f"{each.minutes_used:.0f}".rjust(len("minutes"))
        yield (local_date(each.started), _name(each.scenario), _name(each.mode), level, minutes, score)


def _again(attempts: Iterable[Attempt]) -> Iterator[str]:
    if any(each.again for each in attempts):
        yield "* graded again by today's rules: its score by competency had not been kept\n"


def _matrix(attempts: Iterable[Attempt]) -> Iterator[tuple[str, ...]]:
    """Give a row an attempt and a column a competency: a dash where it was not observed."""
    yield ("date", "scenario", " ".join(each.value[:_LETTERS] for each in Competency))
    for each in attempts:
        scores = each.record.by_competency if each.record else {}
        cells = (f"{int(scores[one])}" if one in scores else "-" for one in Competency)
        yield (local_date(each.started), _name(each.scenario), " ".join(cell.rjust(_LETTERS) for cell in cells))


def _standings(found: Overview) -> Iterator[tuple[str, ...]]:
    yield ("competency", "attempts", "latest", "mastery", "direction")
    for competency, each in found.competencies.items():
        latest, mastery = (percent(value) if value is not None else "-" for value in (each.latest, each.mastery))
        numbers = (str(each.attempts).rjust(8), latest.rjust(6), mastery.rjust(7))
        yield (competency.title, *numbers, each.direction or "-")


def _next(ranked: Sequence[Suggestion]) -> Iterator[str]:
    if not ranked:
        return
    drill = ranked[0].scenario
    yield f"Next: designer drill {drill.id}"
    yield ""
    yield from wrapped(f"{drill.title}, {drill.level.value}, {drill.minutes} minutes. {ranked[0].reason}", 2)


def _cards(found: Overview) -> Iterator[str]:
    due = [card for card in found.cards if is_due(card, found.now)]
    later = [card for card in found.cards if not is_due(card, found.now)]
    yield f"Rules to draw again: {len(due)} due" if due else "Rules to draw again: none is due today"
    if due:
        yield ""
        yield columns(_rows(due[:SHOWN])).rstrip("\n")
    if due[SHOWN:]:
        yield f"and {len(due) - SHOWN} more: see --format json"
    if later:
        yield f"{len(later)} more later, from {local_date(min(card.due for card in later))} on"


def _rows(cards: Iterable[Card]) -> Iterator[tuple[str, ...]]:
    yield ("rule", "flaw", "missed", "last in", "again in")
    for card in cards:
        again = card.again_in or "any that draws it"
        times = f"{card.missed} of {card.seen}"
        yield (card.rule.number, short(card.rule.title, 30), times, _name(card.missed_in), _name(again))


def _name(text: str) -> str:
    return short(plain(text), 17)
