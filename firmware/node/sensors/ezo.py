"""An Atlas EZO-DO circuit with a galvanic oxygen probe, on an I2C bus.

Unit: [mg/L] as the circuit itself says it, at the temperature it is told before. Accuracy: 0.05 mg/L, by
its maker. Duration: 1 s; at the first reading 2 s. Wiring: on the isolated carrier board, put into I2C
before (it ships speaking serial), 3.3 V, SDA and SCL with 4.7 kΩ to 3.3 V each. It must be told the water's
temperature, or it would give what 20 °C mean: at 30 °C a fifth too much. So a thermometer stands before it
in the channels, under the same name, and until that one has spoken it gives nothing.

Source:
    Atlas Scientific, EZO-DO circuit data sheet V5.4: answer codes, `R` (600 ms), `T` (300 ms), `O,?` (300
    ms). Above 200 m the circuit is told its pressure once (`P,<kPa>`) by whoever sets it up. Not verified
    on ours.
"""

from node import const, pins

ADDRESS = 0x61
_READING_MS = const(600)
_COMMAND_MS = const(300)
_TRIES = const(3)
_LONGEST_ANSWER = const(40)
_DONE = const(1)
_SYNTAX = const(2)
_BUSY = const(254)
_NOTHING = const(255)
_MOST_OXYGEN = const(100.0)  # mg/L, the end of its scale


class EzoSensor:
    """Gives the oxygen that the circuit says, once it knows how warm the water is."""

    needs = "temperature"

    def __init__(self, bus, address: int, sleep_ms) -> None:
        self._bus = bus
        self._address = address
        self._sleep_ms = sleep_ms
        self._told = None  # what stands in a reading, in order
        self.beside = None

    def read(self) -> dict[str, float]:
        """Return the oxygen [mg/L].

        Raises:
            OSError: Nobody answers.
            ValueError: The circuit refuses, has nothing to say, or says what cannot be believed.
        """
        warmth = None if self.beside is None else self.beside.newest_c
        if warmth is None:
            raise ValueError("the oxygen circuit was never told how warm the water is")
        if self._told is None:
            # A circuit that wakes says first what it measured before it slept.
            self._ask("R", _READING_MS)
            self._told = self._ask("O,?", _COMMAND_MS).replace("?,O,", "").replace("?O,", "").split(",")
        self._ask(f"T,{warmth:.1f}", _COMMAND_MS)
        return oxygen(self._told, self._ask("R", _READING_MS))

    def _ask(self, command: str, duration_ms: int) -> str:
        self._bus.writeto(self._address, command.encode())
        for _ in range(_TRIES):
            self._sleep_ms(duration_ms)
            answer = self._bus.readfrom(self._address, _LONGEST_ANSWER)
            if answer[0] != _BUSY:
                return text(answer)
        raise ValueError("the oxygen circuit does not finish")


def make(board, channel: dict) -> EzoSensor:
    """Return the sensor of a channel."""
    bus = board.i2c(channel["scl_pin"], channel["sda_pin"])
    return EzoSensor(bus, channel.get("address", ADDRESS), board.sleep_ms)


def text(answer: bytes) -> str:
    """Return what an answer says, up to its NUL.

    Raises:
        ValueError: Its code is another than done, or it is no text.
    """
    code = answer[0]
    if code == _SYNTAX:
        raise ValueError("the oxygen circuit does not know the command")
    if code == _NOTHING:
        raise ValueError("the oxygen circuit has nothing to say")
    if code != _DONE:
        raise ValueError(f"the oxygen circuit answers with code {code}")
    end = answer.find(b"\0", 1)
    said = answer[1 : end if end > 0 else len(answer)]
    if not all([32 <= byte < 127 for byte in said]):
        raise ValueError("the oxygen circuit's answer is no text")
    return said.decode()


def oxygen(told: list[str], said: str) -> dict[str, float]:
    """Return what a reading says.

    Args:
        told: What stands in it, in order: `mg`, `%`.
        said: The reading.

    Raises:
        ValueError: There is no mg/L in it, another count of numbers, or what no water gives.
    """
    if "mg" not in told:
        raise ValueError("the oxygen circuit tells no mg/L; send it O,mg,1")
    numbers = said.split(",")
    if len(numbers) != len(told):
        raise ValueError(f"the oxygen circuit says {said}, where {','.join(told)} stood")
    value = float(numbers[told.index("mg")])
    if not 0 <= value <= _MOST_OXYGEN:
        raise ValueError(f"no water holds {said} mg/L")
    return {"oxygen_probe": round(value, 2)}


def faults(channel: dict, where: str) -> list[str]:
    """Return what is wrong with the settings of a channel."""
    found = pins.faults(channel, {"scl_pin": pins.OUTPUTS, "sda_pin": pins.OUTPUTS}, where)
    if not pins.is_within(channel.get("address", ADDRESS), 8, 119):
        found.append(f"{where}address: de 8 a 119; de fábrica 97")
    return found
