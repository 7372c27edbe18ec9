"""The gross range test: what no water, soil or probe of ours could give."""

from __future__ import annotations

import numpy as np

from gateway.domain.columns import Floats, Ints
from gateway.domain.quantities import QUANTITIES
from gateway.domain.readings import Flag, TimeKnown

SENSOR_FAULTS = {"water_temperature": (-127.0, 85.0)}
"""Values by which a sensor says that it has none.

Source:
    DS18B20 data sheet: 85 °C is the register's value at power-on; -127 °C is the driver's for a lost line.
"""


def gross_range(quantity: str, value: Floats) -> Ints:
    """Return a QARTOD flag for each value, shape (n,): FAIL out of bounds, SUSPECT above what is usual.

    Source:
        U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 4; bounds in
        `gateway.domain.quantities`.
    """
    bounds = QUANTITIES[quantity]
    flag = np.full(len(value), Flag.GOOD, dtype=np.int64)
    if bounds.suspect_above is not None:
        flag[value > bounds.suspect_above] = Flag.SUSPECT
    flag[~((value >= bounds.low) & (value <= bounds.high))] = Flag.FAIL
    flag[np.isin(value, SENSOR_FAULTS.get(quantity, ()))] = Flag.FAIL
    return flag


def time_doubt(flag: Ints, known: Ints) -> Ints:
    """Return the flags, SUSPECT at least where the moment of measuring is only estimated, shape (n,).

    Source:
        U.S. IOOS, QARTOD Manual for Dissolved Oxygen, version 2.1, 2018, test 1 (timing).
    """
    return np.where((known == TimeKnown.ESTIMATED) & (flag < Flag.SUSPECT), int(Flag.SUSPECT), flag)
