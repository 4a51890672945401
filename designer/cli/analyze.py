"""`designer analyze`."""

import argparse

from designer.cli.output import put_json, put_out
from designer.errors import DesignerError


def run(options: argparse.Namespace) -> int:
    """Compute a drawing's numbers and write them."""
    from designer.analyzing import analyze
    from designer.catalog.library import catalog
    from designer.exchange.formats import load

    design = load(options.design)
    try:
        found = analyze(design, options.scenario, options.kill)
    except DesignerError as error:
        if options.scenario or error.where:
            raise
        raise DesignerError(error.what, where=str(options.design), remedy=error.remedy) from None
    if options.format == "json":
        return put_json(found.model_dump(mode="json"))
    from designer.report.numbers.text import analysis_text

    known = catalog()
    names = {part.id: part.name or known.kind(part.kind).title for part in design.components}
    put_out(analysis_text(found, names))
    return 0
