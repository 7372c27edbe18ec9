"""Letters of the night to come: what a pond will probably be at dawn."""

from __future__ import annotations

from gateway.alerts.letters.steps import get_ready
from gateway.alerts.letters.telling import Saying, Telling


def of_dawn(telling: Telling) -> Saying:
    """Return what is said of a night with too little oxygen to come; the value is how likely that is [-]."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            # Either less is feared now or the night is over: what holds of both is said.
            return Saying(
                words.told(
                    "%(place)s: el aviso de esta noche dejó de valer %(hour)s", place=where, hour=telling.hour
                )
            )
        case "acknowledged":
            return Saying(
                words.told("%(place)s: alguien dijo %(hour)s que se encarga", place=where, hour=telling.hour),
                words.told("El aviso es por el oxígeno de esta noche"),
            )
        case _:
            ready = get_ready(telling.means, words)
            return Saying(
                _expected(telling),
                words.told("%(ready)s y no dé comida", ready=ready),
                _how_sure(telling),
            )


def _expected(telling: Telling) -> str:
    words, crossing = telling.words, telling.detail.crossing
    if crossing is None:
        return words.told(
            "%(call)s: %(place)s puede quedar con poco oxígeno antes de amanecer",
            call=telling.call, place=telling.where,
        )  # fmt: skip
    limit = words.amount(crossing.limit)
    if crossing.earliest is None or crossing.latest is None:
        return words.told(
            "%(call)s: %(place)s puede bajar de %(limit)s mg/L antes de amanecer",
            call=telling.call, place=telling.where, limit=limit,
        )  # fmt: skip
    return words.told(
        "%(call)s: %(place)s puede bajar de %(limit)s mg/L %(window)s",
        call=telling.call, place=telling.where, limit=limit,
        window=words.between(crossing.earliest, crossing.latest),
    )  # fmt: skip


def _how_sure(telling: Telling) -> tuple[str, ...]:
    words, crossing, minimum = telling.words, telling.detail.crossing, telling.detail.minimum
    told = []
    probability = telling.alert.value if crossing is None else crossing.probability
    if probability > 0:
        told.append(words.told("Pasa %(tenths)s noches de 10", tenths=_tenths(probability)))
    if minimum is not None:
        told.append(words.told("Mínimo cerca de %(value)s mg/L", value=words.oxygen(minimum)))
    return tuple(told)


def _tenths(probability: float) -> int:
    """Return of how many nights in ten it is told; what is not sure is never told as ten of ten."""
    return min(max(round(probability * 10), 1), 9 if probability < 1 else 10)
