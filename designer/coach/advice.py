"""`advise`: the only road from a drawing to what to do next about it."""

from designer.catalog.library import scenario as scenario_named
from designer.coach.fixes import fixes, together
from designer.coach.interviewer import questions
from designer.coach.place import names_of
from designer.grading import grade, seen
from designer.model.advice import Advice, Question
from designer.model.critique import Critique
from designer.model.design import Design
from designer.model.scenario import Scenario
from designer.rules.rubric import CompiledRubric


def advise(
    design: Design,
    scenario: str | Scenario | None = None,
    level: str | None = None,
    rubric: CompiledRubric | None = None,
) -> Advice:
    """Grade a drawing as `grade` does, price what would mend it, and ask what an interviewer would ask of it.

    The same drawing, scenario, level and rubric give the same advice, on every machine. Raises DesignerError as `grade`
    does.
    """
    critique = grade(design, scenario, level, rubric)
    asked = scenario if isinstance(scenario, Scenario) else scenario_named(critique.scenario)
    view = seen(design, asked.brief)
    names = names_of(view.graph)
    found = fixes(critique.findings, names)
    return Advice(
        scenario=critique.scenario,
        scenario_title=critique.scenario_title,
        level=critique.level,
        design=critique.design,
        rubric=critique.rubric,
        percent=critique.score.percent,
        earned=critique.score.earned,
        possible=critique.score.possible,
        held_back=critique.score.held_back,
        fixes=found,
        together=together(critique.findings, found),
        questions=questions(critique, view.estimates, names),
    )


def asked(critique: Critique, design: Design, scenario: Scenario) -> tuple[Question, ...]:
    """Give what `advise` would ask, for a drawing whose critique under this scenario is at hand already."""
    view = seen(design, scenario.brief)
    return questions(critique, view.estimates, names_of(view.graph))
