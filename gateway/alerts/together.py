"""What is said of one alert, or of several of one kind in one letter."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.alerts.calling import Said
from gateway.alerts.letters import letter, sentences
from gateway.alerts.letters.gsm import SMS_SEPTETS, as_sms, septets
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place


def said_of(  # noqa: PLR0913 - as `letter`
    what: str, alerts: Sequence[Alert], places: Sequence[Place], *, at: int, round_: int, words: Words
) -> Said:
    """Return what a letter says of alerts.

    Args:
        what: One of Letter.what.
        alerts: Of one kind, the worst first; at least one.
        places: Theirs, by number; those of the station's alerts are not among them.
        at: When it is said [s UTC].
        round_: How many calls of the first alert there were before.
        words: What it is written with.
    """
    if len(alerts) > 1:
        return _together(what, alerts, places, at, words)
    place = next(iter(places), None)
    offset, language = words.utc_offset_hours, words.language
    return Said(
        letter(what, alerts[0], place, at=at, utc_offset_hours=offset, language=language, round=round_),
        sentences(what, alerts[0], place, at=at, utc_offset_hours=offset, language=language, round=round_),
    )


def _together(what: str, alerts: Sequence[Alert], places: Sequence[Place], at: int, words: Words) -> Said:
    """Return what happened at several places, with as many of their names as one SMS holds."""
    names = [words.place(one) for one in places] or sorted({one.subject or one.kind for one in alerts})
    texts = [
        _sentence(what, alerts[0].kind, _listed(names, most, words), words.hour(at), words)
        for most in range(len(names), 0, -1)
    ]
    text = next((one for one in texts if septets(one) <= SMS_SEPTETS), texts[-1])
    return Said(as_sms(text), text)


def _listed(names: Sequence[str], most: int, words: Words) -> str:
    shown, left = ", ".join(names[:most]), len(names) - most
    return words.told("%(names)s y %(count)s más", names=shown, count=left) if left else shown


def _sentence(what: str, kind: str, where: str, hour: str, words: Words) -> str:
    if what == "cleared":
        return words.told("Terminó %(hour)s: %(places)s.", hour=hour, places=where)
    match kind:
        case Kind.MAINS:
            return words.told(
                "Se fue la luz %(hour)s: %(places)s. Vaya a mirar el agua. Responda SI si va.",
                hour=hour,
                places=where,
            )
        case Kind.SILENT_NODE:
            return words.told(
                "No se oyen los nodos %(hour)s: %(places)s. Revise la luz y el Wi-Fi. Responda SI si va.",
                hour=hour,
                places=where,
            )
        case _:
            return words.told(
                "Varias alarmas iguales %(hour)s: %(places)s. Mire la página.", hour=hour, places=where
            )
