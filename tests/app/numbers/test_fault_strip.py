"""What the strip says while things are broken, word for word."""

from PySide6.QtWidgets import QApplication

from designer.app.numbers.fault_strip import NO_HARM, UNREAD, UNTOUCHED, FaultStrip
from designer.model.critique import FaultOutcome

NAMES = {"api": "API", "model": "Scorer", "store": "Feature store"}


def told(killed: tuple[str, ...], **outcome: object) -> tuple[str, str]:
    strip = FaultStrip()
    strip.show_outcome(killed, FaultOutcome(kill=" + ".join(killed), **outcome), NAMES)  # type: ignore[arg-type]
    return strip.says.text(), strip.about.text()


def test_every_fate_has_its_word_and_what_was_clicked_is_not_told_again(qapp: QApplication) -> None:
    says, about = told(("model",), served=0.25, down=("model", "store"), degraded=("api",), overloaded={"api": 1.3})
    assert says == "25 % of the requests are answered."
    assert about == "Down: Feature store · Degraded: API · Overloaded: API"


def test_nearly_all_is_not_all(qapp: QApplication) -> None:
    assert told(("model",), served=0.9981)[0] == "Over 99 % of the requests are answered."
    assert told(("model",), served=1.0) == ("100 % of the requests are answered.", UNTOUCHED)


def test_a_reason_begins_with_a_capital_and_ends_with_one_stop(qapp: QApplication) -> None:
    assert told(("model",), served=0.0, statement="the calls go in a circle")[1] == "The calls go in a circle."


def test_a_lost_zone_stays_pressed_and_where_nobody_asks_the_data_count(qapp: QApplication) -> None:
    strip = FaultStrip()
    strip.offer(["a", "b"])
    strip.show_starved(("zone:a",), ("api",), NAMES)
    assert strip.says.text() == "1 component gets no new data."
    assert [zone for zone, made in strip.zones.items() if made.isChecked()] == ["a"]
    strip.show_starved(("zone:a",), (), NAMES)
    assert (strip.says.text(), strip.about.text()) == (UNREAD, NO_HARM)
