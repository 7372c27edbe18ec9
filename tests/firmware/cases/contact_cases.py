"""What a node hears from its contacts, and what goes on while it waits; under both interpreters."""

from fake_board import Board, Pin
from node import sensors as every
from node.alarm import Alarm
from node.hearing import Hearing
from node.sensors.aerator import AeratorSensor
from node.sensors.button import ButtonSensor
from node.sensors.contact import Contact
from node.sensors.gasping import GaspingSensor
from node.sensors.mains import MainsSensor
from node.sounder import Sounder
from node.watch import Watch


def case_a_contact_is_believed_when_it_has_settled(_: str) -> None:
    pin = Pin(0)
    contact = Contact(pin, active=0, settle_ms=1000)
    pin.level = 1
    contact.look(0)
    contact.look(999)

    assert contact.is_active
    assert not contact.take_change()
    contact.look(1000)
    assert not contact.is_active
    assert contact.take_change()
    assert not contact.take_change()


def case_a_contact_that_bounces_changes_nothing(_: str) -> None:
    pin = Pin(0)
    contact = Contact(pin, active=0, settle_ms=100)
    for now_ms in range(0, 1000, 50):
        pin.level = 1 - pin.level
        contact.look(now_ms)

    assert contact.is_active


def case_the_active_level_is_a_setting(_: str) -> None:
    assert Contact(Pin(1), active=1, settle_ms=0).is_active
    assert not Contact(Pin(1), active=0, settle_ms=0).is_active


def case_mains_and_current_are_one_or_nothing(_: str) -> None:
    closed, opened = Contact(Pin(0), active=0, settle_ms=0), Contact(Pin(1), active=0, settle_ms=0)

    assert MainsSensor(closed).read() == {"mains": 1}
    assert MainsSensor(opened).read() == {"mains": 0}
    assert AeratorSensor(closed).read() == {"aerator_running": 1}
    assert AeratorSensor(opened).read() == {"aerator_running": 0}


def case_a_button_counts_when_it_is_pressed_and_not_when_it_is_let_go(_: str) -> None:
    pin = Pin(1)
    button = ButtonSensor(Contact(pin, active=0, settle_ms=60))
    presses = []
    for now_ms, level in ((0, 0), (60, 0), (120, 0), (180, 1), (240, 1), (300, 1)):
        pin.level = level
        button.contact.look(now_ms)
        presses.append(button.was_pressed())

    assert presses == [False, True, False, False, False, False]
    assert button.read() == {}


def case_a_press_silences_while_the_node_waits_for_something_else(_: str) -> None:
    board, button, siren = Board(), Pin(1), Pin(0)
    alarm = Alarm(board.memory)
    sensors = [("boton", ButtonSensor(Contact(button, active=0, settle_ms=60)))]
    watch = Watch(
        board, sensors, (Hearing(board.memory, silent_after_s=300, now_ms=0), alarm, Sounder(siren, None, 1))
    )
    alarm.order(2)
    board.meanwhile()
    assert siren.level == 1

    button.level = 0
    for _unused in range(3):
        board.now_ms += 50
        board.meanwhile()

    assert siren.level == 0
    assert watch.presses() == [("boton", 2)]
    assert watch.presses() == []


def case_a_change_of_an_input_is_told_once(_: str) -> None:
    board, pin = Board(), Pin(0)
    watch = Watch(board, [("luz", MainsSensor(Contact(pin, active=0, settle_ms=1000)))])
    pin.level = 1
    for _unused in range(3):
        board.now_ms += 600
        watch.look()

    assert watch.changes() == [("luz", {"mains": 0})]
    assert watch.changes() == []
    assert watch.has_mains is False


def case_mains_that_flicker_for_an_hour_are_told_each_ten_seconds_and_how_it_ends(_: str) -> None:
    board, pin = Board(), Pin(0)
    board.contact = lambda _pin, _pull: pin
    watch = Watch(board, every.make(board, [{"name": "luz", "sensor": "mains", "pin": 32}]))
    count, newest = 0, []
    for second in range(3_612):
        pin.level = second // 3 % 2 if second < 3_600 else 1
        board.now_ms += 1_000
        watch.look()
        changes = watch.changes()
        count, newest = count + len(changes), changes or newest

    assert 100 < count <= 362
    assert newest == [("luz", {"mains": 0})]


def case_gasping_fish_are_said_once_a_press_also_when_the_finger_is_gone_by_then(_: str) -> None:
    board, pin = Board(), Pin(1)
    watch = Watch(board, [("boqueo", GaspingSensor(Contact(pin, active=0, settle_ms=60)))])
    for level in (0, 0, 0, 1, 1, 1):
        pin.level = level
        board.now_ms += 50
        board.meanwhile()

    assert watch.changes() == [("boqueo", {"gasping": 1})]
    assert watch.changes() == []


def case_a_button_that_is_held_at_the_start_or_only_bounces_says_no_gasping(_: str) -> None:
    board, held, bounces = Board(), Pin(0), Pin(1)
    sensors = [
        (name, GaspingSensor(Contact(pin, active=0, settle_ms=60)))
        for name, pin in (("a", held), ("b", bounces))
    ]
    watch = Watch(board, sensors)
    for level in (0, 1, 0, 1):
        bounces.level = level
        board.now_ms += 50
        watch.look()

    assert watch.changes() == []
    assert [sensor.read() for _, sensor in sensors] == [{}, {}]


def case_the_contacts_of_the_settings_hang_where_they_say(_: str) -> None:
    board, asked = Board(), []
    board.contact = lambda pin, pull: asked.append((pin, pull)) or Pin(1)
    wired = [
        {"name": "luz", "sensor": "mains", "pin": 32},
        {"name": "aireador", "sensor": "aerator", "pin": 27, "pull": "down", "active": 1},
        {"name": "boqueo", "sensor": "gasping", "pin": 34, "pull": "none"},
    ]

    made = every.make(board, wired)

    assert asked == [(32, "up"), (27, "down"), (34, "none")]
    assert [(name, sensor.name) for name, sensor in made] == [
        ("luz", "mains"),
        ("aireador", "aerator"),
        ("boqueo", "gasping"),
    ]
    assert [sensor.contact.is_active for _, sensor in made] == [False, True, False]


def case_a_node_without_contacts_has_nothing_to_look_at(_: str) -> None:
    board = Board()
    watch = Watch(board, [])

    assert board.meanwhile is None
    assert watch.has_mains is None
    assert (watch.changes(), watch.presses(), watch.fear) == ([], [], None)
