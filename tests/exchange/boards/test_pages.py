from designer.drawing.geometry import Rect
from designer.exchange.boards.board import Board, Line, Shape
from designer.exchange.boards.pages import side_by_side
from designer.exchange.boards.remarks import Remarks

PAGE = Board((Shape("a", box=Rect(10, 0, 100, 50)),), (Line("e", "a", end=(300, 0)),), "Title", {"scenario": "fraud"})


def test_one_page_stays_as_it_is() -> None:
    remarks = Remarks()
    assert side_by_side([PAGE], remarks) is PAGE
    assert not remarks


def test_a_page_stands_to_the_right_of_all_places_of_those_before() -> None:
    remarks = Remarks()
    whole = side_by_side([PAGE, Board((Shape("b"),)), PAGE], remarks)
    assert [(shape.id, shape.box and shape.box.x) for shape in whole.shapes] == [
        ("a", 10),
        ("b", None),
        ("page3-a", 500),
    ]
    assert whole.lines[1] == Line("page3-e", "page3-a", end=(790, 0))
    assert (whole.title, whole.own) == (PAGE.title, PAGE.own)
    assert remarks.sentences() == ("drawings in the file, read one beside the other: 3",)


def test_paper_counts_where_it_is_wider() -> None:
    whole = side_by_side([PAGE, PAGE], Remarks(), [800, 800])
    assert [shape.box and shape.box.x for shape in whole.shapes] == [10, 1010]
