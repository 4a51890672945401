"""The back of the envelope: the questions' answers, computed from the brief, and whether somebody's are right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designer.catalog.arithmetic import Arithmetic
from designer.catalog.quantity import format_value, parse_value
from designer.errors import DesignerError
from designer.model.kind import Property, PropertyType
from designer.model.scenario import Envelope, Scenario


@dataclass(frozen=True)
class Answer:
    """A question with its right value, and what was said (None: nothing that is a number)."""

    question: Envelope
    value: float
    said: float | None = None

    @property
    def text(self) -> str:
        """Write the right value with its unit, in four digits: more would claim what an envelope cannot hold."""
        return format_value(as_property(self.question), float(f"{self.value:.4g}"))

    @property
    def right(self) -> bool:
        """Say whether what was said is within the question's tolerance."""
        return self.said is not None and abs(self.said - self.value) <= self.question.tolerance * abs(self.value)


def value_of(question: Envelope, scenario: Scenario) -> float:
    """Compute a question's answer, in its unit; raises DesignerError where a name has no number."""
    formula = Arithmetic.parse(question.formula)
    found = formula.value(lambda name: _number(name, scenario))
    if found is None:
        missing = [name for name in formula.names if _number(name, scenario) is None]
        what = f"nothing is known of '{missing[0]}'" if missing else "it divides by nothing"
        raise DesignerError(f"'{question.formula}' cannot be computed: {what}", where=f"envelope {question.id}")
    return found


def _number(name: str, scenario: Scenario) -> float | None:
    fact = scenario.facts.get(name)
    return scenario.brief.number(name) if fact is None else fact.value


def as_property(question: Envelope) -> Property:
    """Give the quantity that a question asks for, so that it is read and written like every other."""
    return Property(name=question.id, type=PropertyType.QUANTITY, title=question.ask, unit=question.unit)


def answers(scenario: Scenario, said: Mapping[str, float | str] | None = None) -> Iterator[Answer]:
    """Give every question's answer beside what was said, by the questions' ids, as a number or as people write it."""
    for question in scenario.envelope:
        yield Answer(question, value_of(question, scenario), _said((said or {}).get(question.id), question))


def _said(raw: float | str | None, question: Envelope) -> float | None:
    """Read what was said in the question's unit; None where it is no number of that sort."""
    try:
        value = parse_value(as_property(question), raw)
    except DesignerError:
        return None
    return None if value is None or isinstance(value, (str, tuple)) else float(value)
