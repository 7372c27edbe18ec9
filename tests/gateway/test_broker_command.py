"""`conuco broker`: nothing of others is overwritten in silence, nothing secret is read by others."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from brokered import Brokered
from hypothesis import given
from hypothesis import strategies as st

from gateway.commands.brokering.names import check_filter
from gateway.commands.brokering.secrets import hashed, is_of
from gateway.commands.brokering.writing import Rights, others_in, rights_text
from gateway.domain.errors import BrokerFilesError

FOREIGN = "# mine\nlistener 1883\nallow_anonymous true\n"


@pytest.fixture
def made(tmp_path: Path) -> Brokered:
    return Brokered(tmp_path)


def test_secrets_are_read_by_one_user_only(made: Brokered) -> None:
    made.configure()
    made.key("pond-1")

    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in made.place.iterdir()}
    own = stat.S_IMODE((made.folder / "broker.passwd").stat().st_mode)

    assert modes == {
        "mosquitto.conf": 0o644,
        "conuco.acl": 0o600,
        "conuco.psk": 0o600,
        "conuco.passwd": 0o600,
    }
    assert own == 0o600


def test_what_somebody_else_wrote_is_kept_beside_and_said(made: Brokered) -> None:
    (made.place / "mosquitto.conf").write_text(FOREIGN, encoding="utf-8")

    said = made.configure()

    (kept,) = made.place.glob("mosquitto.conf.2*")
    assert kept.read_text(encoding="utf-8") == FOREIGN
    assert kept.name in said.replace("\n", "")


def test_what_was_changed_by_hand_is_kept_beside_too(made: Brokered) -> None:
    made.configure()
    path = made.place / "mosquitto.conf"
    path.write_text(path.read_text(encoding="utf-8") + "max_connections 5\n", encoding="utf-8")

    made.configure()

    (kept,) = made.place.glob("mosquitto.conf.2*")
    assert "max_connections 5" in kept.read_text(encoding="utf-8")
    assert "max_connections 5" not in path.read_text(encoding="utf-8")


def test_doing_it_again_changes_nothing(made: Brokered) -> None:
    made.configure()
    made.key("pond-1")
    made.run("user", "casa", "--read", "homeassistant/#")
    before = {one.name: one.read_bytes() for one in made.place.iterdir()}

    said = made.configure()

    assert {one.name: one.read_bytes() for one in made.place.iterdir()} == before
    assert "Escrito" not in said


def test_nodes_without_a_key_are_named(made: Brokered) -> None:
    first = made.configure()
    made.key("pond-1")

    assert "Nodos sin clave: pond-1, pond-2" in first
    assert "Nodos sin clave: pond-2." in made.configure()


def test_a_node_that_had_a_password_before_there_were_keys_keeps_its_rights(made: Brokered) -> None:
    (made.place / "conuco.passwd").write_text(f"pond-1:{hashed('antes', b'x' * 12)}\n", encoding="utf-8")

    made.configure()

    assert "user pond-1\n" in (made.place / "conuco.acl").read_text(encoding="utf-8")
    assert "pond-1:$7$" in (made.place / "conuco.passwd").read_text(encoding="utf-8")


def test_a_key_is_shown_once_and_made_anew_only_when_asked(made: Brokered) -> None:
    made.configure()
    made.key("pond-1")
    first = made.keys["pond-1"]

    code, said = made.run("key", "pond-1")
    made.key("pond-1", "--new")

    assert (code, first in said) == (1, False)
    assert made.keys["pond-1"] != first


def test_a_node_that_is_not_registered_is_doubted(made: Brokered) -> None:
    made.configure()

    assert "no está anotado" in made.key("pond-9")
    assert "no está anotado" not in made.key("pond-1")


@pytest.mark.parametrize("name", ["gateway", "conuco", "Pond", "pond_1", "-pond", "a" * 33, "#", "+", "a:b"])
def test_names_that_may_not_enter_are_refused(made: Brokered, name: str) -> None:
    made.configure()
    before = (made.place / "conuco.psk").read_bytes()

    code, _ = made.run("key", "--new", name) if name[0] != "-" else made.run("key", name)

    assert code in (1, 2)
    assert (made.place / "conuco.psk").read_bytes() == before


def test_a_node_and_a_program_never_have_one_name(made: Brokered) -> None:
    made.configure()
    made.key("pond-1")
    assert made.run("user", "casa", "--read", "x/#")[0] == 0

    assert made.run("user", "pond-1", "--read", "x/#")[0] == 1
    assert made.run("key", "casa")[0] == 1


def test_a_program_that_is_revoked_is_gone(made: Brokered) -> None:
    made.configure()
    made.run("user", "casa", "--read", "x/#")

    assert made.run("user", "casa", "--revoke")[0] == 0

    assert "casa" not in "".join(one.read_text(encoding="utf-8") for one in made.place.iterdir())


def test_keys_are_made_only_where_mosquitto_was_set_up(made: Brokered) -> None:
    code, said = made.run("key", "pond-1")

    assert code == 1
    assert "conuco broker config" in said


@pytest.mark.parametrize("one", ["", " x", "a/#/b", "a/b+", "$SYS/#", "a\nb", "x" * 201])
def test_what_is_no_filter_is_refused(one: str) -> None:
    with pytest.raises(BrokerFilesError):
        check_filter(one, writes=False)


@pytest.mark.parametrize(
    ("one", "is_allowed"),
    [
        ("#", False),
        ("+/#", False),
        ("+/+/+", False),
        ("conuco/v1/#", False),
        ("conuco/+/la-ceiba/pond-1/status", False),
        ("conuco/v2/#", True),
        ("conuco/v1", True),
        ("tele/+/SENSOR", True),
        ("zigbee2mqtt/#", True),
    ],
)
def test_no_program_may_speak_where_nodes_speak(one: str, *, is_allowed: bool) -> None:
    try:
        check_filter(one, writes=True)
    except BrokerFilesError:
        assert not is_allowed
    else:
        assert is_allowed


NAMES = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
FILTERS = st.lists(st.from_regex(r"[a-zA-Z ]{0,2}[a-z]/[+#]", fullmatch=True), unique=True, max_size=3).map(
    tuple
)


@given(st.dictionaries(NAMES, st.builds(Rights, read=FILTERS, write=FILTERS), max_size=4))
def test_the_rights_of_others_are_read_back_as_they_were_written(others: dict[str, Rights]) -> None:
    text = rights_text(commune="c", own_name="gateway", nodes=["pond-1"], others=others)

    assert others_in(text) == others


@given(st.text(max_size=20), st.text(max_size=20), st.binary(min_size=12, max_size=12))
def test_an_entry_is_of_its_own_password_and_of_no_other(one: str, other: str, salt: bytes) -> None:
    entry = hashed(one, salt)

    assert is_of(entry, one)
    assert is_of(entry, other) == (one == other)
