"""What the maize of a cycle went through, reckoned day by day."""

from __future__ import annotations

from datetime import timedelta

from dashboard.fields.described import dry_days_said, planted_in, setting_of
from dashboard.fields.past import LONGEST_D, of_cycle
from dashboard.production.cycle import Cycle
from dashboard.visit.given import Visit
from gateway.domain.goods import is_maize
from gateway.domain.places import Place
from gateway.fields.advice.thirst import Ordeal, ordeal
from gateway.fields.course import Course
from gateway.fields.season.whole import Ages, course_of


def ordeal_of(visit: Visit, cycle: Cycle, place: Place) -> Ordeal | None:
    """Return the days of thirst and of excess water of a cycle; None of another crop, or on its first day."""
    course = course_of_cycle(visit, cycle, place)
    if course is None:
        return None
    sown = visit.words.local(cycle.began).date()
    return ordeal([one for one in course.days if one.day >= sown])


def course_of_cycle(visit: Visit, cycle: Cycle, place: Place) -> Course | None:
    """Return how the water of a cycle's field went, from before its sowing to its end."""
    sown = visit.words.local(cycle.began).date()
    last = visit.words.today if cycle.ended is None else visit.words.local(cycle.ended).date()
    last = min(last, sown + timedelta(days=LONGEST_D))
    if not is_maize(cycle.product) or last <= sown:
        return None
    setting, planted = setting_of(visit, place), planted_in(visit, cycle)
    seen = of_cycle(visit, setting, planted, last)
    return course_of(
        setting,
        planted,
        seen.days,
        today=seen.today,
        ages=Ages(0.0, 0.0, 0.0),
        denied=dry_days_said(visit, place.slug),
    )
