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


def faults(**changes: object) -> list:
    changed = dict(GOOD)
    changed.update(changes)
    return settings.faults_of(changed)


def case_good_settings_have_no_fault(_: str) -> None:
    assert settings.faults_of(GOOD) == []


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
