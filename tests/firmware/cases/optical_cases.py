"""The optical oxygen probe; the same under CPython and MicroPython."""

from fake_wires import Patience, Uart, refusal
from node import settings
from node.sensors import optical
from node.sensors.optical import MAPS, water
from soil_modbus_cases import words

PROBE = {
    "name": "sonda",
    "sensor": "optical",
    "map": "seeed",
    "address": 1,
    "tx_pin": 17,
    "rx_pin": 16,
    "direction_pin": 4,
}
POND = {
    "commune": "la-ceiba",
    "node": "estanque-1",
    "kind": "pond",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": {"ssid": "conuco", "password": ""},
    "sample_every_s": 60,
}


def a_probe(answer: bytes, name: str = "seeed") -> tuple:
    board = Patience()
    board.line = Uart([answer])
    return optical.make(board, dict(PROBE, map=name)), board


def case_a_seeed_probe_is_asked_from_register_256_and_tells_tenths_and_hundredths(_: str) -> None:
    probe, board = a_probe(words(287, 543))

    assert probe.read() == {"oxygen_probe": 5.43, "water_temperature": 28.7}
    assert board.line.told[1][:6] == bytes([1, 3, 1, 0, 0, 2])
    assert board.pins[-1] == 9600


def case_a_hach_probe_tells_8_082_as_its_manual_says(_: str) -> None:
    probe, board = a_probe(words(8082, 2641), "hach")

    assert probe.read() == {"oxygen_probe": 8.082, "water_temperature": 26.41}
    assert board.line.told[1][:6] == bytes([1, 3, 0, 0, 0, 2])
    assert board.pins[-1] == 19200


def case_a_supmea_probe_has_the_same_words_from_register_0(_: str) -> None:
    probe, board = a_probe(words(287, 0), "supmea")

    assert probe.read() == {"oxygen_probe": 0.0, "water_temperature": 28.7}
    assert board.line.told[1][:6] == bytes([1, 3, 0, 0, 0, 2])


def case_what_no_pond_gives_is_refused(_: str) -> None:
    for name, registers, word in (
        ("seeed", [287, 5001], "oxygen"),
        ("seeed", [287, 0xFFFF], "oxygen"),
        ("seeed", [601, 543], "temperature"),
        ("seeed", [0x8000, 543], "temperature"),
        ("hach", [543, 0x7FFF], "temperature"),
    ):
        assert word in refusal(lambda by=name, told=registers: water(by, told)), (name, registers)


def case_a_probe_that_is_silent_or_garbled_is_said(_: str) -> None:
    silent, _board = a_probe(b"")
    garbled, _board = a_probe(words(287, 543)[:-1] + b"\x00")

    assert "nobody answers at address 1" in refusal(silent.read)
    assert "CRC" in refusal(garbled.read)


def case_the_settings_must_name_a_map_that_stands_in_the_table(_: str) -> None:
    for name in MAPS:
        assert settings.faults_of(dict(POND, channels=[dict(PROBE, map=name)])) == []
    found = settings.faults_of(dict(POND, channels=[dict(PROBE, map="A")]))

    assert found == ["channels[0].map: hach o seeed o supmea; lo dice el manual de la sonda"]
