"""`conuco book`: the book is closed, and looked through."""

from __future__ import annotations

import uuid

import typer

from gateway.app.mending import commune_db
from gateway.commands.border import DEFAULT_CONFIG, ConfigOption, told_in_words
from gateway.config import Config, load
from gateway.domain.speech import told
from gateway.journal import CommuneJournal
from gateway.journal.checking import answers
from gateway.journal.closing import close_book
from gateway.journal.paper import papers, unclosed

AUTHOR = "conuco book"

app = typer.Typer(no_args_is_help=True, help="El libro de la comuna: cerrarlo y revisarlo.")


@app.callback()
def book() -> None:
    """El libro de la comuna: cerrarlo y revisarlo."""


@app.command()
def cut(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Cierra el libro ahora mismo con un corte, y dice sus doce palabras."""
    with told_in_words():
        settings = load(config)
        now = int(settings.world().now())
        with _opened(settings, now) as journal:
            with journal.transaction() as connection:
                if not unclosed(connection):
                    typer.echo(told("No hay nada nuevo desde el último cierre: no hace falta otro."))
                    return
                close_book(journal, session=None, now=now, author=AUTHOR, uid=str(uuid.uuid4()))
            paper = papers(journal)[-1]
        typer.echo(
            told(
                "Corte %(number)s: %(count)s asientos. Sus palabras son públicas, léalas en voz alta:",
                number=paper.closing.closing,
                count=paper.closing.count,
            )
        )
        typer.echo(" ".join(paper.words))
        typer.echo(
            told(
                "La hoja para la cartelera está en la página /asamblea/cierres/%(number)s.",
                number=paper.closing.closing,
            )
        )


@app.command()
def verify(config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Revisa todo el libro y dice las palabras del último cierre, para compararlas con su papel."""
    with told_in_words():
        settings = load(config)
        with _opened(settings, int(settings.world().now())) as journal:
            journal.verify("book")
            found = papers(journal)
            if not found:
                typer.echo(told("Ningún asiento fue cambiado. El libro no se ha cerrado todavía."))
                return
            said = answers(journal, found[-1].closing, commune=settings.commune.slug)
        for line in said:
            typer.echo(line)
        typer.echo(
            told("Compare estas palabras con el papel; solo el papel dice si el libro se escribió de nuevo:")
        )
        typer.echo(" ".join(found[-1].words))
        if not said[0].startswith("COINCIDE"):
            raise typer.Exit(1)


def _opened(settings: Config, now: int) -> CommuneJournal:
    return CommuneJournal(commune_db(settings, now=now), commune=settings.commune.slug)
