"""How long a change for the worse takes to show: outcomes arrive, enough of them are counted, someone looks."""

from math import inf, sqrt
from statistics import NormalDist

from designer.errors import DesignerError

BAD_BEFORE, BAD_AFTER = 0.20, 0.25
"""Shares of answers that are wrong before and after, an assumption: the change that a common sample-size calculator
(Evan Miller's) starts from, so 1,030 answers of each version tell the two apart."""
ALPHA, POWER = 0.05, 0.8
"""The usual chances to raise a false alarm (two-sided), and to notice what is there."""


def share(value: float, name: str = "the share") -> float:
    """Give a share as it is, above 0 and at most 1; raises DesignerError for what can only be a percentage.

    >>> share(0.05)
    0.05
    """
    if 0 < value <= 1:
        return value
    remedy = f"write {value / 100:g} for {value:g} %" if 1 < value <= _ALL_PERCENT else "write e.g. 0.05 for 5 %"
    raise DesignerError(f"{name} is {value:g}, and it is a fraction above 0 and at most 1", remedy=remedy)


def share_of_percent(percent: float, name: str = "the share") -> float:
    """Give a percentage as a share: 5 (percent) is 0.05; raises DesignerError outside 0 to 100.

    >>> share_of_percent(5)
    0.05
    """
    if 0 < percent <= _ALL_PERCENT:
        return percent / _ALL_PERCENT
    raise DesignerError(f"{name} is {percent:g} %, and it is above 0 and at most 100 %", remedy="write e.g. 5 for 5 %")


def sample_size(
    bad_before: float = BAD_BEFORE, bad_after: float = BAD_AFTER, alpha: float = ALPHA, power: float = POWER
) -> float:
    """Give how many answers of each version tell two shares apart: the two-proportion z-test, two-sided.

    All four are fractions; the two shares must differ. Raises DesignerError for percentages.

    >>> round(sample_size(0.20, 0.25))
    1030
    """
    before, after = share(bad_before, "the share before"), share(bad_after, "the share after")
    if before == after:
        raise DesignerError("the two shares are equal, and no sample tells them apart")
    normal = NormalDist()
    at_alpha = normal.inv_cdf(1 - share(alpha, "alpha") / 2)
    at_power = normal.inv_cdf(share(power, "the power"))
    pooled, apart = 2 * before * (1 - before), before * (1 - before) + after * (1 - after)
    return ((at_alpha * sqrt(pooled) + at_power * sqrt(apart)) / (after - before)) ** 2


def time_to_detect_s(  # noqa: PLR0913 (each is a term of the formula)
    *,
    rate_per_s: float,
    seen_share: float = 1.0,
    sampled_share: float = 1.0,
    delay_s: float = 0.0,
    window_s: float = 0.0,
    interval_s: float = 0.0,
    answers: float | None = None,
) -> float:
    """Give the seconds from the push of a bad version until its numbers show it.

    delay + max(window, n / (rate x share that the version sees x share that is sampled)) + half the interval at which
    the numbers are evaluated. `answers` is n, by default `sample_size()`. Raises DesignerError for a share that is a
    percentage, and for a time or rate below nothing.
    """
    times = {"the delay": delay_s, "the window": window_s, "the interval": interval_s}
    for name, value in (*times.items(), ("the rate", rate_per_s)):
        if not 0 <= value < inf:
            raise DesignerError(f"{name} is {value:g}, and it is at least 0")
    counted = rate_per_s * share(seen_share, "the canary's share") * share(sampled_share, "the sampled share")
    needed = sample_size() if answers is None else answers
    return delay_s + max(window_s, needed / counted if counted else inf) + interval_s / 2


_ALL_PERCENT = 100
