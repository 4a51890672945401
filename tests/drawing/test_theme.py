"""Both themes: complete, and readable by everybody."""

import pytest

from designer.catalog.library import catalog
from designer.drawing.connection import STYLES
from designer.drawing.theme import DARK, GROUPS, LIGHT, THEMES, Theme, contrast, oklch

TEXT_ROLES = ("ink", "ink_soft", "ink_faint", "danger", "warning", "success", "unknown", "accent")
BACKGROUNDS = ("canvas", "surface", "raised", "sunken", "hover")

each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@each_theme
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_text_can_be_read(theme: Theme, role: str, background: str) -> None:
    assert contrast(theme.color(role), theme.color(background)) >= 4.5


@each_theme
@pytest.mark.parametrize("role", ["danger", "warning", "success", "unknown", "accent"])
def test_text_on_its_own_soft_ground_can_be_read(theme: Theme, role: str) -> None:
    assert contrast(theme.color(role), theme.color(f"{role}_soft")) >= 4.5


@each_theme
@pytest.mark.parametrize(("ink", "ground"), [("on_accent", "accent"), ("on_sticky", "sticky"), ("ink", "accent_soft")])
def test_text_on_coloured_ground_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme.color(ink), theme.color(ground)) >= 4.5


@each_theme
@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.role)
def test_lines_stand_out_from_the_canvas(theme: Theme, style: object) -> None:
    assert contrast(theme.color(style.role), theme.color("canvas")) >= 3  # type: ignore[attr-defined]


@each_theme
def test_focus_and_strong_borders_stand_out(theme: Theme) -> None:
    for role in ("focus", "border_strong"):
        assert contrast(theme.color(role), theme.color("canvas")) >= 3


@each_theme
def test_every_group_of_the_catalog_has_a_tint_and_a_glyph_that_stands_out_on_it(theme: Theme) -> None:
    for group in catalog().groups:
        assert f"tint_{group.id}" in theme.colors
        assert contrast(theme.color(f"glyph_{group.id}"), theme.color(f"tint_{group.id}")) >= 4.5


@each_theme
def test_no_two_groups_look_alike(theme: Theme) -> None:
    assert len({theme.color(f"glyph_{group}") for group in GROUPS}) == len(GROUPS)


def test_the_themes_have_the_same_roles() -> None:
    assert set(LIGHT.colors) == set(DARK.colors)


def test_kinds_of_connection_differ_without_colour() -> None:
    looks = {(style.line, style.dashes, style.head) for style in STYLES.values()}
    assert len(looks) == len(STYLES)
    assert len({(style.dashes, style.head) for style in STYLES.values()}) == len(STYLES)


def test_an_unknown_role_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        LIGHT.color("inc")


def test_colours_beyond_the_screen_are_clipped() -> None:
    assert oklch(0.7, 0.5, 140) == oklch(0.7, 0.5, 140)
    assert oklch(0, 0, 0) == "#000000"
