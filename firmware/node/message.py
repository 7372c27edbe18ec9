"""The words a node says and hears on the wire; `gateway/domain/message.py` is the other side."""

import json

from node import const

PREFIX = "conuco/v1"
LARGEST_BODY = 2048  # the contract allows 4 KB; a board's heap is happier with half
LARGEST_RANGE = 1000
_YEAR_2000_MS = const(946_684_800_000)
_YEAR_2100_MS = const(4_102_444_800_000)
_ENVELOPE = '{"boot":%d,"uptime":%d,"waiting":%s,"records":['


def topic(commune: str, node: str, leaf: str) -> str:
    """Return the topic of one leaf of a node."""
    return f"{PREFIX}/{commune}/{node}/{leaf}"


def readings_leaf(queue: str, oldest: int, first: int, last: int) -> str:
    """Return the leaf that alone says which numbers a message accounts for."""
    return f"readings/{queue}/{oldest}/{first}/{last}"


def encode_record(number: int, boot: int, uptime: int, time: int | None, values: dict) -> bytes:
    """Return a record as it is kept and sent; a time of None says that the clock was never set.

    Args:
        number: Its number in the queue.
        boot: The power-on it was measured in.
        uptime: Since that power-on [s].
        time: When it was measured [s UTC].
        values: Channel to quantity to value.
    """
    clock = "unsynced" if time is None else "synced"
    record = {
        "number": number,
        "boot": boot,
        "uptime": uptime,
        "time": time,
        "clock": clock,
        "values": values,
    }
    return _compact(record)


def renumbered(record: dict, number: int, boot: int) -> bytes:
    """Return a record as it is kept under another number and power-on of another queue."""
    return _compact(dict(record, number=number, boot=boot))


def encode_envelope(records: list, *, boot: int, uptime: int, is_waiting: bool) -> bytes:
    """Return the body of a batch of records that are encoded already."""
    head = (_ENVELOPE % (boot, uptime, "true" if is_waiting else "false")).encode()
    if not records:
        return head + b"]}"
    # The whole is put together once: on a board each copy of it counts.
    parts = list(records)
    parts[0] = head + parts[0]
    parts[-1] += b"]}"
    return b",".join(parts)


def room_for_records(boot: int, uptime: int) -> int:
    """Return how many bytes of records, with a comma each, fit in one body."""
    return LARGEST_BODY - len(_ENVELOPE % (boot, uptime, "false")) - 2


def encode_ask(n: int, queue: str, boot: int, uptime_ms: int) -> bytes:
    """Return a question for the time; `n` is its echo."""
    return _compact({"n": n, "queue": queue, "boot": boot, "uptime_ms": uptime_ms})


def encode_part_ask(n: int, digest: str, at: int, size: int) -> bytes:
    """Return a question for a part of an update; the digest's first 16 digits name the update."""
    return _compact({"n": n, "sha256": digest[:16], "at": at, "size": size})


def part_leaf(digest: str, at: int) -> str:
    """Return the leaf under which a part of an update is answered."""
    return f"update/part/{digest[:16]}/{at}"


def encode_status(state: str, fields: dict) -> bytes:
    """Return how a node is; fields that are not known (None) are left out."""
    known = {name: value for name, value in fields.items() if value is not None}
    known["state"] = state
    return _compact(known)


def decode_ack(body: bytes) -> tuple[str, int, bool]:
    """Return queue, number and "again" of an acknowledgement.

    Raises:
        ValueError: It is not the JSON we agreed on.
    """
    ack = _object(body)
    queue, seq, again = ack.get("queue"), ack.get("seq"), ack.get("again", False)
    if not isinstance(queue, str) or not isinstance(again, bool):
        raise ValueError("not an acknowledgement")
    return queue, _whole(seq), again


def decode_answer(body: bytes) -> tuple[int, int, bool]:
    """Return echo, UTC [ms] and "trusted" of an answer to a question for the time.

    Raises:
        ValueError: It is not the JSON we agreed on.
    """
    answer = _object(body)
    n, utc_ms, trusted = answer.get("n"), _whole(answer.get("utc_ms")), answer.get("trusted")
    if not isinstance(trusted, bool) or not _YEAR_2000_MS <= utc_ms < _YEAR_2100_MS:
        raise ValueError("not an answer to a question for the time")
    return _whole(n), utc_ms, trusted


def encode_result(name: str, state: str, fields: dict) -> bytes:
    """Return what became of an order; fields that are not known (None) are left out."""
    known = {field: value for field, value in fields.items() if value is not None}
    known["id"], known["state"] = name, state
    return _compact(known)


def decode_command(body: bytes) -> tuple[str, int | None, dict]:
    """Return id, end [s UTC] or None, and the whole of an order.

    Raises:
        ValueError: It is not the JSON we agreed on.
    """
    order = _object(body)
    name, expires = order.get("id"), order.get("expires")
    if not isinstance(name, str) or not 0 < len(name) <= 40:
        raise ValueError("not an order")
    return name, None if expires is None else _whole(expires), order


def alarm_level(order: dict) -> int | None:
    """Return the level of the alarm output that an order is about, None where it is about none.

    Raises:
        ValueError: It is no level.
    """
    alarm = order.get("alarm")
    if alarm is None:
        return None
    if not isinstance(alarm, dict) or not 0 <= _whole(alarm.get("level")) <= 3:
        raise ValueError("not the level of an alarm")
    return alarm["level"]


def _object(body: bytes) -> dict:
    found = json.loads(bytes(body).decode())
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    return value


def _compact(found: dict) -> bytes:
    return json.dumps(found, separators=(",", ":")).encode()
