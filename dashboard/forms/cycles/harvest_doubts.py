"""What is asked back of a harvest: what no pond or field gives, and what was said before."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers
from dashboard.production.base import Wanted
from dashboard.production.cycles import Cycle
from gateway.domain.entries import Died, Entry, Harvested, is_planned

M2_IN_A_HECTARE: Final = 10_000
HEAVIEST_FISH_KG: Final = 5
LIGHTEST_FISH_KG: Final = Decimal("0.05")
"""Outside of these a fish of ours is a slip of the finger [kg].

Source:
    facts of the ponds, section 7: harvested at 0.3 to 2.5 kg; twice and a sixth of it are asked back.
"""
MOST_GRAIN_KG_HA: Final = 15_000
"""Above so much wet maize on a hectare a number is asked back [kg/ha].

Source:
    facts of the fields, section 1.6: the best named estate of the country had 6,500; twice it and more.
"""
SOON_S: Final = 900
"""The same kilos within so long are more often one load told twice than two loads [s of ours].

Source:
    Ours, not verified.
"""


def doubts_of(answers: Answers, cycle: Cycle, kilos: Decimal) -> list[str]:
    """Return what is asked back of a harvest of so many kilos, less the tare."""
    return [
        *_told_before(answers, cycle, kilos),
        *_too_many(answers, cycle),
        *_wrong_weight(answers, kilos),
        *_too_much(answers, cycle, kilos),
    ]


def _told_before(answers: Answers, cycle: Cycle, kilos: Decimal) -> list[str]:
    """Ask back one that was told of the same day, and one of the same kilos a few minutes ago."""
    words, day = answers.words, answers.words.local(answers.moment("cuando")).date()
    before = _of(answers, cycle, "harvest")
    for one in before:
        body = one.body
        if isinstance(body, Harvested) and words.local(one.happened).date() == day:
            sentence = answers.gettext(
                "De ese día ya está anotada una cosecha de %(kilos)s kilos: ¿esta es otra?"
            )
            return [sentence % {"kilos": words.amount(body.kg)}]
    speed = answers.visit.station.config.clock.world_speed or 1.0
    for one in before:
        soon = 0 <= answers.visit.now - one.registered <= max(SOON_S, SOON_S * speed)
        if soon and isinstance(one.body, Harvested) and one.body.kg == kilos:
            sentence = answers.gettext("Con los mismos kilos se anotó una cosecha %(ago)s: ¿esta es otra?")
            return [sentence % {"ago": words.ago(one.registered)}]
    return []


def _of(answers: Answers, cycle: Cycle, kind: str) -> list[Entry]:
    found = answers.visit.station.production.entries(Wanted(kinds={kind}, cycle=cycle.uid))
    return [one for one in found if not is_planned(one.body)]


def _too_many(answers: Answers, cycle: Cycle) -> list[str]:
    now = answers.whole("peces")
    if now is None or cycle.fish is None:
        return []
    before = sum(one.said.fish or 0 for one in cycle.harvests)
    died = sum(one.body.fish for one in _of(answers, cycle, "mortality") if isinstance(one.body, Died))
    if before + now + died <= cycle.fish:
        return []
    if died:
        sentence = answers.gettext(
            "Sembraron %(stocked)s peces, murieron %(died)s y cosechados serían %(caught)s: ¿está bien?"
        )
    elif before:
        sentence = answers.gettext(
            "Sembraron %(stocked)s peces y con esta cosecha serían %(caught)s: ¿está bien?"
        )
    else:
        sentence = answers.gettext("Sembraron %(stocked)s peces y cosecharon %(caught)s: ¿está bien?")
    counts = {"stocked": cycle.fish, "caught": before + now, "died": died}
    return [sentence % {name: answers.words.number(count) for name, count in counts.items()}]


def _wrong_weight(answers: Answers, kilos: Decimal) -> list[str]:
    fish = answers.whole("peces")
    if not fish or LIGHTEST_FISH_KG <= kilos / fish <= HEAVIEST_FISH_KG:
        return []
    sentence = answers.gettext("Serían %(kilos)s kilos por pez: ¿está bien?")
    return [sentence % {"kilos": answers.words.amount(kilos / fish)}]


def _too_much(answers: Answers, cycle: Cycle, kilos: Decimal) -> list[str]:
    hectares = answers.number("hectareas") or (cycle.sown_m2 or Decimal(0)) / M2_IN_A_HECTARE
    if cycle.sort != "sowing" or not hectares or kilos / hectares <= MOST_GRAIN_KG_HA:
        return []
    sentence = answers.gettext("Serían %(kilos)s kilos por hectárea: ¿está bien?")
    return [sentence % {"kilos": answers.words.number(kilos / hectares)}]
