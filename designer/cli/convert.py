"""`designer convert`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from designer.cli.input import STANDARD_INPUT, drawing
from designer.cli.output import complain, deliver, spare_inputs

if TYPE_CHECKING:
    from designer.model.design import Design

PICTURE = "png"
"""What is written and never read: a picture of the drawing."""


def run(options: argparse.Namespace) -> int:
    """Read a drawing, say what was inferred, and write it in another format."""
    output: Path | None = None if options.output == STANDARD_INPUT else options.output
    to_picture = options.to == PICTURE if options.to else options.output.suffix.lower() == f".{PICTURE}"
    spare_inputs(output, [options.input])
    deliver(_picture(options) if to_picture else _written(options), output, "")
    return 0


def _written(options: argparse.Namespace) -> bytes:
    from designer.exchange.formats import format_of

    format_ = format_of(options.output, options.to)
    design = drawing(options.input)
    if format_.is_plainly and (kept := _unseen(design)):
        complain(f"{options.output}: {format_.title} does not show {kept}; the file keeps it for us")
    return format_.write(design)


def _unseen(design: "Design") -> str:
    """Name what of a drawing only we can show."""
    parts = {"ink": design.ink, "the framing": design.framing != type(design.framing)(), "waivers": design.waivers}
    return ", ".join(name for name, there in parts.items() if there)


def _picture(options: argparse.Namespace) -> bytes:
    from designer.catalog.library import catalog
    from designer.report.png import diagram_png

    return diagram_png(drawing(options.input), catalog().kinds)
