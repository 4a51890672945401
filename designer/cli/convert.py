"""`designer convert`."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from designer.cli.input import STANDARD_INPUT, reading, tell
from designer.cli.output import deliver, spare_inputs
from designer.errors import DesignerError

if TYPE_CHECKING:
    from designer.exchange.reading import Reading
    from designer.model.design import Design

PICTURE = "png"
"""What is written and never read: a picture of the drawing."""


def run(options: argparse.Namespace) -> int:
    """Read a drawing, say what was inferred, and write it in another format."""
    output: Path | None = None if options.output == STANDARD_INPUT else options.output
    to_picture = options.to == PICTURE if options.to else options.output.suffix.lower() == f".{PICTURE}"
    if output is None and not options.to:
        raise DesignerError("standard output names no format", remedy=f"give one: --to {' | '.join(_known())}")
    spare_inputs(output, [options.input])
    found = reading(options.input)
    deliver(_picture(found.design) if to_picture else _written(found.design, options), output, PICTURE * to_picture)
    tell(options.input, found.remarks if to_picture else (*found.remarks, *_kept(found, options)))
    return 0


def _known() -> list[str]:
    from designer.exchange.formats import FORMATS

    return [*(each.id for each in FORMATS), PICTURE]


def _written(design: "Design", options: argparse.Namespace) -> bytes:
    from designer.exchange.formats import format_of

    return format_of(options.output, options.to).write(design)


def _kept(found: "Reading", options: argparse.Namespace) -> Iterator[str]:
    """Say what was carried and cannot be seen there, and what could not be carried."""
    from designer.exchange.formats import format_of, has_comments

    format_, design = format_of(options.output, options.to), found.design
    parts = {"ink": design.ink, "the framing": design.framing != type(design.framing)(), "waivers": design.waivers}
    if format_.is_plainly and (unseen := ", ".join(name for name, there in parts.items() if there)):
        yield f"{format_.title} does not show {unseen}; the file keeps it for us"
    if found.ours and options.input != STANDARD_INPUT and has_comments(options.input):
        yield "its comments were left out"


def _picture(design: "Design") -> bytes:
    from designer.catalog.library import catalog
    from designer.report.png import diagram_png

    return diagram_png(design, catalog().kinds)
