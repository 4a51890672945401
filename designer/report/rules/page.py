"""A rule's page as data: what it asks, why, how it is decided, its examples, and one flaw beside its mending."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from designer.catalog.library import Catalog, scenario
from designer.catalog.quantity import format_number
from designer.model.critique import Evidence
from designer.model.design import Design
from designer.model.rubric import Rule
from designer.report.rules.contrast import Contrast, Part, Trial, brief_words, contrast
from designer.report.rules.difference import differences
from designer.report.words import also
from designer.rules.rubric import CompiledRule

_DECIDED = {
    Evidence.SHOWN: "Decided by what is drawn or computed.",
    Evidence.CLAIMED: "Rests on something that is ticked or written.",
}
_ASIDE = re.compile(r"(?::|,? (?:by|in|from)| \() ?\{witness\}\)?")
"""The places of a message that name what was found, and can go where nothing was looked for."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example: the drawing that it speaks of, the verdict that it should have, and the one that it has."""

    number: int
    scenario: str
    brief: tuple[str, ...]
    change: tuple[str, ...]
    wanted: str
    verdict: str
    message: str

    @property
    def title(self) -> str:
        """Name the drawing: "Card fraud, as its reference is drawn"."""
        brief = f", with a brief of {'; '.join(self.brief)}" if self.brief else ""
        return f"{self.scenario}{brief}{'' if self.change else ', as its reference is drawn'}"

    @property
    def judged(self) -> str:
        """Give the verdict in words; what it should have been follows where that is another."""
        said = self.verdict.replace("_", " ")
        return said if self.wanted == self.verdict else f"{said}, and should be {self.wanted.replace('_', ' ')}"


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything that is said of a rule."""

    rule: Rule
    asks: str
    flaw: str
    exempt: str
    question: str
    decided: tuple[str, ...]
    cases: tuple[Case, ...]
    contrast: Contrast | None

    @property
    def facts(self) -> tuple[str, ...]:
        """Give what identifies it and how much it weighs."""
        rule = self.rule
        weight = f"{rule.severity.value}, {format_number(rule.points)} point{'s' if rule.points > 1 else ''}"
        return rule.number, rule.id, rule.competency.title, weight, *also(rule.also), f"from {rule.level.value} on"

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Give the titled paragraphs that there are, in the order of reading."""
        parts = (
            ("What it asks", self.asks),
            ("The flaw", self.flaw),
            ("Why", self.rule.why),
            ("Fix", self.rule.fix),
            ("The interviewer would ask", self.question),
            ("Not scored when", self.exempt),
            ("How it is decided", " ".join(self.decided)),
            ("An approximation", self.rule.approximation),
        )
        return tuple((title, text) for title, text in parts if text)


def rule_page(
    compiled: CompiledRule, trials: Sequence[Trial], references: Mapping[str, Design], known: Catalog
) -> RulePage:
    """Put a rule's page together from its examples as they were tried; `references` are drawings by scenario."""
    rule = compiled.rule
    subject = rule.subjects.name if rule.subjects else ""
    shown = contrast(trials, known)
    partly = said_of_all(rule.partly, subject) or "A part of it is there."
    half = (f"For half of its points: {partly}",) if rule.half is not None else ()
    return RulePage(
        rule=rule,
        asks=_or_said(said_of_all(rule.holds, subject), shown.mended if shown else None),
        flaw=_or_said(said_of_all(rule.say, subject), shown.flawed if shown else None),
        exempt=rule.exempt or " Or: ".join(f"{words}." for words in _told(rule.applies)),
        question=said_of_all(rule.ask, subject),
        decided=(_DECIDED[compiled.evidence], *half),
        cases=tuple(_case(trial, references, known) for trial in trials if trial.number),
        contrast=shown,
    )


def _told(condition: Any) -> Iterator[str]:  # noqa: ANN401 (plain data)
    """Give the words that the parts of a condition have for their failure."""
    for part in condition["all"] if isinstance(condition, dict) and "all" in condition else [condition]:
        if isinstance(part, dict) and "told" in part:
            yield part["told"]["else"]


def _or_said(of_all: str, part: Part | None) -> str:
    """Give what is said of one drawing where the words for all of them have a gap."""
    return part.finding.message if part and "…" in of_all else of_all


def _case(trial: Trial, references: Mapping[str, Design], known: Catalog) -> Case:
    example = trial.example
    lines = differences(Design() if example.draw else references[example.of], trial.design, known)
    gone = {line.components[0] for line in lines if line.sign == "-" and not line.connection and not line.value}
    return Case(
        number=trial.number,
        scenario=scenario(example.of).title,
        brief=brief_words(example),
        change=tuple(str(line) for line in lines if not line.connection or not gone & {*line.components}),
        wanted=example.verdict,
        verdict=trial.finding.verdict.value,
        message=trial.finding.message,
    )


def said_of_all(template: str, subject: str) -> str:
    """Write a message's placeholders for people who read the rule itself.

    >>> said_of_all("{model} is released past {store}: {witness}.", "model")
    'The model is released past the store.'
    >>> said_of_all("Gone with its zone: {part} ({witness}).", "part")
    'Gone with its zone.'
    """
    text = _ASIDE.sub("", template).replace("{witness}", "…").replace("….", "…")
    text = text.replace(f": {{{subject}}}.", ".")
    for name in {subject, "store", "part"} - {""}:
        text = text.replace(f"{{{name}}}", f"the {name.replace('_', ' ')}")
    return text[:1].upper() + text[1:]


def rule_data(page: RulePage) -> dict[str, Any]:
    """Give the page as plain data: the rule as it is written, and what comes of it."""
    data = page.rule.model_dump(mode="json")
    data["title"], data["points"] = page.rule.title, page.rule.points
    data |= {"asks": page.asks, "flaw": page.flaw, "decided": list(page.decided)}
    data["examples"] = [
        data["examples"][case.number - 1]
        | {"change": list(case.change), "found": case.verdict, "message": case.message}
        for case in page.cases
    ]
    shown = page.contrast
    data["contrast"] = shown and {
        "scenario": shown.scenario,
        "brief": list(shown.brief),
        "lines": [str(line) for line in shown.lines],
        "flawed": _part_data(shown.flawed.design, shown.flawed.finding.message),
        "mended": _part_data(shown.mended.design, shown.mended.finding.message),
    }
    return data


def _part_data(design: Design, message: str) -> dict[str, Any]:
    parts = design.model_dump(mode="json", include={"components", "connections"}, exclude_defaults=True)
    return {"message": message, **parts}
