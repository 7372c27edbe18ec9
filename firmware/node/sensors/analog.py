"""Reads a voltage through the noise of the converter."""


def median_mv(adc, count: int) -> int:
    """Return the median of several readings [mV]; an outlier, usual beside a radio, moves nothing."""
    readings = sorted([adc.read_uv() for _ in range(count)])
    return (readings[count // 2] + 500) // 1000
