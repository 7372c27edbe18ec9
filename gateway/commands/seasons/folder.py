"""A folder of a measured season to the trials of its plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gateway.commands.seasons.measured import (
    ANY_PLOT,
    IRRIGATION,
    PROFILES,
    SOILS,
    SURVEYED,
    WEATHER,
    days_of,
    irrigation_of,
    is_dawn,
    limits_of,
    profiles_of,
)
from gateway.commands.seasons.site import CropName, Site, site_of
from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.fields.balance.root_zone import Terms
from gateway.fields.balance.surface import surface_of_soil
from gateway.fields.crop.crops import growth_on
from gateway.fields.crop.stages import Growth
from gateway.fields.observed import FieldDay
from gateway.fields.probes.capacity import WARM_UP
from gateway.fields.season.backtest import Profile, Trial, missing
from gateway.fields.soil.layers import Layer
from gateway.fields.weather.evapotranspiration import Reference, references_of


@dataclass(frozen=True, slots=True)
class Season:
    """What a folder holds.

    Attributes:
        site: Where it was measured and what grew there.
        trials: One for each plot, by name.
        is_survey: Whether the soil's marks come from a survey and not from the field's own probes.
        too_few: Plots that have no more profiles than teach.
        unused: Profiles outside the days of the weather.
        is_dawn: Whether profiles stand for the dawn of their day and not for its end.
    """

    site: Site
    trials: Sequence[Trial]
    is_survey: bool
    too_few: tuple[str, ...] = ()
    unused: int = 0
    is_dawn: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """The files of a folder, by plot."""

    days: Sequence[FieldDay]
    irrigation: Mapping[str, Mapping[date, float]]
    limits: Mapping[str, Sequence[Layer]]
    first: Mapping[str, Mapping[int, float]]
    profiles: Mapping[str, Sequence[Profile]]


@dataclass(frozen=True, slots=True)
class _Weathered:
    """What is the same for all plots."""

    days: Sequence[FieldDay]
    grown: Sequence[Growth]
    references: Sequence[Reference]


def season_of(folder: Path, *, crop: CropName | None = None, latitude: float | None = None) -> Season:
    """Return what a folder holds.

    Args:
        folder: With weather.csv, irrigation.csv, the soil's limits and the measured profiles.
        crop: As a person said it.
        latitude: As a person said it [degrees].

    Raises:
        ImportRefusedError: A file is missing, or something in it cannot be; it is named with its line.
    """
    soil, profiles = _files(folder)
    is_survey = soil.name == SURVEYED
    site = site_of(folder, crop=crop, latitude=latitude, is_survey=is_survey)
    read = _Read(
        [one for one in days_of(folder) if site.start is None or one.day >= site.start],
        irrigation_of(folder),
        *limits_of(soil),
        profiles_of(profiles),
    )
    _refuse_unknown(read, soil.name)
    if not read.days:
        raise ImportRefusedError(told("%(file)s: no tiene días desde la siembra.", file=WEATHER))
    return replace(_season(read, site, is_survey=is_survey), is_dawn=is_dawn(profiles))


def _files(folder: Path) -> tuple[Path, Path]:
    """Return the file of the soil's limits and that of the profiles."""
    if not folder.is_dir():
        raise ImportRefusedError(told("%(folder)s: no es una carpeta.", folder=folder))
    for name in (WEATHER, IRRIGATION):
        if not (folder / name).exists():
            raise ImportRefusedError(told("%(folder)s: falta %(file)s.", folder=folder, file=name))
    return _one_of(folder, SOILS), _one_of(folder, PROFILES)


def _one_of(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        if (folder / name).exists():
            return folder / name
    raise ImportRefusedError(
        told("%(folder)s: falta %(one)s o %(other)s.", folder=folder, one=names[0], other=names[1])
    )


def _refuse_unknown(read: _Read, soil: str) -> None:
    """Refuse plots of which no soil is known."""
    if ANY_PLOT in read.limits:
        return
    for file, plots in ((IRRIGATION, read.irrigation), (told("los perfiles"), read.profiles)):
        if file != IRRIGATION and ANY_PLOT in plots:
            raise ImportRefusedError(
                told(
                    "%(soil)s es por parcela, y los perfiles no dicen cuál: falta la columna `plot`.",
                    soil=soil,
                )
            )
        unknown = sorted(one for one in plots if one != ANY_PLOT and one not in read.limits)
        if unknown:
            raise ImportRefusedError(
                told(
                    "%(file)s: la parcela %(plots)s no está en %(soil)s.",
                    file=file,
                    plots=", ".join(unknown[:5]),
                    soil=soil,
                )
            )


def _season(read: _Read, site: Site, *, is_survey: bool) -> Season:
    whole = _Weathered(
        days=read.days,
        grown=[growth_on(site.crop, age) for age in range(len(read.days))],
        references=references_of(
            [one.air for one in read.days],
            [one.day for one in read.days],
            latitude_deg=site.latitude,
            altitude_m=site.altitude,
        ),
    )
    within = {one.day for one in read.days}
    profiles = {
        plot: [one for one in found if one.day in within] for plot, found in sorted(read.profiles.items())
    }
    trials = [
        _trial(read, site, whole, (plot, found)) for plot, found in profiles.items() if len(found) > WARM_UP
    ]
    if not trials:
        raise ImportRefusedError(
            told("Ninguna parcela tiene más de %(needed)s perfiles en los días del clima.", needed=WARM_UP)
        )
    return Season(
        site,
        trials,
        is_survey,
        too_few=tuple(plot for plot, found in profiles.items() if len(found) <= WARM_UP),
        unused=sum(map(len, read.profiles.values())) - sum(map(len, profiles.values())),
    )


def _trial(read: _Read, site: Site, whole: _Weathered, measured: tuple[str, Sequence[Profile]]) -> Trial:
    """Return the trial of one plot; experiments are level, so nothing runs off."""
    plot, profiles = measured
    limits = read.limits[plot if plot in read.limits else ANY_PLOT]
    given = read.irrigation.get(plot, read.irrigation.get(ANY_PLOT, {}))
    first = read.first.get(plot, read.first.get(ANY_PLOT))
    surface = replace(surface_of_soil(limits[0].soil), curve_number=None)
    return Trial(
        name=plot,
        days=[replace(one, irrigation_mm=given.get(one.day, 0.0)) for one in read.days],
        grown=whole.grown,
        references=whole.references,
        limits=limits,
        terms=Terms(surface, site.crop.deepest_roots_m, site.crop.depletion_fraction),
        profiles=profiles,
        begins_mm=None if first is None else missing(first, limits, depth_m=site.crop.first_roots_m),
    )
