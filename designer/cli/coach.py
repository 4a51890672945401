"""`designer coach`."""

import argparse

from designer.cli.blame import blaming_the_drawing
from designer.cli.grade import rubric_of
from designer.cli.input import drawing
from designer.cli.output import put_json, put_out


def run(options: argparse.Namespace) -> int:
    """Write the fixes worth most points, and the questions that a drawing invites."""
    from designer.coach.advice import advise

    design = drawing(options.design)
    rubric = rubric_of(options.rubric, options.scenario or design.scenario or "")
    with blaming_the_drawing(options):
        advice = advise(design, options.scenario, options.level, rubric)
    if options.format == "json":
        return put_json(advice.model_dump(mode="json"))
    from designer.report.advice import advice_text

    put_out(advice_text(advice, answers=options.answers))
    return 0
