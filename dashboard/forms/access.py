"""Who may use a form, and the questions about who writes and who said it."""

from __future__ import annotations

from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Ask, Choice, Option
from dashboard.forms.declared import FormKind
from dashboard.login.rights import OF_A_TAPPED_NAME
from dashboard.visit.given import SOMEBODY, Visit

FEW: Final = 6
"""So many names are drawn as buttons; more of them as a list that opens."""


def may_use(visit: Visit, kind: FormKind) -> bool:
    """Tell whether a visitor may record by a form."""
    if kind.right is None or visit.may(kind.right):
        return True
    return visit.member is None and visit.device is not None and kind.right in OF_A_TAPPED_NAME


def standard_asks(kind: FormKind, asking: Asking) -> list[Ask]:
    """Return who writes (where names are tapped) and who said it (where the writer has a name)."""
    _, visit = asking.gettext, asking.visit
    if visit.member is None and visit.device is None:
        return []
    people = [Option(one.uid, one.name) for one in visit.station.people.everybody()]
    asks: list[Ask] = []
    if visit.member is None:
        nobody = [] if kind.right is not None else [Option("", _(SOMEBODY))]
        asks.append(
            Choice(
                name="anota",
                ask=_("¿Quién anota?"),
                options=[*nobody, *people],
                missing=_("Toque su nombre.") if kind.right is not None else "",
                columns="two",
                chosen=visit.last_tapped,
                is_list=len(people) > FEW,
            )
        )
    asks.append(
        Choice(
            name="dijo",
            ask=_("¿Lo dijo otra persona?"),
            options=[Option("", _("no, quien anota")), *people],
            hint=_("si anota por otra persona, quedan los dos nombres"),
            is_list=True,
        )
    )
    return asks
