"""`conuco corridor`: files for other communes, and theirs, from the station's own console."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from dashboard.console import faults_in_words
from dashboard.corridor import inbox
from dashboard.corridor.composing import Desk
from dashboard.corridor.file import CorridorFile
from dashboard.corridor.granted import Wish
from dashboard.corridor.judging import Verdict, judge
from dashboard.corridor.making import make
from dashboard.corridor.opening import Opened, opened
from dashboard.corridor.packing import MOST_BYTES
from dashboard.corridor.refusals import CorridorError
from dashboard.corridor.showing import show_together, show_verdicts
from dashboard.corridor.signing import key_words, signer
from dashboard.corridor.standing import (
    Compared,
    Expected,
    Withdrawn,
    expect,
    read,
    refuse,
    take,
    trust,
    withdraw,
)
from dashboard.corridor.totals import Period, periods, together
from dashboard.production.sql import SqlProduction
from dashboard.production.sql_opening import database
from gateway.config import Config, load
from gateway.domain.errors import StoreError
from gateway.domain.speech import both, told
from gateway.domain.system_words import refused
from gateway.journal import CommuneJournal
from gateway.service.asking import agrees

AUTHOR: Final = "conuco corridor"
DEFAULT_CONFIG: Final = Path("conuco.toml")

app = typer.Typer(no_args_is_help=True, help="Lo que las comunas de un corredor se dicen.")

ConfigOption = Annotated[
    Path, typer.Option("--config", "-c", help="El archivo de ajustes.", envvar="CONUCO_CONFIG")
]
YesOption = Annotated[bool, typer.Option("--yes", help="No preguntar.")]
FileArgument = Annotated[Path, typer.Argument(help="Un archivo de otra comuna.")]
CommuneArgument = Annotated[str, typer.Argument(help="El nombre corto de la comuna.")]


@app.command()
def export(
    decision: Annotated[str, typer.Option("--decision", help="La clave de la decisión que lo permite.")],
    to: Annotated[Path, typer.Option("--to", help="La carpeta donde se pone, tal vez una memoria USB.")],
    since: Annotated[str | None, typer.Option("--since", help="Desde qué día.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Hasta qué día.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Hace el archivo que el Parlamento Comunal decidió, y lo anota en el libro."""
    with faults_in_words(), _desk(load(config)) as desk:
        wish = Wish(decision, _day(since), _day(until))
        if not to.is_dir():
            raise CorridorError(NO_FOLDER, path=to)
        made = make(desk, wish, now=int(desk.config.world().now()))
        path = to / made.name
        _write(path, made.body)
        if made.is_new:
            typer.echo(told("Anotado en el libro con el nº %(number)s.", number=made.entry.number))
        else:
            typer.echo(told("Ya se había hecho, igual: es el mismo archivo."))
        typer.echo(told("Archivo: %(path)s", path=path))


@app.command()
def words(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Dice las doce palabras de la llave de esta estación, para ponerlas en el acta."""
    with faults_in_words():
        key = signer(_folder(load(config)))
        typer.echo(key_words(key.public))


@app.command("expect")
def expect_commune(
    commune: CommuneArgument,
    name: Annotated[str, typer.Argument(help="Cómo se llama.")],
    joined: Annotated[str | None, typer.Option("--joined", help="Desde qué día es del corredor.")] = None,
    gone: Annotated[str | None, typer.Option("--gone", help="Desde qué día ya no lo es.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Anota una comuna del corredor, para saber cuáles faltan."""
    with faults_in_words(), CorridorFile(_folder(load(config))) as file:
        _day(joined), _day(gone)
        expect(file, Expected(commune, name, joined, gone))
        count = len(read(file).expected)
        typer.echo(told("Anotada: %(name)s. Se esperan %(count)s.", name=name, count=count))


@app.command("trust")
def trust_key(
    file: FileArgument,
    words: Annotated[
        str | None, typer.Option("--words", help="Las doce palabras, del acta de la otra.")
    ] = None,
    yes: YesOption = False,  # noqa: FBT002 - typer's way
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Da por buena la llave de una comuna, después de comparar sus palabras con las del acta."""
    with faults_in_words():
        settings = load(config)
        found = opened(_read(file))
        said = found.manifest
        typer.echo(told("Archivo de %(name)s (%(commune)s). Su llave:", name=said.name, commune=said.commune))
        typer.echo(f"  {found.words}")
        compared: Compared = "no" if words is None else "typed"
        if words is None and not yes:
            if not agrees(told("¿Son esas las palabras del acta?")):
                raise typer.Exit(1)
            compared = "said"
        with CorridorFile(_folder(settings)) as database:
            now = int(settings.world().now())
            with database.transaction():
                trust(database, said.commune, words or found.words, now=now, compared=compared)
                if read(database).words_of(said.commune) != found.words:
                    raise CorridorError(OTHER_WORDS, name=said.name)
        typer.echo(told("Desde ahora se le cree a esa llave."))
        if compared == "no":
            typer.echo(told("Queda anotado que nadie comparó sus palabras con el acta. Compárelas y repita."))


@app.command("import")
def import_files(
    files: Annotated[list[Path] | None, typer.Argument(help="Archivos; sin ninguno, los del buzón.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Solo decir qué se haría.")] = False,  # noqa: FBT002
    yes: YesOption = False,  # noqa: FBT002 - typer's way
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Toma archivos de otras comunas: dice primero qué hará, y pregunta."""
    console = Console()
    with faults_in_words():
        settings = load(config)
        folder = _folder(settings)
        now = int(settings.world().now())
        paths = files or inbox.waiting(folder)
        bodies = {str(one): _read(one) for one in paths}
        with CorridorFile(folder) as file:
            verdicts = judge(bodies, read(file), now=now)
            show_verdicts(console, verdicts)
            wanted = _wanted(verdicts)
            if dry_run:
                typer.echo(told("No se tomó nada: era solo para ver."))
                raise typer.Exit(int(any(one.refused for one in verdicts)))
            if wanted and not yes and not agrees(told("¿Tomar %(count)s?", count=len(wanted))):
                raise typer.Exit(1)
            with file.transaction():
                # Judged again: somebody else may have taken one of them while the question stood.
                verdicts = judge(bodies, read(file), now=now)
                wanted = _wanted(verdicts)
                refused = [one.refused for one in verdicts if one.refused is not None]
                take(file, wanted, now=now)
                refuse(file, refused)
        _empty(folder, paths)
        taken, others = len(wanted), len(refused)
        typer.echo(told("Tomados: %(taken)s. No tomados: %(refused)s.", taken=taken, refused=others))
    if refused:
        raise typer.Exit(1)


@app.command()
def show(
    since: Annotated[str | None, typer.Option("--since", help="Desde qué día.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Hasta qué día.")] = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Muestra lo que las comunas del corredor suman, y cuáles faltan y por qué."""
    console = Console()
    with faults_in_words(), CorridorFile(_folder(load(config))) as file:
        standing = read(file)
        known = periods(standing)
        wanted = Period(since, until) if since and until else next(iter(known), None)
        if wanted is None:
            wanted = Period("0000-00-00", "9999-99-99")
        show_together(console, together(standing, wanted), standing)
        others = [f"{one.since} / {one.until}" for one in known if one != wanted]
        if others:
            typer.echo(told("Otros periodos: %(periods)s", periods=", ".join(others)))


@app.command("withdraw")
def withdraw_commune(
    commune: CommuneArgument,
    reason: Annotated[str, typer.Option("--reason", help="Quién lo dice, como el acta de esa comuna.")],
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Deja de usar lo que una comuna mandó, como ella lo pidió; queda en la lista como retirada."""
    with faults_in_words():
        settings = load(config)
        with CorridorFile(_folder(settings)) as file:
            withdraw(file, Withdrawn(commune, reason, int(settings.world().now())))
        typer.echo(told("%(commune)s ya no está en las sumas.", commune=commune))


def _wanted(verdicts: Iterable[Verdict]) -> list[Opened]:
    return [one.opened for one in verdicts if one.fate in ("new", "newer") and one.opened is not None]


def _folder(config: Config) -> Path:
    folder = Path(config.storage.folder)
    if not folder.is_dir():
        raise StoreError(
            told("En %(folder)s no hay nada todavía. Revise [storage] folder en conuco.toml.", folder=folder)
        )
    return folder


@contextmanager
def _desk(config: Config) -> Iterator[Desk]:
    folder = _folder(config)
    with CommuneJournal(folder / "commune.db", commune=config.commune.slug) as journal:
        production = SqlProduction(journal, database(folder, config.production.url), config.commune.slug)
        try:
            yield Desk(config, journal, production, AUTHOR)
        finally:
            production.close()


def _read(path: Path) -> bytes:
    """Return a file; of one that is too large no more than tells so."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CorridorError(UNREADABLE, path=path, reason=refused(error)) from error


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise CorridorError(UNWRITABLE, path=path, reason=refused(error)) from error


def _empty(folder: Path, paths: list[Path]) -> None:
    """Take what was judged out of the inbox; what came from elsewhere stays where it lies."""
    for one in paths:
        if one.parent == folder / inbox.FOLDER:
            one.unlink(missing_ok=True)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CorridorError(NO_DAY, text=text) from error


NO_FOLDER: Final = both("%(path)s no es una carpeta. Conecte la memoria USB y diga su carpeta.")
UNREADABLE: Final = both("%(path)s no se puede leer (%(reason)s). Revise el nombre y la memoria USB.")
UNWRITABLE: Final = both(
    "%(path)s no se puede escribir (%(reason)s). Ya está anotado: repita la orden con otra carpeta."
)
NO_DAY: Final = both("«%(text)s» no es un día. Escríbalo así: 2026-06-30")
OTHER_WORDS: Final = both(
    "Las palabras del acta no son las de la llave de ese archivo de %(name)s. No se le cree: puede ser falso."
)
