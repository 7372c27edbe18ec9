"""What settings are taken; the same under CPython and MicroPython."""
# ruff: noqa: PTH123, PT017 - MicroPython has neither pathlib nor pytest

import json

from node import settings

OXYGEN = {"name": "sonda", "sensor": "oxygen", "pin": 34}
GOOD = {
    "commune": "la-ceiba",
    "node": "pond-1",
    "kind": "pond",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": {"ssid": "conuco", "password": ""},
    "sample_every_s": 60,
    "channels": [OXYGEN],
}

BUTTON = {"name": "boton", "sensor": "button", "pin": 33}
LIGHT = {"name": "luz", "sensor": "mains", "pin": 32}
WATER = {"name": "sonda", "sensor": "temperature", "pin": 4}
SIREN = dict(GOOD, node="siren-1", kind="siren", alarm_pin=26, channels=[BUTTON, LIGHT])


def faults(**changes: object) -> list:
    changed = dict(GOOD)
    changed.update(changes)
    return settings.faults_of(changed)


def case_good_settings_have_no_fault(_: str) -> None:
    assert settings.faults_of(GOOD) == []


def siren_faults(**changes: object) -> list:
    changed = dict(SIREN)
    changed.update(changes)
    return settings.faults_of(changed)


def case_a_good_siren_has_no_fault(_: str) -> None:
    assert siren_faults() == []
    assert siren_faults(light_pin=25, alarm_active=0, silent_after_s=600, channels=[BUTTON]) == []


def case_a_siren_needs_an_output_and_one_button(_: str) -> None:
    no_pin = dict(SIREN)
    del no_pin["alarm_pin"]

    assert [fault.split(":")[0] for fault in settings.faults_of(no_pin)] == ["alarm_pin"]
    assert siren_faults(channels=[LIGHT]) == ["channels: una sirena lleva un botón, y uno solo"]
    assert len(siren_faults(channels=[BUTTON, OXYGEN])) == 1


def case_a_siren_hangs_on_a_pin_that_does_not_twitch_at_power_on(_: str) -> None:
    for pin in (0, 2, 5, 12, 14, 15, 34, 39, True, None):
        assert len(siren_faults(alarm_pin=pin)) == 1, pin
    assert siren_faults(light_pin=26) == ["alarm_pin, light_pin, relay: el pin 26 está dos veces"]
    assert siren_faults(light_pin=33) == ["alarm_pin, light_pin, relay: el pin 33 está dos veces"]


def case_the_numbers_of_an_output_have_bounds(_: str) -> None:
    for changes in (
        {"alarm_active": 2},
        {"alarm_active": True},
        {"silent_after_s": 59},
        {"silent_after_s": "300"},
    ):
        assert len(siren_faults(**changes)) == 1, changes


def case_a_contact_has_a_pull_an_active_level_and_a_pin_that_may_be_held_at_power_on(_: str) -> None:
    assert faults(channels=[OXYGEN, LIGHT, dict(LIGHT, name="aireador", sensor="aerator", pin=27)]) == []
    assert faults(channels=[dict(LIGHT, pull="down", active=1)]) == []
    for changes in ({"pull": "sideways"}, {"active": 2}, {"pin": 12}, {"pin": 0}, {"pin": 15}):
        assert len(faults(channels=[dict(LIGHT, **changes)])) == 1, changes


def case_a_pin_without_resistors_of_its_own_must_say_so(_: str) -> None:
    for pin in range(34, 40):
        assert len(faults(channels=[dict(LIGHT, pin=pin)])) == 1
        assert faults(channels=[dict(LIGHT, pin=pin, pull="none")]) == []


def case_a_node_that_sleeps_watches_no_contact_and_sounds_nothing(_: str) -> None:
    asleep = {"kind": "field", "sample_every_s": 900, "send_every_s": 900}

    assert len(faults(channels=[LIGHT], **asleep)) == 1
    assert faults(alarm_pin=26, **asleep) == ["alarm_pin: un nodo que duerme no puede sonar"]


def case_a_pond_that_beeps_must_know_of_the_oxygen_or_the_mains(_: str) -> None:
    assert faults(alarm_pin=26, channels=[OXYGEN]) == []
    assert faults(alarm_pin=26, channels=[LIGHT]) == []
    assert len(faults(alarm_pin=26, channels=[WATER])) == 1


def case_a_kind_that_is_no_word_is_a_fault_like_another(_: str) -> None:
    for kind in (None, [], {}, 7, "Siren"):
        assert faults(kind=kind) == ["kind: pond, field o siren"], kind


def case_two_contacts_of_the_mains_are_one_too_many(_: str) -> None:
    assert faults(channels=[LIGHT, dict(LIGHT, name="otra", pin=27)]) == [
        "channels: un solo canal mains por nodo"
    ]


def case_a_line_under_tls_needs_its_key_or_its_certificate_and_no_fault_says_the_key(_: str) -> None:
    broker, key = {"host": "10.0.0.1", "port": 8883}, "0123456789abcdef" * 4

    assert faults(broker=dict(broker, security="psk", key=key)) == []
    assert faults(broker=dict(broker, security="certificate", ca="estacion.der")) == []
    for changes in (
        {"security": "tls"},
        {"security": "psk"},
        {"security": "psk", "key": key[1:]},
        {"security": "psk", "key": key[1:] + "G"},
        {"security": "psk", "key": 7},
        {"security": "certificate"},
        {"security": "certificate", "ca": "estacion.pem"},
    ):
        found = faults(broker=dict(broker, **changes))
        assert len(found) == 1, changes
        assert key[1:] not in found[0]


def case_all_faults_are_named_at_once(_: str) -> None:
    found = settings.faults_of({"commune": "La Ceiba", "node": "", "kind": "tractor", "channels": []})

    words = ("commune", "node", "kind", "broker", "wifi", "sample_every_s", "channels")
    assert [fault.split(":")[0] for fault in found] == list(words), found


def case_an_analog_sensor_on_a_pin_that_the_radio_disturbs_is_refused(_: str) -> None:
    for pin in (0, 2, 4, 12, 13, 14, 15, 25, 26, 27):
        assert len(faults(channels=[dict(OXYGEN, pin=pin)])) == 1
    for pin in range(32, 40):
        assert faults(channels=[dict(OXYGEN, pin=pin)]) == []


def case_a_pin_is_used_once(_: str) -> None:
    other = {"name": "sonda-20cm", "sensor": "soil", "pin": 34, "power_pin": 25}

    assert faults(channels=[OXYGEN, other]) == ["channels: el pin 34 está dos veces"]


def case_a_stick_is_fed_by_a_pin_that_can_give_current(_: str) -> None:
    stick = {"name": "sonda-20cm", "sensor": "soil", "pin": 34, "power_pin": 35}

    assert len(faults(channels=[stick])) == 1


def case_a_field_sends_no_more_often_than_it_measures(_: str) -> None:
    assert faults(kind="field", sample_every_s=900, send_every_s=3600) == []
    assert len(faults(kind="field", sample_every_s=900, send_every_s=60)) == 1
    assert len(faults(kind="field", sample_every_s=900)) == 1


def case_a_sensor_that_nobody_knows_is_refused(_: str) -> None:
    assert len(faults(channels=[{"name": "ph", "sensor": "ph", "pin": 34}])) == 1


def case_a_missing_file_and_one_that_is_not_json_are_said(folder: str) -> None:
    path = folder + "/settings.json"
    for content, word in ((None, "falta"), ("{", "JSON"), (json.dumps({"node": "x"}), "commune")):
        if content is not None:
            with open(path, "w") as file:
                file.write(content)
        try:
            settings.load(path)
        except settings.SettingsError as error:
            assert word in str(error)
        else:
            raise AssertionError(content)


FIELD = dict(GOOD, kind="field", send_every_s=3600, channels=[{"name": "a", "sensor": "oxygen", "pin": 34}])


def field_faults(**changes: object) -> list:
    changed = dict(FIELD)
    changed.update(changes)
    return [fault.split(":")[0] for fault in settings.faults_of(changed)]


def case_a_field_may_be_told_how_to_spare_its_battery(_: str) -> None:
    assert field_faults() == []
    assert field_faults(look_every_s=240, visit_pin=33, battery_low_v=12.1, battery_empty_v=11) == []
    assert field_faults(look_every_s=10) == ["look_every_s"]
    assert field_faults(battery_low_v="3.5", battery_empty_v=True) == ["battery_low_v", "battery_empty_v"]
    for pin in (5, 34, True):
        assert field_faults(visit_pin=pin) == ["visit_pin"], pin
    assert [fault.split(":")[0] for fault in faults(visit_pin=33)] == ["visit_pin"]


def case_the_access_point_and_an_address_may_be_fixed(_: str) -> None:
    def of(**known: object) -> list:
        return [one.split(":")[0] for one in faults(wifi=dict({"ssid": "c", "password": ""}, **known))]

    assert of(bssid="a4:cf:12:05:6b:EE", address="192.168.4.31") == []
    for bad in ("a4:cf:12:05:6b", "a4:cf:12:05:6b:zz", "a4:cf:12:05:6b:e", 7):
        assert of(bssid=bad) == ["wifi.bssid"], bad
    for bad in ("192.168.4", "192.168.4.256", "192.168.4.-1", "estacion", None):
        assert of(address=bad) == ["wifi.address"], bad
