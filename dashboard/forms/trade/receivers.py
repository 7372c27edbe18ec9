"""The questions where a product goes and to whom; who left the commune is told so by the date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, cast

from dashboard.forms.amounts.grain import registers_of
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.production.accounts import DESTINATIONS
from dashboard.production.registers import BookRegisters
from dashboard.words.accounts import DESTINATIONS as WORDS
from dashboard.words.language import N_
from gateway.domain.entries import Destination
from gateway.journal.in_force import holds

DESTINATION: Final = "destino"
RECEIVER: Final = "recibe"
NOBODY: Final = "nadie"
"""Chosen where a destination may go without a receiver."""

HINTS: Final[Mapping[Destination, str]] = {
    "exchange": N_("otra comuna u organización, sin dinero"),
    "state_mill": N_("arrime"),
    "private_mill": N_("arrime"),
}


class Receiver(NamedTuple):
    """Who can receive.

    Attributes:
        since, until: When it belonged to the commune, or worked [s UTC]; None where that is open.
    """

    slug: str
    name: str
    since: int | None
    until: int | None


def _councils(registers: BookRegisters) -> list[Receiver]:
    return [Receiver(one.council, one.name, one.since, one.until) for one in registers.councils.values()]


def _enterprises(registers: BookRegisters) -> list[Receiver]:
    return [Receiver(one.slug, one.name, one.since, one.until) for one in registers.enterprises.values()]


def _organisations(*sorts: str) -> Callable[[BookRegisters], list[Receiver]]:
    def found(registers: BookRegisters) -> list[Receiver]:
        known = registers.counterparts.values()
        return [
            Receiver(one.counterpart, one.name, one.since, one.until)
            for one in known
            if not sorts or one.sort in sorts
        ]

    return found


RECEIVERS: Final[Mapping[Destination, Callable[[BookRegisters], list[Receiver]]]] = {
    "community": _councils,
    "processing": _enterprises,
    "social": _organisations("institution", "other"),
    "exchange": _organisations("commune", "supplier", "buyer", "institution", "other"),
    "state_mill": _organisations("state_mill"),
    "private_mill": _organisations("private_mill"),
    "sale": _organisations("buyer", "commune", "institution", "other"),
}
"""Of whom a destination is asked; of the others nobody is."""

MAY_BE_NOBODY: Final = frozenset({"social", "sale"})


def pick_destination(asking: Asking) -> Pick:
    """Return the question where it goes."""
    _ = asking.gettext
    options = [
        Option(key, _(WORDS[word][1]), _(HINTS[key]) if key in HINTS else "")
        for key, word in DESTINATIONS.items()
    ]
    return Pick(DESTINATION, _("¿A dónde va?"), options, missing=_("Elija a dónde va."), columns="two")


def destination_written(asking: Asking) -> Destination | None:
    """Return where it goes, None while nobody said."""
    found = asking.written.get(DESTINATION, "")
    return cast("Destination", found) if found in DESTINATIONS else None


def pick_receiver(asking: Asking, destination: Destination) -> Pick | None:
    """Return the question who receives, None where a destination says it all.

    Raises:
        NothingToAskError: Nobody is registered who could.
    """
    _, among = asking.gettext, RECEIVERS.get(destination)
    if among is None:
        return None
    options = [
        Option(one.slug, one.name, _standing(asking, one))
        for one in _sorted(asking, among(registers_of(asking)))
    ]
    if destination in MAY_BE_NOBODY:
        options.append(Option(NOBODY, _("A varios, sin nombre")))
    if not options:
        is_council = destination == "community"
        raise NothingToAskError(
            _("Todavía no hay ningún consejo comunal. Anótelo primero.")
            if is_council
            else _("Todavía no está registrada la organización que recibe. Anótela primero."),
            href="/anotar/consejo" if is_council else "/anotar/organizacion",
            word=_("Anotar consejo comunal") if is_council else _("Anotar la organización"),
        )
    return Pick(RECEIVER, _("¿Quién recibe?"), options, missing=_("Elija quién recibe."), columns="two")


def _sorted(asking: Asking, known: Sequence[Receiver]) -> list[Receiver]:
    """Return who can receive now first, then who could once."""
    return sorted(known, key=lambda one: not holds(one.since, one.until, at=asking.words.now))


def _standing(asking: Asking, one: Receiver) -> str:
    if holds(one.since, one.until, at=asking.words.now):
        return ""
    if one.until is None or one.until > asking.words.now:
        return asking.gettext("todavía no está en la comuna")
    left = asking.words.dated(asking.words.local(one.until).date())
    return asking.gettext("se fue el %(day)s") % {"day": left}


def receiver_written(asking: Asking, destination: Destination) -> Receiver | None:
    """Return who receives, None where nobody is named."""
    among = RECEIVERS.get(destination)
    known = [] if among is None else among(registers_of(asking))
    return next((one for one in known if one.slug == asking.written.get(RECEIVER)), None)


def is_answered(asking: Asking, destination: Destination) -> bool:
    """Tell whether it is known who receives, or that nobody is named."""
    if destination not in RECEIVERS:
        return True
    is_nobody = destination in MAY_BE_NOBODY and asking.written.get(RECEIVER) == NOBODY
    return is_nobody or receiver_written(asking, destination) is not None


def check_receiver(answers: Answers, one: Receiver | None, *, at: int) -> None:
    """Add a fault where who receives was not there at a moment [s UTC]."""
    if one is None or holds(one.since, one.until, at=at):
        return
    day = one.until if one.until is not None and one.until <= at else one.since
    dated = answers.words.dated(answers.words.local(day or at).date())
    sentence = (
        answers.gettext("%(name)s se fue el %(day)s: ese día ya no recibía. Revise la fecha o quién recibe.")
        if day == one.until
        else answers.gettext("%(name)s llegó el %(day)s: antes no recibía. Revise la fecha o quién recibe.")
    )
    answers.fault("cuando-dia", sentence % {"name": one.name, "day": dated})
