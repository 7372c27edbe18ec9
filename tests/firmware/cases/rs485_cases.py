"""The RS485 line, byte by byte; the same under CPython and MicroPython."""

from fake_wires import Feed, Patience, Uart, refusal
from node import settings
from node.rs485 import Line, crc16, of, signed

QUESTION = bytes([0x01, 0x03, 0x00, 0x00, 0x00, 0x03, 0x05, 0xCB])
ANSWER = bytes([0x01, 0x03, 0x06, 0x02, 0x92, 0xFF, 0x9B, 0x03, 0xE8, 0xD8, 0x0F])
SOIL = {
    "name": "sonda-20cm",
    "sensor": "soil-modbus",
    "map": "A",
    "address": 1,
    "tx_pin": 17,
    "rx_pin": 16,
    "direction_pin": 4,
}
FIELD = {
    "commune": "la-ceiba",
    "node": "campo-1",
    "kind": "field",
    "broker": {"host": "192.168.4.1", "port": 1883},
    "wifi": {"ssid": "conuco", "password": ""},
    "sample_every_s": 900,
    "send_every_s": 3600,
}


def a_line(*pieces: bytes, noise: bytes = b"") -> tuple:
    board, uart = Patience(), Uart(pieces, noise)
    return Line(uart, Feed(uart.told), board), uart, board


def ask(*pieces: bytes, noise: bytes = b"") -> str:
    line, _, _ = a_line(*pieces, noise=noise)
    return refusal(lambda: line.registers(1, 0, 3))


def faults(*channels: dict) -> list:
    return settings.faults_of(dict(FIELD, channels=list(channels)))


def case_the_question_of_a_data_sheet_is_told_with_the_direction_turned_until_it_is_out(_: str) -> None:
    line, uart, _board = a_line(ANSWER)

    line.registers(1, 0, 3)

    assert uart.told == [1, QUESTION, "flushed", 0]


def case_the_answer_of_a_data_sheet_is_three_registers(_: str) -> None:
    line, _, board = a_line(ANSWER)

    registers = line.registers(1, 0, 3)

    assert registers == [658, 65435, 1000]
    assert signed(registers[1]) == -101
    assert board.now_ms == 0


def case_an_answer_in_pieces_is_waited_for_and_what_must_go_on_goes_on(_: str) -> None:
    line, _, board = a_line(b"", ANSWER[:1], ANSWER[1:4], b"", ANSWER[4:])

    assert line.registers(1, 0, 3)[2] == 1000
    assert 0 < board.now_ms < 100
    assert board.idled == 4


def case_noise_before_and_an_echo_of_our_own_words_are_no_answer(_: str) -> None:
    assert ask(b"\x00\xff" + ANSWER) == ""
    assert ask(QUESTION + ANSWER) == ""
    assert ask(ANSWER, noise=ANSWER[:7]) == ""
    assert ask(QUESTION) == "what came on the RS485 line is no answer of address 1"


def case_nobody_answers_before_the_deadline(_: str) -> None:
    line, _, board = a_line()

    assert refusal(lambda: line.registers(1, 0, 3)) == "nobody answers at address 1 of the RS485 line"
    assert 1000 <= board.now_ms < 1100


def case_an_answer_that_is_cut_short_says_how_much_came(_: str) -> None:
    for size in range(3, len(ANSWER)):
        assert ask(ANSWER[:size]) == f"the answer of address 1 is cut short: {size} of 11 bytes"


def case_any_bit_that_turns_is_seen(_: str) -> None:
    for at in range(len(ANSWER)):
        for bit in range(8):
            spoilt = bytearray(ANSWER)
            spoilt[at] ^= 1 << bit
            assert ask(bytes(spoilt)) != "", (at, bit)
    assert "CRC" in ask(ANSWER[:-1] + b"\x00")


def case_a_refusal_says_its_number_and_another_address_is_nobody(_: str) -> None:
    refused = bytes([0x01, 0x83, 0x02])
    other = bytes([0x02]) + ANSWER[1:-2]

    assert ask(refused + crc16(refused)) == "address 1 refuses: exception 2"
    assert "CRC" in ask(refused + b"\x00\x00")
    assert "cut short: 3 of 5" in ask(refused)
    assert ask(other + crc16(other)) == "what came on the RS485 line is no answer of address 1"


def case_the_line_of_a_channel_needs_no_direction_where_the_module_turns_by_itself(_: str) -> None:
    board = Patience()
    board.line = Uart([ANSWER])
    without = dict(SOIL)
    del without["direction_pin"]

    assert of(board, without, 9600).registers(1, 0, 3)[0] == 658
    assert board.line.told == [QUESTION, "flushed"]
    assert board.pins == [17, 16, 9600]
    assert faults(without) == []


def case_two_probes_share_the_wires_and_have_two_addresses(_: str) -> None:
    second = dict(SOIL, name="sonda-45cm", address=2)
    bus = "channels: los aparatos de un bus llevan los mismos tx_pin, rx_pin, direction_pin, power_pin"

    assert faults(SOIL, second) == []
    assert faults(dict(SOIL, power_pin=25), dict(second, power_pin=25)) == []
    assert faults(SOIL, dict(second, address=1)) == ["channels: dos aparatos de un bus con la misma address"]
    assert faults(SOIL, dict(second, tx_pin=18)) == [bus]
    assert faults(dict(SOIL, rx_pin=17)) == ["channels: el pin 17 está dos veces"]
    assert faults(SOIL, {"name": "lluvia", "sensor": "rain", "pin": 4}) == [
        "channels: el pin 4 está dos veces"
    ]


def case_a_line_must_name_map_address_and_pins_that_can(_: str) -> None:
    for changes, word in (
        ({"map": None}, "map: A o B"),
        ({"map": "C"}, "map: A o B"),
        ({"address": 0}, "address: de 1 a 247"),
        ({"address": 248}, "address"),
        ({"tx_pin": 34}, "tx_pin"),
        ({"rx_pin": 12}, "rx_pin"),
        ({"direction_pin": 0}, "direction_pin"),
        ({"power_pin": 35}, "power_pin"),
    ):
        found = faults(dict(SOIL, **changes))
        assert len(found) == 1, (changes, found)
        assert word in found[0], found
