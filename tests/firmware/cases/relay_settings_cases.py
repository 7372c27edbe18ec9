"""Which relays the settings take; under both interpreters."""

from node import settings

OXYGEN = {"name": "sonda", "sensor": "oxygen", "pin": 34}
WATER = {"name": "sonda", "sensor": "temperature", "pin": 4}
RELAY = {
    "pin": 27,
    "active": 0,
    "on_below": 3,
    "off_above": 5.0,
    "minimum_s": 1800,
    "on_fault": "on",
    "sunrise": 660,
}
GOOD = {
    "commune": "la-ceiba",
    "node": "pond-1",
    "kind": "pond",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": {"ssid": "conuco", "password": ""},
    "sample_every_s": 60,
    "channels": [OXYGEN, WATER],
    "relay": RELAY,
}


def faults(relay: dict | None = None, **changes: object) -> list:
    changed = dict(GOOD, relay=dict(RELAY, **(relay or {})))
    changed.update(changes)
    return settings.faults_of(changed)


def case_a_good_relay_has_no_fault(_: str) -> None:
    assert faults() == []
    assert faults({"pause_s": 120, "minimum_s": 60, "on_fault": "stay"}) == []


def case_whoever_sets_a_relay_up_wrong_reads_that_an_electrician_connects_it(_: str) -> None:
    found = faults({"pin": 2})

    assert len(found) == 2
    assert found[0].startswith("relay.pin: 4, 13")
    assert "electricista" in found[1]


def case_each_thing_a_relay_needs_is_asked_for(_: str) -> None:
    for change in (
        {"pin": 35},
        {"pin": None},
        {"active": 2},
        {"on_below": 0.2},
        {"on_below": "3"},
        {"off_above": 3.2},
        {"off_above": True},
        {"minimum_s": 59},
        {"minimum_s": 86400},
        {"pause_s": 5},
        {"on_fault": "maybe"},
        {"sunrise": 1440},
        {"sunrise": None},
    ):
        assert len(faults(change)) == 2, change
    assert len(settings.faults_of(dict(GOOD, relay=True))) == 2


def case_a_relay_needs_a_probe_it_can_understand(_: str) -> None:
    assert faults(channels=[OXYGEN])[0].startswith("relay: la sonda oxygen necesita")
    assert faults(channels=[WATER])[0].startswith("relay: sin sonda")


def case_a_relay_has_its_pin_and_its_channel_for_itself(_: str) -> None:
    assert faults({"pin": 4}) == ["alarm_pin, light_pin, relay: el pin 4 está dos veces"]
    assert faults(alarm_pin=27) == ["alarm_pin, light_pin, relay: el pin 27 está dos veces"]
    assert len(faults(channels=[OXYGEN, WATER, {"name": "rele", "sensor": "aerator", "pin": 32}])) == 2


def case_a_relay_stands_at_a_pond(_: str) -> None:
    assert "relay: solo en un estanque (kind: pond)" in faults(kind="field", send_every_s=600)
