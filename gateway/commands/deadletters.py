"""`conuco deadletters`: messages that could not be read; look at them, read them again, let them go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import Progress

from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.commands.letters_shown import tell_letter, tell_piles
from gateway.commands.ordering import carried_out, recorded
from gateway.config import Config, load
from gateway.domain.dead_letters import DeadLetter, Wanted, bound_to
from gateway.domain.entries import OrderGiven
from gateway.domain.errors import OrderRefusedError
from gateway.domain.message import LARGEST_BODY
from gateway.domain.speech import told
from gateway.service.asking import agrees
from gateway.store.sqlite.dead_letter_reader import SqliteDeadLetters

app = typer.Typer(no_args_is_help=True, help="Los mensajes que no se pudieron leer: quedaron apartados.")

NOBODY: Final = "-"
BY: Final = "conuco deadletters"

NodeOption = Annotated[str | None, typer.Option("--node", help="Solo los de este nodo; - los de ninguno.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Solo si el motivo trae estas palabras.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", help="Solo desde este día u hora de la comuna: 2026-03-31T02:50.")
]
NumberArgument = Annotated[int | None, typer.Argument(help="El número de uno, como lo da list.")]
AllOption = Annotated[bool, typer.Option("--all", help="Todos los que esperan.")]


@app.command("list")
def list_letters(
    node: NodeOption = None,
    reason: ReasonOption = None,
    since: SinceOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Dice qué hay apartado, por nodo y por motivo, y qué hacer."""
    with told_in_words():
        settings = load(config)
        wanted = _wanted(settings, None, node, reason, since)
        store = _store(settings)
        tell_piles(Console(), store.waiting(wanted), store.over_quota(), _local(settings))


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="El número del mensaje, como lo da list.")],
    is_hex: Annotated[bool, typer.Option("--hex", help="Byte por byte, aunque sea texto.")] = False,  # noqa: FBT002
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Muestra un mensaje apartado, entero."""
    with told_in_words():
        settings = load(config)
        tell_letter(Console(), _found(settings, number), _local(settings), is_hex=is_hex)


@app.command()
def replay(  # noqa: PLR0913 - each is a word that a person may type
    number: NumberArgument = None,
    node: NodeOption = None,
    reason: ReasonOption = None,
    since: SinceOption = None,
    is_all: AllOption = False,  # noqa: FBT002
    body: Annotated[
        Path | None, typer.Option("--body", help="Un archivo con el texto corregido de uno.")
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Lee de nuevo lo apartado; lo que ya se puede leer entra una sola vez."""
    console = Console()
    with told_in_words():
        settings = load(config)
        letters, wanted = _meant(settings, _wanted(settings, number, node, reason, since), is_all=is_all)
        given = {} if body is None else {"body": _corrected(body, number)}
        order = OrderGiven("replay_letters", wanted.argument() | given)
        said = _followed(console, settings, order, told("Leyendo")) if letters else "0 0 0"
    read, still, records = said.split()
    console.print(
        told(
            "[bold]%(read)s leídos[/] con %(records)s registros; %(still)s siguen apartados.",
            read=read,
            records=records,
            still=still,
        ),
        highlight=False,
    )


@app.command()
def drop(  # noqa: PLR0913 - each is a word that a person may type
    number: NumberArgument = None,
    node: NodeOption = None,
    reason: ReasonOption = None,
    since: SinceOption = None,
    is_all: AllOption = False,  # noqa: FBT002
    is_sure: Annotated[bool, typer.Option("--yes", "-y", help="No pregunta.")] = False,  # noqa: FBT002
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Descarta lo apartado que nadie necesita; queda anotado que estuvo, cuándo y quién lo dijo."""
    console = Console()
    with told_in_words():
        settings = load(config)
        letters, wanted = _meant(settings, _wanted(settings, number, node, reason, since), is_all=is_all)
        tell_piles(console, letters, None, _local(settings))
        sure = is_sure or not letters
        if not sure and not agrees(told("Lo que traen se pierde para siempre. ¿Descartarlos?")):
            raise typer.Abort
        order = OrderGiven("drop_letters", wanted.argument())
        said = _followed(console, settings, order, told("Descartando")) if letters else "0"
    console.print(told("[bold]%(count)s descartados.[/]", count=said), highlight=False)


def _store(settings: Config) -> SqliteDeadLetters:
    return SqliteDeadLetters(Path(settings.storage.folder))


def _local(settings: Config) -> Callable[[int], str]:
    """Return what writes a moment [s UTC] in the commune's time."""
    zone = timezone(timedelta(hours=settings.commune.utc_offset_hours))
    return lambda at: datetime.fromtimestamp(at, zone).strftime("%Y-%m-%d %H:%M:%S")


def _wanted(
    settings: Config, number: int | None, node: str | None, reason: str | None, since: str | None
) -> Wanted:
    """Return which letters are meant.

    Raises:
        OrderRefusedError: The moment is none.
    """
    moment = None
    if since is not None:
        try:
            said = datetime.fromisoformat(since)
        except ValueError as error:
            raise OrderRefusedError(
                told(
                    "--since %(since)s: escriba un día, 2026-03-31, o una hora, 2026-03-31T02:50.",
                    since=since,
                )
            ) from error
        if said.tzinfo is None:
            said = said.replace(tzinfo=timezone(timedelta(hours=settings.commune.utc_offset_hours)))
        moment = int(said.timestamp())
    return Wanted(number, "" if node == NOBODY else node, reason, moment)


def _found(settings: Config, number: int) -> DeadLetter:
    """Return a letter.

    Raises:
        OrderRefusedError: There is none of that number.
    """
    letter = _store(settings).find(number)
    if letter is None:
        raise OrderRefusedError(
            told(
                "No hay un mensaje apartado con el número %(number)s. Mire: conuco deadletters list.",
                number=number,
            )
        )
    return letter


def _meant(settings: Config, wanted: Wanted, *, is_all: bool) -> tuple[list[DeadLetter], Wanted]:
    """Return the letters that wait and are meant, and the words that mean these alone.

    Raises:
        OrderRefusedError: Nothing says which, or one that is named does not wait.
    """
    if wanted == Wanted() and not is_all:
        raise OrderRefusedError(told("Diga cuáles: un número, --node, --reason, --since, o --all."))
    letters = _store(settings).waiting(wanted)
    if wanted.number is not None and not letters:
        _found(settings, wanted.number)
        raise OrderRefusedError(
            told("El mensaje %(number)s ya no espera: se leyó o se descartó.", number=wanted.number)
        )
    return letters, bound_to(letters, wanted)


def _corrected(path: Path, number: int | None) -> str:
    """Return the text that is to be read in place of one letter's.

    Raises:
        OrderRefusedError: It cannot be read, is too large, or nothing says for which letter it is.
    """
    if number is None:
        raise OrderRefusedError(told("--body corrige un solo mensaje: diga su número."))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OrderRefusedError(told("%(path)s: no se puede leer como texto UTF-8.", path=path)) from error
    if len(text.encode()) > LARGEST_BODY:
        raise OrderRefusedError(told("%(path)s: pasa de 64 KB.", path=path))
    return text


def _followed(console: Console, settings: Config, order: OrderGiven, what: str) -> str:
    """Have an order carried out, show how far it has come, and return what is said of it."""
    said = ""
    with Progress(console=console) as progress:
        task = progress.add_task(what, total=None)
        for step in carried_out(settings, order, by=BY, here=recorded(order, by=BY)):
            progress.update(task, total=step.total, completed=step.done)
            said = step.said or said
    return said
