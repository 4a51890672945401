"""The paragraph styles that all PDFs share."""

from designer.report.paper.flow import style

OVERLINE = style(8.5, 12, "accent", weight="semibold", spaceAfter=6)
TITLE = style(26, 31, weight="semibold", tag="H1", spaceAfter=4)
FACTS = style(9.5, 14, "ink_faint", spaceAfter=14)
H1 = style(21, 26, weight="semibold", tag="H1", spaceAfter=6)
H2 = style(14, 18, weight="semibold", tag="H2", spaceBefore=24, spaceAfter=8, keepWithNext=1)
BODY = style(10, 15, spaceAfter=5)
SOFT = style(9, 13.5, "ink_soft", spaceAfter=3)
