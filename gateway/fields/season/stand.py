"""How a field stands at the end of a day, and what of it stays the same all season."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from gateway.fields.balance.root_zone import Reservoir, Terms
from gateway.fields.probes.capacity import Learning
from gateway.fields.probes.doubt import Watch
from gateway.fields.probes.filtering import Belief
from gateway.fields.setting import Soil


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays the same of a field all season.

    Attributes:
        is_calibrated: Whether each of its probes was calibrated in this soil.
        denied: Days on which nobody irrigated.
    """

    soil: Soil
    terms: Terms
    is_calibrated: bool = False
    denied: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class Echo:
    """The last time that the probes were heard.

    Attributes:
        soil: Water [m3/m3] by depth [cm].
        depletion_mm: As it was believed then [mm].
        variance: Of that [mm2].
    """

    day: date
    soil: Mapping[int, float]
    depletion_mm: float
    variance: float


@dataclass(frozen=True, slots=True)
class Stand:
    """How a field stands at the end of a day.

    Attributes:
        below_sigma_mm: What is not known of the water under the roots, as a standard deviation [mm].
        supply: Rain and irrigation of the last days, the newest last [mm].
        is_over: Whether the root zone could not hold what came on the day.
        watered_on: When it was last irrigated.
    """

    reservoir: Reservoir
    belief: Belief
    below_sigma_mm: float = 0.0
    learning: Learning = field(default_factory=Learning)
    supply: tuple[float, ...] = ()
    is_over: bool = False
    watch: Watch = field(default_factory=Watch)
    echo: Echo | None = None
    watered_on: date | None = None
