"""Where a season was measured and what grew there: as said, by its meta.json, or by its folder's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta as Bounds
from msgspec import Struct

from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.fields.crop.crops import COTTON, Crop, maize_by_days

CropName = Literal["maize", "cotton"]

CropFrom = Literal["said", "params", "meta", "folder", "assumed"]

META: Final = "meta.json"

PLACES: Final = {"maricopa": (33.07, 361.0), "lirf": (40.45, 1427.0)}
"""By a word of the folder's name: latitude [°] and altitude [m] of farms whose place is public.

Source:
    US Department of Agriculture: Maricopa Agricultural Center, Arizona; Limited Irrigation Research Farm,
    Colorado.
"""

COMMUNE: Final = (9.5, 200.0)
"""The llanos of Portuguesa, for a folder of which nothing is known. Where the sun was measured, the latitude
hardly counts."""

CROPS: Final[dict[str, CropName]] = {
    "cotton": "cotton",
    "algodon": "cotton",
    "algodón": "cotton",
    "maize": "maize",
    "maiz": "maize",
    "maíz": "maize",
    "corn": "maize",
}
"""What a word of the folder's name tells of the crop."""

Coefficient = Annotated[float, Bounds(ge=0.0, le=2.0)]
Days = Annotated[int, Bounds(gt=0, le=300)]
Metres = Annotated[float, Bounds(ge=0.0, le=5.0)]


class Params(Struct, frozen=True):
    """A crop as pyfao56 writes it."""

    Kcbini: Coefficient
    Kcbmid: Coefficient
    Kcbend: Coefficient
    Lini: Days
    Ldev: Days
    Lmid: Days
    Lend: Days
    hmax: Metres
    Zrini: Annotated[float, Bounds(gt=0.0, le=5.0)]
    Zrmax: Annotated[float, Bounds(gt=0.0, le=5.0)]
    pbase: Annotated[float, Bounds(gt=0.0, lt=1.0)]


class Meta(Struct, frozen=True):
    """What a folder says of itself; all of it may be missing."""

    latitude: Annotated[float, Bounds(ge=-66, le=66)] | None = None
    altitude: Annotated[float, Bounds(ge=-400, le=6000)] | None = None
    crop: CropName | None = None
    start: date | None = None
    params: Params | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where and what.

    Attributes:
        latitude, altitude: [degrees, m].
        is_place_assumed: Whether nobody said where.
        name: Of the crop.
        crop: Its row.
        crop_from: A person, `meta.json` with parameters or with a name alone, the folder's name, or nobody.
        start: Sowing; None for the first day of the weather.
    """

    latitude: float
    altitude: float
    is_place_assumed: bool
    name: CropName
    crop: Crop
    crop_from: CropFrom
    start: date | None


def meta_of(folder: Path) -> Meta:
    """Return what a folder says of itself, nothing where it has no `meta.json`.

    Raises:
        ImportRefusedError: It is not JSON, or a value cannot be.
    """
    path = folder / META
    if not path.exists():
        return Meta()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Meta)
    except (msgspec.MsgspecError, OSError, UnicodeDecodeError) as error:
        raise ImportRefusedError(
            told("%(file)s: no se entiende (%(reason)s).", file=META, reason=error)
        ) from error


def site_of(folder: Path, *, crop: CropName | None, latitude: float | None, is_survey: bool) -> Site:
    """Return where a season was measured and what grew there.

    Args:
        folder: Of the season.
        crop: As a person said it.
        latitude: As a person said it [degrees].
        is_survey: Whether its soil is a survey of plots: then, where nothing else tells, it is cotton.

    Raises:
        ImportRefusedError: Its `meta.json` cannot be read.
    """
    meta, words = meta_of(folder), "/".join(folder.resolve().parts[-2:]).lower()
    known = next((place for word, place in PLACES.items() if word in words), None)
    assumed = COMMUNE if known is None else known
    said = latitude if latitude is not None else meta.latitude
    name, source = _crop(meta, crop, words, is_survey=is_survey)
    return Site(
        latitude=assumed[0] if said is None else said,
        altitude=assumed[1] if meta.altitude is None else meta.altitude,
        is_place_assumed=said is None and known is None,
        name=name,
        crop=_row_of(meta, name, source),
        crop_from=source,
        start=meta.start,
    )


def _crop(meta: Meta, said: CropName | None, words: str, *, is_survey: bool) -> tuple[CropName, CropFrom]:
    if said is not None:
        return said, "said"
    named = meta.crop or next((crop for word, crop in CROPS.items() if word in words), None)
    if meta.params is not None:
        return named or "maize", "params"
    if named is not None:
        return named, "meta" if meta.crop else "folder"
    return "cotton" if is_survey else "maize", "assumed"


def _row(params: Params) -> Crop:
    return Crop(
        kcb=(params.Kcbini, params.Kcbmid, params.Kcbend),
        days=(params.Lini, params.Ldev, params.Lmid, params.Lend),
        first_roots_m=params.Zrini,
        deepest_roots_m=params.Zrmax,
        height_m=params.hmax,
        depletion_fraction=params.pbase,
    )


def _row_of(meta: Meta, name: CropName, source: CropFrom) -> Crop:
    """Return the row of a crop; how deep its roots went there is taken from `meta.json` in any case."""
    if source == "params" and meta.params is not None:
        return _row(meta.params)
    row = COTTON if name == "cotton" else maize_by_days()
    if meta.params is None:
        return row
    return replace(row, first_roots_m=meta.params.Zrini, deepest_roots_m=meta.params.Zrmax)
