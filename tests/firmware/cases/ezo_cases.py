"""The oxygen circuit's words; the same under CPython and MicroPython."""

from fake_wires import Patience, refusal
from node import sensors, settings
from node.sensors import ezo
from node.sensors.ezo import oxygen, text
from optical_cases import POND

THERMOMETER = {"name": "sonda", "sensor": "temperature", "pin": 4}
CIRCUIT = {"name": "sonda", "sensor": "ezo", "scl_pin": 22, "sda_pin": 21}


class Circuit:
    """A circuit on an I2C bus: a command, a while, an answer; it wakes with what it measured before."""

    def __init__(self, answers: dict, address: int = 0x61) -> None:
        self.answers = answers
        self.address = address
        self.told = []
        self.waiting = []

    def writeto(self, address: int, command: bytes) -> None:
        if address != self.address:
            raise OSError(19)
        said = command.decode()
        self.told.append(said)
        self.waiting = list(self.answers.get(said, [done("")]))

    def readfrom(self, address: int, count: int) -> bytes:
        answer = self.waiting.pop(0) if len(self.waiting) > 1 else self.waiting[0]
        return answer + bytes(count - len(answer))


class Warm:
    """A thermometer that has said something, or nothing yet."""

    def __init__(self, newest_c: float | None) -> None:
        self.newest_c = newest_c


def done(said: str) -> bytes:
    return b"\x01" + said.encode() + b"\x00"


def a_circuit(reading: list, outputs: str = "?,O,mg", warmth: float | None = 28.44) -> tuple:
    board, bus = Patience(), Circuit({"R": reading, "O,?": [done(outputs)]})
    board.bus = bus
    found = ezo.make(board, CIRCUIT)
    found.beside = Warm(warmth)
    return found, bus, board


def case_the_first_reading_after_waking_is_thrown_away_and_the_water_is_told(_: str) -> None:
    circuit, bus, board = a_circuit([done("7.82")])

    assert circuit.read() == {"oxygen_probe": 7.82}
    assert bus.told == ["R", "O,?", "T,28.4", "R"]
    assert board.now_ms == 600 + 300 + 300 + 600
    circuit.read()
    assert bus.told[4:] == ["T,28.4", "R"]


def case_what_stands_in_a_reading_is_asked_and_counted(_: str) -> None:
    both, _bus, _board = a_circuit([done("95.1,7.82")], outputs="?,O,%,mg")
    share, _bus, _board = a_circuit([done("95.1")], outputs="?,O,%")

    assert both.read() == {"oxygen_probe": 7.82}
    assert "O,mg,1" in refusal(share.read)
    assert "stood" in refusal(lambda: oxygen(["mg"], "95.1,7.82"))
    assert "stood" in refusal(lambda: oxygen(["%", "mg"], "7.82"))


def case_a_circuit_that_is_still_busy_is_asked_again_three_times(_: str) -> None:
    slow, _bus, _board = a_circuit([b"\xfe", done("7.82")])
    stuck, _bus, _board = a_circuit([b"\xfe"])

    assert slow.read() == {"oxygen_probe": 7.82}
    assert "finish" in refusal(stuck.read)


def case_each_code_has_its_sentence(_: str) -> None:
    for answer, word in (
        (b"\x02\x00", "know"),
        (b"\xff\x00", "nothing to say"),
        (b"\x00\x00", "code 0"),
        (b"\x03\x00", "code 3"),
        (b"\x01\x807.8\x00", "text"),
    ):
        assert word in refusal(lambda told=answer: text(told)), answer
    assert text(b"\x017.82\x00\xff\xff") == "7.82"
    assert text(b"\x017.82") == "7.82"


def case_what_is_no_number_or_no_water_is_refused(_: str) -> None:
    for said in ("", "abc", "-0.1", "100.1", "7,82", "nan"):
        assert refusal(lambda told=said: oxygen(["mg"], told)) != "", said


def case_nobody_on_the_bus_is_an_error(_: str) -> None:
    circuit, bus, _board = a_circuit([done("7.82")])
    bus.address = 0x62

    assert refusal(circuit.read) != ""


def case_without_the_waters_warmth_it_says_nothing(_: str) -> None:
    circuit, bus, _board = a_circuit([done("7.82")], warmth=None)

    assert "how warm" in refusal(circuit.read)
    assert bus.told == []


def case_the_thermometer_of_the_same_name_stands_before_it(_: str) -> None:
    def faults(*channels: dict) -> list:
        return settings.faults_of(dict(POND, channels=list(channels)))

    missing = "sensor: antes de ezo va un temperature con su mismo nombre"

    assert faults(THERMOMETER, CIRCUIT) == []
    assert faults(CIRCUIT) == ["channels[0]." + missing]
    assert faults(CIRCUIT, THERMOMETER) == ["channels[0]." + missing]
    assert faults(dict(THERMOMETER, name="otra"), CIRCUIT) == ["channels[1]." + missing]
    assert len(faults(THERMOMETER, dict(CIRCUIT, address=3))) == 1


def case_the_made_sensors_know_each_other(_: str) -> None:
    board = Patience()
    board.bus = Circuit({})
    board.one_wire = lambda _pin: None
    made = sensors.make(board, [THERMOMETER, CIRCUIT])

    assert made[1][1].beside is made[0][1]
