"""`designer grade`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from designer.cli.blame import blaming_the_drawing
from designer.cli.input import drawing
from designer.cli.output import deliver, spare_inputs

if TYPE_CHECKING:
    from designer.model.critique import Critique
    from designer.model.design import Design
    from designer.rules.rubric import CompiledRubric

BELOW = 1
"""The exit status of a score below --fail-under."""
ENDINGS = {".json": "json", ".sarif": "sarif", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf"}
"""The formats that a file's name ends in; anything else is text."""


def run(options: argparse.Namespace) -> int:
    """Grade a drawing and write the critique."""
    output = None if options.output == Path("-") else options.output
    options.format = options.format or ENDINGS.get(output.suffix.lower() if output else "", "text")
    spare_inputs(output, [options.design, *(options.rubric or ())])
    design = drawing(options.design)
    rubric = rubric_of(options.rubric, options.scenario or design.scenario or "")
    with blaming_the_drawing(options):
        critique = _graded(design, options, rubric)
    deliver(_written(critique, design, options), output, options.format)
    return BELOW if options.fail_under is not None and critique.score.percent < options.fail_under else 0


def _graded(design: "Design", options: argparse.Namespace, rubric: "CompiledRubric | None") -> "Critique":
    from designer.catalog.library import scenario
    from designer.grading import grade

    wanted = options.scenario or design.scenario
    if not (options.twists and wanted):
        return grade(design, options.scenario, options.level, rubric)
    from designer.analyzing import grade_after

    return grade_after(design, scenario(wanted), scenario(wanted).twists, options.level, rubric)


def rubric_of(paths: list[Path] | None, scenario: str = "") -> "CompiledRubric | None":
    """Put the rubric files that were named on top of the rubric in use; None where none was."""
    if not paths:
        return None
    from designer.rules.in_use import rubric_in_use

    return rubric_in_use(scenario, paths)


def _written(critique: "Critique", design: "Design", options: argparse.Namespace) -> bytes:
    if options.format == "json":
        from designer.report.critique.data import critique_json

        return critique_json(critique).encode()
    from designer.catalog.library import catalog, scenario

    if options.format == "pdf":
        from designer.drill.session import changed
        from designer.report.critique.pdf import critique_pdf

        asked = scenario(critique.scenario)
        after = changed(asked, asked.twists if options.twists else ())
        return critique_pdf(critique, design, after, catalog().kinds, drawn_on=None, elapsed_s=None)
    if options.format == "sarif":
        from urllib.parse import quote

        from designer import __version__
        from designer.report.critique.sarif import critique_sarif

        return critique_sarif(critique, design, catalog().kinds, quote(options.design.as_posix()), __version__).encode()
    if options.format == "markdown":
        from designer.report.critique.markdown import critique_markdown

        return critique_markdown(critique, design, catalog().kinds).encode()
    from designer.report.critique.text import critique_text

    return critique_text(critique, design, catalog().kinds).encode()
