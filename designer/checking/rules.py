"""Rules tested as code: each rule's examples are graded, and what they say is held against what they should."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from designer.catalog import source
from designer.catalog.library import content_folder, scenario, scenario_folder, scenario_ids
from designer.catalog.validation import validate
from designer.errors import DesignerError, suggestion
from designer.exchange.arrows import arrows
from designer.exchange.formats import load
from designer.exchange.variation import varied
from designer.grading import seen
from designer.model.critique import Finding
from designer.model.design import Design
from designer.model.rubric import Example
from designer.model.scenario import Brief, Level, Scenario
from designer.rules.engine import findings
from designer.rules.rubric import OWN, CompiledRubric, CompiledRule

WANTED = ("pass", "fail", "not_applicable")
"""The verdicts of which a rule should have an example each; one that always applies needs no exemption."""


@dataclass(frozen=True)
class Tried:
    """One example and what the rule really says of it."""

    rule: CompiledRule
    number: int
    example: Example
    verdict: str
    share: float
    message: str

    @property
    def agrees(self) -> bool:
        """Say whether the verdict is the one that the example expects."""
        return self.example.agrees(self.verdict, self.share)

    def __str__(self) -> str:
        """Give the line of a report."""
        share = "" if self.example.share is None else f" with a share of {self.example.share:g}"
        wanted = f"example {self.number} should be {self.example.verdict}{share}, and is {self.verdict}"
        found = f"{wanted} with a share of {self.share:g}" if share else wanted
        return f"{self.rule.where}: rule '{self.rule.rule.id}': {found} ({self.message})"


def examples_of(rule: CompiledRule) -> tuple[Example, ...]:
    """Give all examples of a rule, one for each word of a list."""
    return tuple(each for example in written_examples(rule) for each in example.spelt_out)


def written_examples(rule: CompiledRule) -> tuple[Example, ...]:
    """Give a rule's examples as they are written, and for a rule that ships those that lie beside its file."""
    return (*rule.rule.examples, *_more(_beside(rule)).get(rule.rule.id, ()))


def _beside(rule: CompiledRule) -> str:
    """Name the file of more examples beside what ships: `rubrics/examples/cost.yaml`, `scenarios/ID/examples.yaml`."""
    folder, _, name = rule.where.partition(":")[0].rpartition("/")
    if folder == "rubrics":
        return f"rubrics/examples/{name}"
    return f"{folder}/{EXAMPLES}" if name == OWN and folder.startswith("scenarios/") else ""


EXAMPLES = "examples.yaml"
"""The file of more examples beside a scenario's own rules."""


@lru_cache(maxsize=64)
def _more(name: str) -> Mapping[str, tuple[Example, ...]]:
    """Read the examples of a file of their own, if there is one: apart, so that grading need not wait for them."""
    path = content_folder("rubrics").parent / name
    if not name or not path.is_file():
        return {}
    file = source.read(path, name=name)
    return {
        id_: tuple(validate(Example, file, item, ("examples", id_, number)) for number, item in enumerate(items))
        for id_, items in file.data["examples"].items()
    }


def try_examples(rubric: CompiledRubric) -> Iterator[Tried]:
    """Grade every example of every rule; raises DesignerError where an example's change does not fit its drawing."""
    for rule in rubric.rules:
        for number, example in enumerate(examples_of(rule), 1):
            yield try_example(rubric, rule, number, example)


def try_example(rubric: CompiledRubric, rule: CompiledRule, number: int, example: Example) -> Tried:
    """Grade one example by its rule alone."""
    _, finding = judged(rubric, rule, number, example)
    return Tried(rule, number, example, finding.verdict.value, finding.share, finding.message)


def judged(rubric: CompiledRubric, rule: CompiledRule, number: int, example: Example) -> tuple[Design, Finding]:
    """Give an example's drawing, a fragment or a whole one, and what its rule alone says of it."""
    design, asked = drawn(rule, number, example)
    alone = CompiledRubric(rubric.ids, rubric.version, rubric.sha256, (rule,))
    (finding,) = findings(seen(design, asked.brief), alone, asked, Level.STAFF)
    return design, finding


def drawn(rule: CompiledRule, number: int, example: Example) -> tuple[Design, Scenario]:
    """Give the drawing and the brief of an example; raises DesignerError where a change does not fit."""
    where = f"{rule.where}: rule '{rule.rule.id}', example {number}"
    if rule.scenario not in {"", example.of}:
        what = f"it is of '{example.of}', and the rule is for '{rule.scenario}' alone"
        raise DesignerError(what, where=where, remedy=f"say 'of: {rule.scenario}'")
    if example.of not in scenario_ids():
        near = suggestion(example.of, scenario_ids()) or "see 'designer scenarios'"
        raise DesignerError(f"there is no scenario '{example.of}'", where=where, remedy=near)
    asked = scenario(example.of)
    try:
        brief = Brief.model_validate(asked.brief.model_dump() | example.brief)
    except ValueError:
        raise DesignerError(f"its brief {example.brief} is none", where=where) from None
    base = arrows(example.draw, name=where) if example.draw else reference(example.of)
    return varied(base, example, name=where), asked.model_copy(update={"brief": brief})


@lru_cache(maxsize=32)
def reference(id_: str) -> Design:
    """Read a shipped scenario's reference, once."""
    return load(scenario_folder(id_) / "reference.design.yaml")


def lacking(rubric: CompiledRubric) -> Iterator[tuple[CompiledRule, str]]:
    """Give the rules that have no example of a verdict that they should have one of."""
    for rule in rubric.rules:
        shown = {example.verdict for example in rule.rule.examples}
        for verdict in WANTED:
            always = verdict == "not_applicable" and rule.applies is None and (rule.each is None or _fails_empty(rule))
            if verdict not in shown and not always and not (verdict == "fail" and "partial" in shown):
                yield rule, verdict


def _fails_empty(rule: CompiledRule) -> bool:
    return rule.rule.subjects is not None and bool(rule.rule.subjects.none)
