"""The soil of a field by depth, as it is drawn."""

from __future__ import annotations

import pytest
from fielded import a_course, a_look, depths

from dashboard.fields.profile import limit_share, place_of_depth, profile, root_depth_cm
from gateway.fields.advice.advised import Advice, Between, State

FINE = Advice(State.FINE, 2)


def test_what_is_left_at_a_depth_is_told_in_steps_of_five_and_ten_wide() -> None:
    rows = profile(a_look(FINE, course=a_course(), depths=depths(0.61, 0.9, 1.3)))

    assert [one.share for one in rows] == [Between(55, 65), Between(85, 95), Between(100, 100)]
    assert [one.fill for one in rows] == [61.0, 90.0, 100.0]


def test_a_dry_and_a_full_depth_stay_on_the_scale() -> None:
    dry, full, _ = profile(a_look(FINE, course=a_course(), depths=depths(-0.2, 1.0, 0.5)))

    assert dry.share == Between(0, 5)
    assert dry.fill == 0
    assert full.share == Between(95, 100)


def test_a_depth_that_says_nothing_has_no_number() -> None:
    silent = profile(a_look(FINE, course=a_course(), depths=depths(None, 0.5, 0.5)))[0]

    assert silent.share is None
    assert silent.fill == 0


def test_a_field_whose_probe_never_spoke_has_no_profile() -> None:
    assert profile(a_look(FINE, depths=())) == ()


def test_the_limit_is_drawn_only_where_roots_are() -> None:
    rows = profile(a_look(FINE, course=a_course()))

    assert [one.is_rooted for one in rows] == [True, True, False]


def test_bare_soil_has_no_roots_and_no_limit() -> None:
    look = a_look(FINE, course=a_course(stage=None), is_bare=True)

    assert root_depth_cm(look) is None
    assert limit_share(look) is None


def test_roots_of_55_cm_end_between_the_rows_of_45_and_75() -> None:
    assert root_depth_cm(a_look(FINE, course=a_course())) == 55
    assert place_of_depth(55, (20, 45, 75)) == pytest.approx(61.1, abs=0.1)
    assert place_of_depth(0, (20, 45, 75)) == 0
    assert place_of_depth(45, (20, 45, 75)) == 50
    assert place_of_depth(120, (20, 45, 75)) == 100
    assert place_of_depth(20, ()) is None
