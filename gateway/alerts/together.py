"""One sentence for news of one kind from several places."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.alerts.letters.gsm import SMS_SEPTETS, in_the_alphabet, septets
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert, Kind
from gateway.domain.places import Place


def together(what: str, alerts: Sequence[Alert], places: Sequence[Place], *, at: int, words: Words) -> str:
    """Return what happened at several places, with as many of their names as one SMS holds.

    Args:
        what: One of Letter.what.
        alerts: Of one kind, the worst first; at least one.
        places: Theirs, by number; those of the station's alerts are not among them.
        at: When it is said [s UTC].
        words: Of the language of letters.
    """
    names = [words.place(one) for one in places] or sorted({one.subject or one.kind for one in alerts})
    moment = words.hour(at)
    texts = [
        _sentence(words, what, alerts[0].kind, (_listed(words, names, most), moment))
        for most in range(len(names), 0, -1)
    ]
    return next((one for one in texts if septets(in_the_alphabet(one)) <= SMS_SEPTETS), texts[-1])


def _listed(words: Words, names: Sequence[str], most: int) -> str:
    shown, left = ", ".join(names[:most]), len(names) - most
    return words.told("%(names)s y %(count)s más", names=shown, count=left) if left else shown


def _sentence(words: Words, what: str, kind: str, said: tuple[str, str]) -> str:
    where, moment = said
    if what == "cleared":
        return words.told("Ya pasó: %(where)s, %(moment)s", where=where, moment=moment)
    match kind:
        case Kind.MAINS:
            return words.told(
                "Se fue la luz: %(where)s, %(moment)s Vaya a mirar el agua.", where=where, moment=moment
            )
        case Kind.SILENT_NODE:
            return words.told(
                "No se oyen los nodos: %(where)s, %(moment)s Revise la luz y el Wi-Fi.",
                where=where,
                moment=moment,
            )
        case _:
            return words.told(
                "Varias alarmas: %(where)s, %(moment)s Mire la página.", where=where, moment=moment
            )
