"""The form of a sampling: some fish are caught and weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Number, Option, Range
from dashboard.forms.cycles.alive import Alive, alive
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.where.cycles import CYCLE, cycle_of, cycle_written, moment_within, only_cycle, pick_cycle
from dashboard.login.rights import Right
from dashboard.production.growth import sampling_range_g
from dashboard.words.language import N_
from dashboard.words.units import FISH, GRAMS
from dashboard.words.written import typed
from gateway.domain.entries import Entry, Sampled

FISH_RANGE: Final = Range(Decimal(1), Decimal(9_999))
TOTAL_RANGE: Final = Range(Decimal("0.001"), Decimal(999_999))
GRAMS_RANGE: Final = Range(Decimal("0.01"), Decimal(9_999))
GRAMS_IN_A_KILO: Final = 1000
DAY_S: Final = 86_400
HEAVIEST_G: Final = 5000
"""Above so much for each fish a number is asked back [g].

Source:
    Harvested at 300 to 2,500 g; ours, not verified: twice the heaviest is a slip of the finger.
"""
MOST_G_A_DAY: Final = 20
"""Above such a growth a number is asked back [g/d].

Source:
    Mello et al. 2015, Gompertz of tambaqui: 9.34 g a day at the most; twice it and a little more.
"""
GEAR: Final = (
    ("", N_("no sé")),
    ("cast_net", N_("Atarraya")),
    ("seine", N_("Chinchorro")),
    ("trap", N_("Trampa")),
    ("other", N_("Otro")),
)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick, cycle = pick_cycle(asking, _("¿De qué estanque?")), cycle_written(asking)
    if cycle is None:
        return [pick]
    return [
        pick,
        Number(
            name="peces",
            ask=_("¿Cuántos peces pesó?"),
            unit=FISH,
            within=FISH_RANGE,
            hint=_("30 o más dicen bastante"),
            missing=_("Escriba cuántos peces pesó."),
            whole=True,
        ),
        Number(
            name="peso",
            ask=_("¿Cuánto pesaron todos juntos?"),
            within=TOTAL_RANGE,
            hint=_("sin el agua y sin el tobo; lo menudo, en gramos"),
            missing=_("Escriba cuánto pesaron todos juntos."),
        ),
        Choice(
            name="en",
            ask=_("¿En qué pesó?"),
            options=[Option("kg", _("En kilos")), Option("g", _("En gramos"))],
            missing=_("Diga si fueron kilos o gramos."),
            columns="two",
        ),
        _weight("menor", _("¿Cuánto pesó el más pequeño?"), _("si se pesó aparte")),
        _weight("mayor", _("¿Cuánto pesó el más grande?"), _("si se pesó aparte")),
        Choice(
            name="arte",
            ask=_("¿Con qué los sacó?"),
            options=[Option(value, _(word)) for value, word in GEAR],
            is_list=True,
        ),
        moment_within(asking, cycle, _("¿Cuándo fue?"), is_precise=False),
    ]


def _weight(name: str, ask: str, hint: str) -> Number:
    return Number(name=name, ask=ask, unit=GRAMS, within=GRAMS_RANGE, hint=hint)


def _total_g(answers: Answers) -> Decimal:
    written = answers.number("peso") or Decimal(1)
    return written * GRAMS_IN_A_KILO if answers.choice("en") == "kg" else written


def _says(answers: Answers) -> Sequence[Said]:
    fish, total = answers.whole("peces") or 1, _total_g(answers)
    least, most = answers.number("menor"), answers.number("mayor")
    mean = total / fish
    if least is not None and least > mean:
        answers.fault("menor", _beside_mean(answers, mean))
    if most is not None and most < mean:
        answers.fault("mayor", _beside_mean(answers, mean))
    body = Sampled(
        cycle=cycle_of(answers).uid,
        fish=fish,
        total_g=total,
        least_g=least,
        most_g=most,
        gear=cast('Literal["other"] | None', answers.choice("arte") or None),
    )
    return [Said("sampling", body, answers.moment("cuando"))]


def _beside_mean(answers: Answers, mean: Decimal) -> str:
    sentence = answers.gettext("En promedio pesaron %(mean)s gramos: revise los números.")
    return sentence % {"mean": answers.words.amount(mean, most=1)}


def _follows(answers: Answers) -> Sequence[str]:
    """Return what one fish weighs, with the range that so few fish leave."""
    fish, total, words = answers.whole("peces") or 1, _total_g(answers), answers.words
    low, high = sampling_range_g(total, fish)
    if fish == 1:
        return [answers.gettext("Un solo pez no dice cuánto pesan los demás.")]
    sentence = answers.gettext(
        "Cada pez pesa unos %(mean)s gramos. Con %(fish)s pesados, el promedio del estanque está más o "
        "menos entre %(low)s y %(high)s, si los pesos varían un 25 %%."
    )
    return [
        sentence
        % {
            "mean": words.amount(total / fish, most=1),
            "fish": words.number(fish),
            "low": words.number(low),
            "high": words.number(high),
        }
    ]


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: more fish than live, fish that shrank, or that no pond grows."""
    cycle = cycle_written(answers)
    if cycle is None:
        return []
    at = answers.moment("cuando")
    before, fish = alive(answers.visit.station.production, cycle, at=at), answers.whole("peces") or 1
    mean = _total_g(answers) / fish
    return [*_too_many(answers, before, fish), *_wrong_weight(answers, before, mean, at)]


def _too_many(answers: Answers, before: Alive, fish: int) -> list[str]:
    if before.fish is None or fish <= before.fish:
        return []
    sentence = answers.gettext("Pesó %(fish)s peces y en el libro quedan %(left)s vivos: ¿está bien?")
    return [sentence % {"fish": answers.words.number(fish), "left": answers.words.number(before.fish)}]


def _wrong_weight(answers: Answers, before: Alive, mean: Decimal, at: int) -> list[str]:
    words = answers.words
    told = {"now": words.amount(mean, most=1), "before": words.amount(before.mean_g or 0, most=1)}
    if mean > HEAVIEST_G:
        return [answers.gettext("Serían %(now)s gramos por pez: ¿está bien?") % {"now": told["now"]}]
    if before.mean_g is None:
        return []
    if mean < before.mean_g:
        return [answers.gettext("Antes pesaban %(before)s gramos y ahora %(now)s: ¿está bien?") % told]
    days = max(1, (at - before.weighed) // DAY_S)
    if (mean - before.mean_g) / days <= MOST_G_A_DAY:
        return []
    sentence = answers.gettext("Serían %(grams)s gramos más cada día: ¿está bien?")
    return [sentence % {"grams": words.number((mean - before.mean_g) / days)}]


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, Sampled):
        return {}
    numbers = {"menor": body.least_g, "mayor": body.most_g}
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    total = {"peso": typed(body.total_g), "en": "g", "arte": body.gear or ""}
    return {CYCLE: body.cycle, "peces": str(body.fish), **total, **found}


SAMPLING: Final = FormKind(
    slug="muestreo",
    title=N_("Un muestreo"),
    icon="scale",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_says,
    follows=_follows,
    doubts=_doubts,
    begins=only_cycle,
    again=_again,
)
