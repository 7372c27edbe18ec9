"""What the demo tells the person who started it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gateway.demo.announcing import at_the_clock, clock_words, happenings
from gateway.demo.options import Options
from gateway.demo.preparing import Tell
from gateway.demo.sounding import Sound
from gateway.demo.world import cast
from gateway.demo.world.assembly_sessions import CONVENED, HELD
from gateway.demo.world.book import people
from gateway.demo.world.cast import PONDS
from gateway.demo.world.commune import World
from gateway.domain.speech import in_words, told
from gateway.people import ROLE_NAMES, needs_password

_HOURS_TOLD = 15.0


class Playbill:
    """Speaks to a terminal, or as plain lines to a file."""

    def __init__(self, console: Console) -> None:
        """Remember where to speak."""
        self._console = console

    def says(self, sentence: str) -> None:
        """Say what is being done."""
        self._console.print(f"[dim]·[/] {sentence}", highlight=False, soft_wrap=True)

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """Lend a function that shows how far the preparing has come."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self.says(told("La primera vez se prepara la historia: alrededor de un minuto. Después, segundos."))
        with Progress(
            *columns, console=self._console, transient=True, disable=not self._console.is_terminal
        ) as bar:
            task = bar.add_task("", total=None)

            def tell(what: str, done: int, total: int) -> None:
                bar.update(task, description=what, completed=done, total=total if done else None)

            yield tell

    def ready(self, options: Options, world: World, interpreter: str) -> None:
        """Say that it is ready, what to open, what will happen when, and how to stop."""
        lines = [
            "",
            told("[bold green]Listo.[/] Abra [bold]%(page)s[/]", page=f"http://localhost:{options.port}"),
            told("%(commune)s: todo es simulado.", commune=cast.NAME),
            told("Los nodos corren su programa de verdad %(interpreter)s.", interpreter=interpreter),
            told(
                "Son las %(clock)s; %(pace)s",
                clock=clock_words(options.start, world.calendar),
                pace=_pace(options.speed),
            ),
            *_without_data(options),
            "",
            told("Qué pasará, si nadie hace nada:"),
            *(f"  {line}" for line in _programme(options, world)),
            "",
            told("Encienda el aireador en la página de un estanque:"),
            told("el oxígeno sube antes de 45 minutos simulados."),
            "",
            told(
                "Para romper algo y mirar que nada se pierde: [bold]%(page)s[/]",
                page=f"http://localhost:{options.port}/demo",
            ),
            "",
            told(
                "El parlamento ha tenido %(held)s sesiones; la %(next)s está convocada: [bold]%(page)s[/]",
                held=len(HELD),
                next=CONVENED.number,
                page=f"http://localhost:{options.port}/asamblea",
            ),
            told("Entre como secretaría para llevarla; como contraloría, mire «Para revisar»."),
            "",
            told("Para entrar en las páginas, gente inventada:"),
            *(f"  {line}" for line in sign_ins()),
            "",
            told("Registros: %(folder)s. Para detener: Ctrl-C.", folder=options.folder),
        ]
        for line in lines:
            self._console.print(line, highlight=False, soft_wrap=True)

    def sounds(self, sound: Sound, clock: str) -> None:
        """Say what the siren does now, at which hour of the world."""
        said = {
            "silence": told("La sirena calla"),
            "warn": told("Suena la sirena: atención"),
            "critical": told("Suena la sirena: peligro"),
            "emergency": told("Suena la sirena: emergencia"),
            "alone": told("La sirena pita sola: no oye a la estación"),
        }
        if sound in said:
            self._console.print(f"[bold]♪[/] {clock} {said[sound]}", highlight=False, soft_wrap=True)

    def stopping(self) -> None:
        """Say that it is being stopped."""
        self.says(told("Se detiene la demo"))


def _pace(speed: float) -> str:
    if speed == 60:
        return told("cada minuto pasa una hora simulada.")
    return told("el tiempo simulado corre %(times)s veces más rápido.", times=f"{speed:g}")


def _without_data(options: Options) -> list[str]:
    """Return which ponds show nothing, and why."""
    why = {"lost": told("su nodo perdió el Wi-Fi"), "battery": told("su nodo se quedó sin batería")}
    silent = [
        told(
            "El estanque %(number)s (%(name)s) está sin datos: %(why)s.",
            number=pond.number,
            name=pond.name,
            why=why[one.trouble],
        )
        for pond in PONDS
        for one in options.faults
        if one.node == pond.node and one.trouble in why and one.is_on(options.start)
    ]
    return list(dict.fromkeys(silent))


def sign_ins() -> Iterator[str]:
    """Yield each of the demo's people with what to sign in with, and what they do in the commune."""
    for person, secret in zip(people(), cast.SECRETS, strict=True):
        roles = ", ".join(in_words(ROLE_NAMES[role]) for role in person.roles)
        if needs_password(person):
            yield told(
                "%(name)s · contraseña %(secret)s · %(roles)s", name=person.name, secret=secret, roles=roles
            )
        else:
            yield told("%(name)s · PIN %(secret)s · %(roles)s", name=person.name, secret=secret, roles=roles)


def _programme(options: Options, world: World) -> Iterator[str]:
    for one in happenings(world, start=options.start, hours=_HOURS_TOLD, faults=options.faults):
        wait = waiting((one.at - options.start) / options.speed)
        yield told(
            "%(clock)s [dim](en %(wait)s)[/] %(sentence)s",
            clock=at_the_clock(one.at, world.calendar),
            wait=wait,
            sentence=one.sentence,
        )


def waiting(seconds: float) -> str:
    """Return how long a person waits, in words: `40 s`, `2 min`."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
