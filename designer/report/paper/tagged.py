"""A canvas whose PDF says what is a heading, a paragraph or a figure, and that knows how many pages there are."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

TOTAL = "page-total"
"""The form that holds the number of pages; known only at the end, used on every page."""

ARTIFACT = "Artifact"
"""The tag of what is only decoration: lines, headers, footers."""

# reportlab writes only the keys of a page that it knows: these two say where its tags are, and the order of tabbing.
pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    alt: str
    page: int
    mark: int


class TaggedCanvas(Canvas):
    """A canvas that writes a structure tree (PDF 32000-1, 14.7) beside what it paints."""

    total_font = ("Helvetica", 8.0)
    _code: list[str]
    _doc: Any

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 (reportlab's own arguments)
        """Take whatever reportlab's canvas takes."""
        super().__init__(*args, **options)
        self._elements: list[_Element] = []
        self._marks: Counter[int] = Counter()

    @contextmanager
    def tagged(self, tag: str, alt: str = "") -> Iterator[None]:
        """Paint what follows as one element of the structure; as decoration where the tag is ARTIFACT."""
        if tag == ARTIFACT:
            self._code.append(f"/{ARTIFACT} BMC")
        else:
            page = self.getPageNumber()
            element = _Element(tag, alt, page, self._marks[page])
            self._marks[page] += 1
            self._elements.append(element)
            self._code.append(f"/{tag} <</MCID {element.mark}>> BDC")
        yield
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802 (reportlab's own name)
        """End a page, and tell it where in the structure its parts are listed."""
        document, number = self._doc, self.getPageNumber()
        add = document.addPage

        def add_with_structure(page: Any) -> Any:  # noqa: ANN401 (reportlab's own page)
            page.StructParents, page.Tabs = number - 1, PDFName("S")
            return add(page)

        document.addPage = add_with_structure
        try:
            super().showPage()
        finally:
            del document.addPage

    def save(self) -> None:
        """Write the number of pages and the structure, then the file."""
        if self._code:
            self.showPage()
        self._write_total(self.getPageNumber() - 1)
        self._write_structure()
        super().save()

    def _write_total(self, pages: int) -> None:
        self.beginForm(TOTAL, lowery=-4)
        self.setFont(*self.total_font)
        self.setFillGray(0.4)
        self.drawString(0, 0, str(pages))
        self.endForm()

    def _write_structure(self) -> None:
        document = self._doc
        root, top = PDFDictionary({}), PDFDictionary({})
        root_ref, top_ref = document.Reference(root, "StructureRoot"), document.Reference(top, "StructureTop")
        pages: dict[int, list[Any]] = {}
        for index, element in enumerate(self._elements):
            entry = {
                "Type": PDFName("StructElem"),
                "S": PDFName(element.tag),
                "P": top_ref,
                "Pg": document.Pages.pages[element.page - 1],
                "K": element.mark,
            }
            if element.alt:
                entry["Alt"] = PDFString(element.alt)
            reference = document.Reference(PDFDictionary(entry), f"StructureElement{index}")
            pages.setdefault(element.page, []).append(reference)
        kids = PDFArray([reference for references in pages.values() for reference in references])
        top.dict.update({"Type": PDFName("StructElem"), "S": PDFName("Document"), "P": root_ref, "K": kids})
        numbers = [part for page, refs in pages.items() for part in (page - 1, PDFArray(refs))]
        parents = PDFDictionary({"Nums": PDFArray(numbers)})
        root.dict.update({"Type": PDFName("StructTreeRoot"), "K": top_ref, "ParentTree": parents})
        catalog = document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Lang = PDFString("en-GB")
