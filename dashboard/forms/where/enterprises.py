"""The first question of many forms: of which enterprise it is, of those for which one records."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Option, Pick
from dashboard.forms.declared import NothingToAskError
from dashboard.forms.where.belonging import units_of
from dashboard.production.cycles import Enterprise
from gateway.journal.in_force import holds

ENTERPRISE: Final = "empresa"


def own_enterprises(asking: Asking) -> list[Enterprise]:
    """Return the enterprises in whose units the visitor works; every one while nobody has signed in."""
    registers = asking.visit.station.production.registers()
    own = {one.enterprise for one in units_of(asking.visit.member, registers)}
    return [one for one in every_enterprise(asking) if asking.visit.member is None or one.slug in own]


def every_enterprise(asking: Asking) -> list[Enterprise]:
    """Return the enterprises that work now."""
    known = asking.visit.station.production.registers().enterprises.values()
    return [one for one in known if holds(one.since, one.until, at=asking.words.now)]


def pick_enterprise(asking: Asking, own: list[Enterprise], *, refusal: str) -> Pick:
    """Return the question of which enterprise it is.

    Args:
        asking: Who is asked.
        own: Those for which the visitor records.
        refusal: Who records it, where that is none or another one.

    Raises:
        NothingToAskError: There is no enterprise, or the visitor records for none or for another one.
    """
    _, asked = asking.gettext, asking.written.get(ENTERPRISE)
    if not every_enterprise(asking):
        raise NothingToAskError(
            _("Anote primero la empresa."), href="/anotar/empresa", word=_("Anotar una empresa")
        )
    if not own or (asked and asked not in {one.slug for one in own}):
        raise NothingToAskError(refusal, href="/anotar", word=_("Anotar otra cosa"))
    options = [Option(one.slug, one.name) for one in own]
    return Pick(ENTERPRISE, _("¿De qué empresa?"), options, missing=_("Elija la empresa."))


def enterprise_written(asking: Asking, own: list[Enterprise]) -> Enterprise | None:
    """Return the enterprise that was picked, None while none was."""
    return next((one for one in own if one.slug == asking.written.get(ENTERPRISE)), None)
