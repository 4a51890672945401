"""The fonts that ship: there, licensed, embeddable, with every glyph that the catalog names."""

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from designer.catalog.library import catalog
from designer.drawing.box import STATE_GLYPHS
from designer.drawing.fonts import FACES, FOLDER, GLYPH_FACE, GLYPHS, Face, glyph


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_is_what_it_says_and_may_be_embedded(face: Face) -> None:
    file = TTFont(face.path)
    assert file["name"].getDebugName(6) == face.name
    assert face.family in {file["name"].getDebugName(1), file["name"].getDebugName(16)}
    assert "glyf" in file, "PDF embedding needs TrueType outlines"
    assert "fvar" not in file
    assert file["OS/2"].fsType in {0, 8}, "installable or editable embedding"


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_licence_lies_beside_each_face(face: Face) -> None:
    stem = face.path.stem.partition("-")[0]
    assert (FOLDER / f"{stem}.LICENSE.txt").stat().st_size > 500


def test_the_glyph_font_has_every_glyph_that_is_named() -> None:
    has = TTFont(GLYPH_FACE.path).getBestCmap()
    assert all(ord(character) in has for character in GLYPHS.values())
    assert len(GLYPHS) > 1500


def test_every_kind_has_its_glyph() -> None:
    assert {kind.glyph for kind in catalog().kinds.values()} <= GLYPHS.keys()
    assert set(STATE_GLYPHS.values()) <= GLYPHS.keys()


def test_an_unknown_name_shows_a_cube() -> None:
    assert glyph("not-a-glyph") == GLYPHS["cube"]
