"""The plots of a season through the backtest, one by one, so that whoever waits sees it move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gateway.commands.seasons.folder import Season
from gateway.commands.seasons.site import CropFrom, CropName
from gateway.domain.errors import ImportRefusedError
from gateway.domain.speech import told
from gateway.fields.season.backtest import Ahead, Score, backtest, score

Capacity = Literal["learnt", "given"]


@dataclass(frozen=True, slots=True)
class Scores:
    """How far each way lay from what was measured; None where it had nothing to say.

    Attributes:
        open: The balance alone.
        within: How many profiles came within the filter's band of 80 %.
    """

    open: Score | None
    filter: Score | None
    insertion: Score | None
    persistence: Score | None
    profiles: int
    within: int


@dataclass(frozen=True, slots=True)
class PlotReport:
    """What the filter was worth on one plot."""

    plot: str
    scores: Scores
    profiles: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class SeasonReport:
    """What the filter was worth in a folder.

    Attributes:
        every: So many-th profiles were heard.
        too_few: Plots left out, with no more profiles than teach.
        unused: Profiles outside the days of the weather.
        is_dawn: Whether they stand for the dawn of their day and not for its end.
    """

    folder: str
    crop: CropName
    crop_from: CropFrom
    latitude: float
    altitude: float
    is_place_assumed: bool
    capacity: Capacity
    every: int
    all_plots: Scores
    plots: tuple[PlotReport, ...]
    too_few: tuple[str, ...]
    unused: int
    is_dawn: bool


def judged(
    folder: Path,
    season: Season,
    *,
    capacity: Capacity | None,
    every: int,
    tell: Callable[[float], None],
) -> SeasonReport:
    """Return what the filter was worth in a folder.

    Args:
        folder: Of the season.
        season: What it holds.
        capacity: Whether field capacity is learnt from the first profiles or taken as given; None: learnt
            where it is a survey.
        every: So many-th profiles are heard.
        tell: Is told how much is done, 0 to 1.

    Raises:
        ImportRefusedError: No profile is left to judge by.
    """
    used: Capacity = capacity or ("learnt" if season.is_survey else "given")
    plots = []
    for done, trial in enumerate(season.trials, start=1):
        found = backtest(trial, is_learnt=used == "learnt", every=every)
        plots.append(PlotReport(trial.name or folder.resolve().name, scores_of(found), tuple(found)))
        tell(done / len(season.trials))
    everything = [one for plot in plots for one in plot.profiles]
    if not everything:
        raise ImportRefusedError(told("No queda ningún perfil con que juzgar: baje --every."))
    return SeasonReport(
        folder=folder.resolve().name,
        crop=season.site.name,
        crop_from=season.site.crop_from,
        latitude=season.site.latitude,
        altitude=season.site.altitude,
        is_place_assumed=season.site.is_place_assumed,
        capacity=used,
        every=every,
        all_plots=scores_of(everything),
        plots=tuple(plots),
        too_few=season.too_few,
        unused=season.unused,
        is_dawn=season.is_dawn,
    )


def scores_of(found: Sequence[Ahead]) -> Scores:
    """Return the scores of some profiles, all plots alike."""
    measured = [one.measured_mm for one in found]
    before = [(one.persistence_mm, one.measured_mm) for one in found if one.persistence_mm is not None]
    return Scores(
        open=score([one.open_mm for one in found], measured),
        filter=score([one.filter_mm for one in found], measured),
        insertion=score([one.insertion_mm for one in found], measured),
        persistence=score([one for one, _ in before], [one for _, one in before]),
        profiles=len(found),
        within=sum(one.is_within for one in found),
    )
