"""One sentence for news of one kind from several places."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.alerts.letters import SMS_SEPTETS, as_sms, hour, name_of, septets
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place
from gateway.domain.speech import told


def together(
    what: str, alerts: Sequence[Alert], places: Sequence[Place], *, at: int, utc_offset_hours: int
) -> str:
    """Return what happened at several places, with as many of their names as one SMS holds.

    Args:
        what: One of Letter.what.
        alerts: Of one kind, the worst first; at least one.
        places: Theirs, by number; those of the station's alerts are not among them.
        at: When it is said [s UTC].
        utc_offset_hours: Of the commune's clock [h].
    """
    names = [name_of(one) for one in places] or sorted({one.subject or one.kind for one in alerts})
    moment = hour(at, utc_offset_hours=utc_offset_hours)
    texts = [
        _sentence(what, alerts[0].kind, _listed(names, most), moment) for most in range(len(names), 0, -1)
    ]
    return next((one for one in texts if septets(as_sms(one)) < SMS_SEPTETS), texts[-1])


def _listed(names: Sequence[str], most: int) -> str:
    shown, left = ", ".join(names[:most]), len(names) - most
    return told("%(names)s y %(count)s más", names=shown, count=left) if left else shown


def _sentence(what: str, kind: str, where: str, moment: str) -> str:
    if what == "cleared":
        return told("Ya pasó: %(where)s, %(moment)s", where=where, moment=moment)
    match kind:
        case Kind.MAINS:
            return told(
                "Se fue la luz: %(where)s, %(moment)s Vaya a mirar el agua.", where=where, moment=moment
            )
        case Kind.SILENT_NODE:
            return told(
                "No se oyen los nodos: %(where)s, %(moment)s Revise la luz y el Wi-Fi.",
                where=where,
                moment=moment,
            )
        case _:
            return told("Varias alarmas: %(where)s, %(moment)s Mire la página.", where=where, moment=moment)
