"""The board: its clocks, its memory, its pins. The only importer of `machine`."""

import gc
import os
import sys
import time

import esp32
import machine
import onewire

from node import const
from node.memory import Memory

_EPOCH_2000_S = const(946_684_800)
_WATCHDOG_MS = const(120_000)
_LOOK_EVERY_MS = const(50)
_LAMP = const(2)
# RTC_CNTL_RESET_STATE_REG and RTCWDT_BROWN_OUT_RESET: ESP32 Technical Reference Manual, reset and clock.
_RESET_STATE = const(0x3FF48034)
_BROWNOUT = const(15)
_CAUSES = {
    machine.PWRON_RESET: "power_on",
    machine.HARD_RESET: "reset",
    machine.SOFT_RESET: "reset",
    machine.WDT_RESET: "watchdog",
    machine.DEEPSLEEP_RESET: "deep_sleep",
}


class Board:
    """An ESP32.

    Attributes:
        memory: What outlives deep sleep.
        is_power_on: Whether this start is a power-on.
        has_lamp: Whether the pin of its own lamp is free for it.
        meanwhile: Called, where there is one, while the node waits for something else.
    """

    def __init__(self) -> None:
        """Take up the memory, or begin it after a power cut."""
        # Collecting early and often leaves larger holes for the messages that come.
        gc.threshold(4096)
        self.meanwhile = None
        self.has_lamp = True
        self._rtc = machine.RTC()
        self.memory = Memory(self._rtc.memory)
        self.is_power_on = self.memory.is_fresh or machine.reset_cause() == machine.PWRON_RESET
        if self.is_power_on:
            self.memory.clear()
            self.memory.set(base_ms=_running_ms())

    # Clocks

    def ticks_ms(self) -> int:
        """Return a counter for deadlines, which wraps at 2^30 [ms]."""
        return time.ticks_ms()  # pyright: ignore[reportReturnType] - an int on every board

    def uptime_ms(self) -> int:
        """Return the time since power-on, through deep sleep and resets [ms]."""
        return _running_ms() - self.memory.get("base_ms", 0)

    def uptime_s(self) -> int:
        """Return the time since power-on, through deep sleep and resets [s]."""
        return self.uptime_ms() // 1000

    @property
    def micropython(self) -> str | None:
        """The version of MicroPython, None where something else stands in for it."""
        running = sys.implementation
        is_real = running.name == "micropython"
        return ".".join([str(one) for one in running.version[:3]]) if is_real else None

    @property
    def started(self) -> str | None:
        """Why the board began: `power_on`, `watchdog`, `deep_sleep`, `reset` or `brownout`."""
        # A voltage that broke down counts as a watchdog's doing or as a power-on; only the chip knows better.
        if machine.mem32[_RESET_STATE] & 0x3F == _BROWNOUT:
            return "brownout"
        return _CAUSES.get(machine.reset_cause())

    @property
    def is_synced(self) -> bool:
        """Whether the calendar was set since power-on."""
        return bool(self.memory.get("synced", 0))

    def utc_ms(self) -> int:
        """Return what the calendar says [ms UTC]."""
        return (time.time() + _EPOCH_2000_S) * 1000 + _running_ms() % 1000

    def set_utc_ms(self, utc_ms: int) -> None:
        """Set the calendar; the uptime runs on."""
        self.raise_utc_ms(utc_ms)
        self.memory.set(synced=1)

    def raise_utc_ms(self, utc_ms: int) -> None:
        """Set the calendar to what is only known to be past: that does not make it a synchronised one."""
        date = time.gmtime(utc_ms // 1000 - _EPOCH_2000_S)
        before = _running_ms()
        year, month, day, hour, minute, second, weekday = date[:7]
        self._rtc.datetime((year, month, day, weekday, hour, minute, second, utc_ms % 1000 * 1000))
        step_ms = _running_ms() - before
        self.memory.set(base_ms=self.memory.get("base_ms", 0) + step_ms)

    def sleep_ms(self, duration_ms: int) -> None:
        """Wait [ms]; what must go on meanwhile goes on."""
        while self.meanwhile is not None and duration_ms > _LOOK_EVERY_MS:
            time.sleep_ms(_LOOK_EVERY_MS)
            duration_ms -= _LOOK_EVERY_MS
            self.idle()
        time.sleep_ms(duration_ms)

    def idle(self) -> None:
        """Let go on what must go on while something else is waited for."""
        if self.meanwhile is not None:
            self.meanwhile()

    # Pins

    def analog(self, pin: int) -> machine.ADC:
        """Return a converter; `read_uv` gives its factory-calibrated voltage [µV]."""
        return machine.ADC(machine.Pin(pin), atten=machine.ADC.ATTN_11DB)

    def switch(self, pin: int) -> machine.Pin:
        """Return a pin that feeds something, off at first."""
        return machine.Pin(pin, machine.Pin.OUT, value=0)

    def output(self, pin: int, rest: int) -> machine.Pin:
        """Return a pin that drives something, at its resting level first."""
        return machine.Pin(pin, machine.Pin.OUT, value=rest)

    def contact(self, pin: int, pull: str) -> machine.Pin:
        """Return a pin that reads a contact, held `up` or `down` by the board or by `none`."""
        if pull == "none":
            return machine.Pin(pin, machine.Pin.IN)
        return machine.Pin(
            pin, machine.Pin.IN, machine.Pin.PULL_UP if pull == "up" else machine.Pin.PULL_DOWN
        )

    def shine(self, is_on: bool) -> None:  # noqa: FBT001 - it is the value that is driven
        """Light the lamp that sits on the board, or not; where its pin is in use, nothing."""
        if self.has_lamp:
            machine.Pin(_LAMP, machine.Pin.OUT).value(int(is_on))

    def one_wire(self, pin: int) -> onewire.OneWire:
        """Return a 1-Wire bus."""
        return onewire.OneWire(machine.Pin(pin))

    def i2c(self, clock_pin: int, data_pin: int) -> machine.I2C:
        """Return an I2C bus, slow enough for a cable of half a metre."""
        return machine.I2C(0, scl=machine.Pin(clock_pin), sda=machine.Pin(data_pin), freq=100_000)

    def uart(self, tx_pin: int, rx_pin: int, baud: int) -> machine.UART:
        """Return a serial line whose `read` does not wait."""
        return machine.UART(
            1, baud, bits=8, parity=None, stop=1, tx=machine.Pin(tx_pin), rx=machine.Pin(rx_pin), timeout=0
        )

    def tips(self, pin: int):
        """Return the counter of a simulated world, which has no interrupts; a real board has none."""
        tips = getattr(machine, "Tips", None)
        return None if tips is None else tips(pin)

    def counter(self, unit: int, pin: int) -> machine.Counter:
        """Return a counter of falling edges, from 0 at each start."""
        return machine.Counter(
            unit, machine.Pin(pin, machine.Pin.IN), edge=machine.Counter.FALLING, filter_ns=12_000
        )

    # Going on, sleeping, beginning again

    def watchdog(self) -> machine.WDT:
        """Start the watchdog; from now on it must be fed."""
        return machine.WDT(timeout=_WATCHDOG_MS)

    def woke_by_pin(self) -> bool:
        """Tell whether a contact that closed ended the deep sleep."""
        by_pin = (
            machine.reset_cause() == machine.DEEPSLEEP_RESET and machine.wake_reason() == machine.PIN_WAKE
        )
        return by_pin and bool(self.memory.get("wakes_on_closing", 0))

    def woke_by_button(self) -> bool:
        """Tell whether somebody's press ended the deep sleep."""
        return machine.reset_cause() == machine.DEEPSLEEP_RESET and machine.wake_reason() == machine.EXT1_WAKE

    def sleep_deeply(self, duration_ms: int, contact: int | None, button: int | None = None) -> None:
        """Sleep; everything but the memory is lost.

        Args:
            duration_ms: How long at most [ms].
            contact: The pin of a contact to ground that wakes too when it changes, if any.
            button: The pin of a button to ground that wakes too, if any.
        """
        if button is not None:
            pressed = machine.Pin(button, machine.Pin.IN)
            # One that is held or stuck would wake for ever.
            if pressed.value():
                esp32.wake_on_ext1((pressed,), esp32.WAKEUP_ALL_LOW)
        if contact is not None:
            pin = machine.Pin(contact, machine.Pin.IN)
            is_open = bool(pin.value())
            # A contact that rests closed would wake for ever: then its opening wakes.
            self.memory.set(wakes_on_closing=int(is_open))
            esp32.wake_on_ext0(pin, esp32.WAKEUP_ALL_LOW if is_open else esp32.WAKEUP_ANY_HIGH)
        machine.deepsleep(duration_ms)

    def begin_again(self) -> None:
        """Begin again on purpose: the next start does not count as a bad end of this one."""
        try:
            if "slot" in os.listdir("."):
                import slots  # it stands beside the applications, and outlives them

                slots.farewell()
        except OSError as error:
            print("no farewell:", error)  # a flash that takes nothing may be why somebody orders it
        self.reset()

    def reset(self) -> None:
        """Begin again; the memory stays."""
        machine.reset()

    def free_heap(self) -> int:
        """Return the free heap [bytes]."""
        gc.collect()
        return gc.mem_free()

    def kept(self, queue: str, number: int, record: bytes) -> None:
        """Tell a simulated world's log what stands in flash; a real board has nobody to tell."""
        tell = getattr(machine, "kept", None)
        if tell is not None:
            tell(queue, number, record)

    def complain(self, error: BaseException) -> None:
        """Write an unforeseen error to the serial line; nothing that may have caused it goes on."""
        self.meanwhile = None
        sys.print_exception(error)


def _running_ms() -> int:
    """Return the time since the board's epoch, whichever that is [ms]."""
    return time.time_ns() // 1_000_000
