"""A running gateway: its station, its broker, the loop between them until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gateway.app.commanding import Commanding
from gateway.app.mending import Reopening
from gateway.app.mirror.keeping import mirrored
from gateway.app.notified import Standings
from gateway.app.others import announcing_of, others_of, will_of
from gateway.app.reaching import reaching
from gateway.app.station import open_station
from gateway.app.wearing import Wearing
from gateway.app.wire import wire_of
from gateway.app.wished import sources_of
from gateway.config import Config
from gateway.domain.node_orders import Result
from gateway.domain.speech import told
from gateway.ingest.broker import Broker
from gateway.ingest.loop import IngestLoop, Station
from gateway.ingest.pipeline import Ears, Pipeline
from gateway.secrets import broker_password
from gateway.service.notifying import Notifier


def run(config: Config, *, is_stopping: Callable[[], bool], notifier: Notifier | None = None) -> None:
    """Run a gateway until it is told to stop; with a notifier, whoever runs it hears how it stands.

    A file that is found damaged is put aside, and the gateway goes on with what can be read of it.

    Raises:
        BusyError: Another gateway or command writes there.
        DiskError: The folder cannot be written.
        ConfigError: The broker's password cannot be read.
    """

    def opened(is_suspect: bool) -> None:  # noqa: FBT001 - told by who opens it
        _run(config, is_stopping, notifier, is_suspect=is_suspect)

    Reopening(opened, is_stopping).run()


def _run(
    config: Config, is_stopping: Callable[[], bool], notifier: Notifier | None, *, is_suspect: bool
) -> None:
    broker = config.broker
    login = None if broker.username is None else (broker.username, broker_password())
    client_id = f"conuco-gateway-{config.commune.slug}"

    def mends() -> None:
        if notifier is not None and is_suspect:
            notifier.alive(told("Repara una base de datos dañada"))

    with (
        open_station(config, is_suspect=is_suspect, tell=mends) as station,
        mirrored(config, station.writer, station.following.knowledge) as mirror_tasks,
        Broker(
            broker.host, broker.port, client_id=client_id, login=login, will=will_of(config)
        ) as connection,
        reaching(config, station.following, station.judge, connection) as people,
    ):
        station.forecasting.planning.telling = people.telling
        announcing = announcing_of(config, station.judge, connection)
        commanding = Commanding(station.writer, wire_of(config, connection), sources_of(station))

        def answered(node: str, result: Result, at: int) -> None:
            people.sirens.hear(node, result, at)
            commanding.hear(node, result, at)

        pipeline = Pipeline(
            station.writer,
            people.judge,
            commune=config.commune.slug,
            ears=Ears(answered, station.timekeeper.hear, station.updating.part),
            others=others_of(config, station.judge, announcing),
        )
        standings = Standings(station.writer, notifier)
        told_to_others = () if announcing is None else (announcing,)
        beside = (*told_to_others, Wearing(station.writer, Path(config.storage.folder)), standings)
        stands = Station(
            config.commune.slug,
            config.gateway.commit_interval_s,
            station.timekeeper.clock,
            station.timekeeper.trust,
            (*station.tasks, *people.tasks, commanding, *mirror_tasks, *beside),
            standings.turned,
        )
        IngestLoop(connection, pipeline, station.writer, stands).run(is_stopping)
        if notifier is not None:
            notifier.stopping(told("Guarda lo último y termina"))
