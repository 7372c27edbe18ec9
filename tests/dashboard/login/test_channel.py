"""Where a request comes from, and what is believed of it."""

from __future__ import annotations

import pytest

from dashboard.login.channel import channel_of


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_the_station_itself_is_safe(host: str) -> None:
    channel = channel_of(host, "http", {})

    assert channel.is_screen
    assert channel.is_safe


@pytest.mark.parametrize("host", ["192.168.4.10", "10.0.0.1", "fe80::1%wlan0", "testclient", "", None])
def test_everybody_else_is_not_the_station(host: str | None) -> None:
    assert not channel_of(host, "http", {}).is_safe


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_a_request_that_was_passed_on_for_somebody_is_not_from_the_screen(header: str) -> None:
    assert not channel_of("127.0.0.1", "http", {header: "127.0.0.1"}).is_screen


def test_https_is_safe_from_anywhere() -> None:
    assert channel_of("192.168.4.10", "https", {}).is_safe


def test_a_machine_with_many_addresses_is_counted_once() -> None:
    first, second = (channel_of(f"2001:db8:1:2::{n}", "http", {}) for n in ("1", "ffff"))
    other = channel_of("2001:db8:1:3::1", "http", {})

    assert first.address == second.address
    assert first.address != other.address


def test_an_address_is_one_whether_it_is_written_the_old_or_the_new_way() -> None:
    assert channel_of("::ffff:10.0.0.7", "http", {}).address == "10.0.0.7"
