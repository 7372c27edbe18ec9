"""The only door to InfluxDB 2: synchronous, one request after the other, errors of ours in words.

Its library's batching mode drops what could not be written for three minutes, so it is not used.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Protocol, Self

from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.influxdb_client import InfluxDBClient
from influxdb_client.client.write_api import SYNCHRONOUS
from influxdb_client.domain.dialect import Dialect
from urllib3.exceptions import HTTPError

from gateway.domain.errors import MirrorAwayError, MirrorRefusedError
from gateway.domain.speech import told

log = logging.getLogger(__name__)

WITHIN_S: Final = 20.0
"""How long an answer may take [s]; ours. A delete of a busy server takes its time."""

_SECOND: Final = 10**9
_BARE: Final = Dialect(header=True, annotations=[])  # type: ignore[no-untyped-call]
_PASSING: Final = frozenset({0, 408, 429, 500, 502, 503, 504})
"""What these answers mean may be over when it is tried again."""


class Server(Protocol):
    """Where an InfluxDB is, as the settings have it (`gateway.config.services.Mirror`)."""

    @property
    def url(self) -> str | None:
        """Such as `http://192.168.1.20:8086`."""
        ...

    @property
    def org(self) -> str:
        """The organisation there."""
        ...

    @property
    def bucket(self) -> str:
        """The bucket there."""
        ...


class Influx:
    """One bucket of one server; a context manager. Of one thread at a time."""

    def __init__(self, server: Server, token: str, *, within_s: float = WITHIN_S) -> None:
        """Remember where it is; nothing is asked yet."""
        self.bucket = server.bucket
        self.url = server.url or ""
        self._org = server.org
        self._client = InfluxDBClient(
            url=self.url, token=token, org=server.org, timeout=int(within_s * 1000), retries=False
        )
        self._writing = self._client.write_api(write_options=SYNCHRONOUS)
        self._deleting = self._client.delete_api()
        self._asking = self._client.query_api()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
        self._client.close()  # type: ignore[no-untyped-call]

    def write(self, lines: Sequence[str]) -> None:
        """Write lines of line protocol, times in nanoseconds; when it returns they stand on its disk.

        Raises:
            MirrorAwayError: It does not answer, or cannot just now.
            MirrorRefusedError: A person must act; the sentence says how.
        """
        if lines:
            with self._in_words():
                self._writing.write(self.bucket, self._org, "\n".join(lines).encode())

    def delete(self, start: int, end: int, predicate: str) -> None:
        """Delete the points in [start, end) [s UTC] that a predicate names.

        Args:
            start: The first second.
            end: The first second outside.
            predicate: Such as `_measurement="reading" AND node="p1"`; see `where`.

        Raises:
            MirrorAwayError: As `write`. What was asked for may still be done afterwards.
            MirrorRefusedError: As `write`.
        """
        # InfluxDB deletes its last moment too.
        last = f"{_moment(end - 1)}.999999999Z"
        with self._in_words():
            self._deleting.delete(f"{_moment(start)}Z", last, predicate, self.bucket, self._org)

    def query(self, flux: str) -> list[dict[str, object]]:
        """Return the rows that a Flux query answers with, each by column.

        Raises:
            MirrorAwayError: As `write`.
            MirrorRefusedError: As `write`.
        """
        with self._in_words():
            return [dict(record.values) for record in self._asking.query_stream(flux, self._org)]

    def rows(self, flux: str) -> Iterator[list[str]]:
        """Yield the rows that a Flux query answers with as they come, each as texts, the names first.

        Raises:
            MirrorAwayError: As `write`.
            MirrorRefusedError: As `write`.
        """
        with self._in_words():
            yield from (row for row in self._asking.query_csv(flux, self._org) if row and row[0][:1] != "#")

    def answer(self, flux: str) -> str:
        """Return what a Flux query answers with as it comes: tables of CSV, each with the names first.

        Raises:
            MirrorAwayError: As `write`.
            MirrorRefusedError: As `write`.
        """
        with self._in_words():
            found: bytes = self._asking.query_raw(flux, self._org, _BARE).data
        return found.decode()

    def check(self) -> None:
        """Return when the server answers, takes our token and has the bucket.

        Raises:
            MirrorAwayError: As `write`.
            MirrorRefusedError: As `write`.
        """
        self.query(f"buckets() |> filter(fn: (r) => r.name == {quoted(self.bucket)}) |> limit(n: 1)")
        self.query(f"from(bucket: {quoted(self.bucket)}) |> range(start: 0, stop: 1) |> limit(n: 1)")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except InfluxDBError as error:
            raise self._said(error) from error
        except (HTTPError, OSError) as error:
            raise MirrorAwayError(
                told(
                    "InfluxDB no contesta en %(url)s (%(reason)s). Mire si anda; aquí no se pierde nada.",
                    url=self.url,
                    reason=_reason(error),
                )
            ) from error

    def _said(self, error: InfluxDBError) -> MirrorAwayError | MirrorRefusedError:
        status = getattr(error, "status", None) or 0
        said = str(getattr(error, "message", None) or getattr(error, "reason", None) or error)
        if status in _PASSING:
            return MirrorAwayError(
                told("InfluxDB no puede por ahora (%(status)s: %(said)s).", status=status, said=said)
            )
        if status == 401:
            return MirrorRefusedError(
                told("InfluxDB no acepta la llave. Revise CONUCO_INFLUX_TOKEN y [mirror] org.")
            )
        if status == 403:
            return MirrorRefusedError(
                told("La llave no puede leer y escribir en el bucket %(bucket)s.", bucket=self.bucket)
            )
        if status == 404:
            return MirrorRefusedError(
                told(
                    "InfluxDB no tiene el bucket %(bucket)s o la organización %(org)s. Créelos, o corrija"
                    " [mirror] bucket y org.",
                    bucket=self.bucket,
                    org=self._org,
                )
            )
        return MirrorRefusedError(
            told("InfluxDB rechaza lo que se le manda (%(status)s: %(said)s).", status=status, said=said)
        )


def quoted(value: str) -> str:
    """Return a text as Flux and predicates write it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("${", "\\${") + '"'


def where(**tags: str) -> str:
    """Return the predicate that names the points with these tags; `measurement` is one of them."""
    names = {"measurement": "_measurement"}
    return " AND ".join(f"{names.get(name, name)}={quoted(value)}" for name, value in tags.items())


def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _reason(error: Exception) -> str:
    # urllib3's sentences carry addresses of objects; its class says the same in a word.
    return type(error.__context__ or error).__name__ if isinstance(error, HTTPError) else str(error)
