"""Words: how wide they are, how they are cut, and in which face."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.drawing.fonts import TEXT
from designer.drawing.measure import MISSING, cut, measure, runs, shown, wrap
from designer.drawing.script import joined, visual

any_text = st.text(max_size=60)


@given(any_text, st.floats(5, 300))
def test_cut_words_fit(text: str, width: float) -> None:
    assert measure(cut(text, width, 13, "medium", measure), 13, "medium") <= width


@given(any_text, st.floats(5, 300), st.integers(1, 5))
def test_wrapped_lines_fit_and_are_few(text: str, width: float, lines: int) -> None:
    done = wrap(text, width, 12, "regular", measure, lines)
    assert len(done) <= lines
    assert all(measure(line, 12, "regular") <= width for line in done)


@given(any_text)
def test_words_with_room_lose_nothing(text: str) -> None:
    words = " ".join(text.split())
    assert cut(text, 1e6, 12, "regular", measure) == words
    assert wrap(text, 1e6, 12, "regular", measure, 3) == ((words,) if words else ())


@given(any_text)
def test_every_character_gets_a_face(text: str) -> None:
    assert "".join(part for _, part in runs(text, "regular")) == shown(text)


def test_wrapping_breaks_between_words() -> None:
    assert wrap("Point in time join", 70, 13, "medium", measure, 2) == ("Point in", "time join")


def test_a_word_wider_than_the_line_is_broken_inside() -> None:
    lines = wrap("x" * 100, 60, 13, "medium", measure, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("text", ["Ωμέγα", "Проверка", "特征", "한국어", "שלום", "العربية", "ไทย", "🚀"])
def test_scripts_that_the_fonts_have_are_shown(text: str) -> None:
    assert MISSING not in shown(text)


def test_what_no_font_has_shows_a_box_and_what_has_no_shape_shows_nothing() -> None:
    assert shown("\u1200") == MISSING
    assert shown("a\u200d\ufe0f\x07b") == "ab"


def test_latin_words_stay_as_they_are() -> None:
    assert visual("Fraud scorer ×3") == "Fraud scorer ×3"
    assert {face for face, _ in runs("Fraud scorer", "medium")} == {TEXT["medium"]}


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    # beh has four shapes: alone, first, middle, last
    assert joined("\u0628") == "\ufe8f"
    assert joined("\u0628\u0628\u0628") == "\ufe91\ufe92\ufe90"
    assert visual("\u0628\u0628\u0628") == "\ufe90\ufe92\ufe91"


def test_lam_with_alef_is_one_letter() -> None:
    assert joined("\u0644\u0627") == "\ufefb"
    assert joined("\u0628\u0644\u0627") == "\ufe91\ufefc"


def test_a_letter_after_alef_stands_alone() -> None:
    assert joined("\u0627\u0628") == "\ufe8d\ufe8f"


def test_marks_do_not_part_letters() -> None:
    assert joined("\u0628\u064e\u0628") == "\ufe91\u064e\ufe90"


def test_arabic_inside_english_keeps_the_sentence_in_order() -> None:
    assert visual("\u0628\u0628 is down").endswith(" is down")
