"""`designer analyze`."""

import argparse

from designer.cli.blame import blaming_the_drawing
from designer.cli.input import drawing
from designer.cli.output import put_json, put_out


def run(options: argparse.Namespace) -> int:
    """Compute a drawing's numbers and write them."""
    from designer.analyzing import analyze
    from designer.catalog.library import catalog

    design = drawing(options.design)
    with blaming_the_drawing(options):
        found = analyze(design, options.scenario, options.kill)
    if options.format == "json":
        return put_json(found.model_dump(mode="json"))
    from designer.report.critique.outline import part_names
    from designer.report.numbers.text import analysis_text

    put_out(analysis_text(found, part_names(design, catalog().kinds)))
    return 0
