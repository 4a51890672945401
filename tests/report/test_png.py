"""The drawing as a picture."""

import io

from PIL import Image

from designer.catalog.library import catalog
from designer.drawing.measure import measure
from designer.drawing.sketch import sketch
from designer.drawing.theme import DARK, LIGHT
from designer.model.design import Component, Design
from designer.report.png import MOST_PIXELS, diagram_png
from tests.report.sample import DESIGN

KINDS = catalog().kinds


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_it_is_as_large_as_the_drawing_times_the_scale() -> None:
    bounds = sketch(DESIGN, KINDS, measure).bounds
    for scale in (1.0, 2.0):
        size = picture(diagram_png(DESIGN, KINDS, scale=scale)).size
        assert abs(size[0] - bounds.width * scale) <= 2
        assert abs(size[1] - bounds.height * scale) <= 2


def test_each_theme_has_its_own_ground() -> None:
    for theme in (LIGHT, DARK):
        ground = picture(diagram_png(DESIGN, KINDS, scale=0.5, theme=theme)).convert("RGB").crop((2, 2, 3, 3)).tobytes()
        assert f"#{ground.hex()}" == theme.color("canvas")


def test_something_is_drawn_on_it() -> None:
    colors = picture(diagram_png(DESIGN, KINDS, scale=1)).getcolors(1_000_000)
    assert colors is not None
    assert len(colors) > 100


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert diagram_png(DESIGN, KINDS) == diagram_png(DESIGN, KINDS)


def test_an_empty_drawing_is_an_empty_picture() -> None:
    assert len(picture(diagram_png(Design(), KINDS)).getcolors() or ()) == 1


def test_a_huge_drawing_is_scaled_down() -> None:
    far = Design(
        components=(
            Component(id="a", kind="cache", position=(0, 0)),
            Component(id="b", kind="cache", position=(60_000, 30_000)),
        )
    )
    width, height = picture(diagram_png(far, KINDS)).size
    assert width * height <= MOST_PIXELS * 1.01
