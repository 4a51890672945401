"""The sample drill without a screen: a plausible drawing, graded, as `out/critique.pdf` and `out/diagram.png`."""

import sys
from pathlib import Path

from designer.catalog.library import catalog, scenario, scenario_folder
from designer.errors import DesignerError
from designer.exchange.atomic import write_atomically
from designer.exchange.variation import weak_design
from designer.grading import grade
from designer.report.critique.pdf import critique_pdf
from designer.report.critique.text import critique_text
from designer.report.png import diagram_png

SCENARIO = "fraud"


def main(folder: Path = Path("out")) -> int:
    """Draw, grade and write; the critique as text goes to standard output."""
    try:
        asked = scenario(SCENARIO)
        weak = asked.weak[0]
        design = weak_design(scenario_folder(SCENARIO), weak)
        design = design.model_copy(update={"title": weak.title})
        critique = grade(design, asked)
        kinds = catalog().kinds
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(
            folder / "critique.pdf", critique_pdf(critique, design, asked, kinds, drawn_on=None, elapsed_s=None)
        )
        write_atomically(folder / "diagram.png", diagram_png(design, kinds))
    except (DesignerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(critique_text(critique, design, kinds))
    print(f"There is no display for the window: the sample drill is in {folder}/critique.pdf and {folder}/diagram.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
