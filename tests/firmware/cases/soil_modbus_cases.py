"""The soil probe on RS485, and its two maps; the same under CPython and MicroPython."""

from fake_wires import Patience, Uart, refusal
from node.rs485 import crc16
from node.sensors import soil_modbus
from node.sensors.soil_modbus import doubt, soil
from rs485_cases import ANSWER, SOIL


def words(*registers: int) -> bytes:
    body = bytes([1, 3, 2 * len(registers)])
    for word in registers:
        body += bytes([word >> 8 & 0xFF, word & 0xFF])
    return body + crc16(body)


def a_probe(answer: bytes, **changes: object) -> tuple:
    board = Patience()
    board.line = Uart([answer])
    return soil_modbus.make(board, dict(SOIL, **changes)), board


SOILS = 2000
CORNERS = ((0, 2500), (1000, 2500), (0, 1500), (1000, 5000))


def a_soil(number: int) -> tuple[int, int]:
    """Return (water in thousandths, temperature in hundredths) of a soil of the llanos, by a fixed chance."""
    if number < len(CORNERS):
        return CORNERS[number]
    state = (number * 2654435761 + 12345) & 0xFFFFFFFF
    return (state >> 8) % 1001, 1500 + (state >> 16) % 3501


def case_the_frame_of_the_data_sheet_is_658_thousandths_and_ten_degrees_of_frost(_: str) -> None:
    probe, board = a_probe(ANSWER)

    assert probe.read() == {"soil_probe": 0.658, "soil_temperature": -10.1, "soil_conductivity": 1000}
    assert board.now_ms == 0


def case_map_b_has_the_temperature_first_and_hundredths(_: str) -> None:
    probe, _board = a_probe(words(2731, 2315, 412), map="B")

    assert probe.read() == {"soil_probe": 0.2315, "soil_temperature": 27.31, "soil_conductivity": 412}


def case_the_booster_is_on_for_the_second_it_takes_and_off_again_whatever_happens(_: str) -> None:
    probe, board = a_probe(words(230, 273, 412), power_pin=25)
    probe.read()
    silent, other = a_probe(b"", power_pin=25)
    told = refusal(silent.read)

    assert board.fed == [1, 0]
    assert board.now_ms == 1000
    assert "nobody answers" in told
    assert other.fed == [1, 0]


def case_what_no_soil_gives_is_refused(_: str) -> None:
    for registers in (
        [1001, 250, 0],
        [300, 801, 0],
        [300, 0x8000, 0],
        [300, 250, 20001],
        [65535, 65535, 65535],
    ):
        assert refusal(lambda told=registers: soil("A", told)) != "", registers


def case_each_map_refuses_the_plausible_words_of_the_other_one(_: str) -> None:
    for number in range(SOILS):
        water, warmth = a_soil(number)
        by_a, by_b = [water, warmth // 10, 300], [warmth, 10 * water, 300]

        assert (doubt("A", by_a), doubt("B", by_b)) == ("", ""), (water, warmth)
        assert "looks like map B" in doubt("A", by_b), by_b
        assert "looks like map A" in doubt("B", by_a), by_a


def case_a_reading_by_the_wrong_map_is_never_told(_: str) -> None:
    for number in range(SOILS):
        water, warmth = a_soil(number)
        by_a, by_b = [water, warmth // 10, 300], [warmth, 10 * water, 300]

        assert soil("A", by_a)["soil_probe"] == round(water / 1000, 4)
        assert soil("B", by_b)["soil_temperature"] == round(warmth / 100, 2)
        assert "map A" in refusal(lambda told=by_b: soil("A", told)), by_b
        assert "map B" in refusal(lambda told=by_a: soil("B", told)), by_a


def case_a_probe_that_neither_map_fits_is_doubted_without_a_guess(_: str) -> None:
    assert doubt("A", [0, 0, 0]) == "map A would mean 0 % of water at 0 °C"
    assert doubt("B", [0, 0, 0]) == "map B would mean 0 % of water at 0 °C"
    assert "uS/cm" in doubt("A", [300, 250, 60000])
    assert soil("A", [658, 65435, 1000])["soil_temperature"] == -10.1
