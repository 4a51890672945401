import gc

import pytest

from designer.rules.garbage import uncollected


@pytest.mark.parametrize("usual", [True, False])
def test_python_looks_for_garbage_afterwards_as_it_did_before(usual: bool) -> None:
    before = gc.isenabled()
    (gc.enable if usual else gc.disable)()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is usual
        with pytest.raises(ValueError, match="wrong"), uncollected(kept=True):
            raise ValueError("wrong")
        assert gc.isenabled() is usual
    finally:
        (gc.enable if before else gc.disable)()


def test_what_is_kept_is_looked_through_no_more() -> None:
    frozen = gc.get_freeze_count()
    try:
        with uncollected():
            kept = [[number] for number in range(100)]
        assert gc.get_freeze_count() == frozen
        with uncollected(kept=True):
            kept += [[number] for number in range(100)]
        assert gc.get_freeze_count() >= frozen + len(kept)
    finally:
        gc.unfreeze()
