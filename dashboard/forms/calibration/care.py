"""The form of who looked after a probe: wiped it, compared it, set it in air."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, cast

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Choice, Moment, Number, Option, Pick, Range
from dashboard.forms.calibration.in_air import InAir, calibration_of, found_in_air
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.login.rights import Right
from dashboard.nodes.oxygen_probes import Probe, is_digital, probes
from dashboard.words.language import N_
from dashboard.words.naming import own_name, place_name
from dashboard.words.units import DEGREES, MILLIVOLTS, OXYGEN
from dashboard.words.written import rounded, typed
from gateway.domain.calibration import OxygenMarks, in_force
from gateway.domain.entries import CalibrationRecorded, Entry, ProbeCared
from gateway.domain.readings import SeriesKey
from gateway.ponds.state import is_a_value

PROBE: Final = "sonda"
CARE: Final = "cuidado"
SIGNAL: Final = "oxygen_signal"
FRESH_S: Final = 900
"""How old a value may be to be put into the form by itself [s]."""
OXYGEN_RANGE: Final = Range(Decimal(0), Decimal(25))
REFERENCE_RANGE: Final = Range(Decimal("0.1"), Decimal(25))
MILLIVOLT_RANGE: Final = Range(Decimal(100), Decimal(3300))
DEGREES_RANGE: Final = Range(Decimal(5), Decimal(45))
DOUBTFUL_SHARE: Final = Decimal("0.25")
"""A mark that differs by so much from the one before is asked back [0 to 1]."""
AIR_MINUTES: Final = 30
"""How long a probe stays in moist air before its number is taken [min].

Source:
    WTW, operating manual of the oximeter module Oxi ML 41, 2007, section 4: 30 minutes in air that is
    saturated with water vapour, the membrane dabbed dry; not verified with the commune's own probes.
"""
CARES: Final = (
    ("wiped", N_("La limpié"), N_("con un trapo suave y agua")),
    ("compared", N_("La comparé"), N_("con un medidor de mano o con Winkler")),
    ("calibrated", N_("La calibré en el aire"), N_("media hora fuera del agua")),
    ("electrolyte", N_("Le cambié el líquido"), N_("el de la tapa de la sonda; después se calibra")),
    ("membrane", N_("Le cambié la membrana"), N_("con líquido nuevo; después se calibra")),
)
OF_MILLIVOLTS: Final = frozenset({"calibrated"})
"""What makes no sense for a probe that says mg/L by itself."""
SERVICED: Final = ("electrolyte", "membrane")
METHODS: Final = (("hand_meter", N_("Medidor de mano")), ("winkler", N_("Winkler (reactivos)")))


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = _pick_probe(asking)
    probe = _written(asking)
    if probe is None:
        return [pick]
    cares = [one for one in CARES if one[0] not in OF_MILLIVOLTS or not is_digital(asking.visit, probe)]
    options = [Option(value, _(word), _(small)) for value, word, small in cares]
    care = Pick(CARE, _("¿Qué le hizo?"), options, missing=_("Elija qué le hizo a la sonda."))
    every = {"wiped": _wiped, "compared": _compared, "calibrated": _calibrated}
    every |= dict.fromkeys(SERVICED, _serviced)
    known = {value for value, *_words in cares}
    chosen = asking.written.get(CARE, "")
    rest = every.get(chosen) if chosen in known else None
    return [pick, care] if rest is None else [pick, care, *rest(asking, probe)]


def _pick_probe(asking: Asking) -> Pick:
    _, language = asking.gettext, asking.visit.language
    found = probes(asking.visit)
    if not found:
        raise NothingToAskError(
            _("Ningún estanque tiene una sonda de oxígeno que se haya oído."),
            href="/anotar",
            word=_("Anotar otra cosa"),
        )
    options = [
        Option(one.value, place_name(language, one.place), own_name(language, one.place)) for one in found
    ]
    return Pick(PROBE, _("¿La sonda de qué estanque?"), options, missing=_("Elija el estanque."))


def _written(asking: Asking) -> Probe | None:
    return next((one for one in probes(asking.visit) if one.value == asking.written.get(PROBE)), None)


def _wiped(asking: Asking, _probe: Probe) -> list[Ask]:
    return [Moment(name="cuando", ask=asking.gettext("¿Cuándo la limpió?"))]


def _serviced(asking: Asking, _probe: Probe) -> list[Ask]:
    _ = asking.gettext
    return [
        Aside(
            _("Con líquido o membrana nuevos la sonda da otros números: calíbrela antes de volverla a poner.")
        ),
        Moment(name="cuando", ask=_("¿Cuándo se la cambió?")),
    ]


def _compared(asking: Asking, probe: Probe) -> list[Ask]:
    _ = asking.gettext
    return [
        Aside(_("Mida con los dos al mismo tiempo y a la misma hondura.")),
        Choice(
            name="metodo",
            ask=_("¿Con qué la comparó?"),
            options=[Option(value, _(word)) for value, word in METHODS],
            missing=_("Diga con qué la comparó."),
            columns="two",
        ),
        Number(
            name="dijo-sonda",
            ask=_("¿Qué dijo la sonda?"),
            unit=OXYGEN,
            within=OXYGEN_RANGE,
            missing=_("Escriba lo que dijo la sonda."),
            suggested=_latest_oxygen(asking, probe),
        ),
        Number(
            name="dijo-otro",
            ask=_("¿Qué dijo el otro?"),
            unit=OXYGEN,
            within=REFERENCE_RANGE,
            missing=_("Escriba lo que dijo el medidor o el Winkler."),
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?")),
    ]


def _calibrated(asking: Asking, probe: Probe) -> list[Ask]:
    _ = asking.gettext
    newest = _newest(asking, probe)
    return [
        Aside(
            _(
                "«Calibrar una sonda de oxígeno» lleva paso a paso, mira si está quieta y toma el cero; "
                "aquí se anotan los números de quien ya la calibró."
            )
        ),
        Aside(
            _(
                "Saque la sonda, lávela y séquele la punta con un trapo suave, sin frotar. Déjela colgada a "
                "la sombra con su termómetro al lado y un trapo mojado cerca que no la toque. Espere "
                "%(minutes)s minutos, hasta que el número ya no cambie."
            )
            % {"minutes": AIR_MINUTES}
        ),
        Number(
            name="milivoltios",
            ask=_("¿Cuántos milivoltios da?"),
            unit=MILLIVOLTS,
            within=MILLIVOLT_RANGE,
            missing=_("Escriba los milivoltios que da la sonda en el aire."),
            suggested=_suggested(newest.get(SIGNAL), 0),
        ),
        Number(
            name="temperatura",
            ask=_("¿Qué temperatura marca su termómetro?"),
            unit=DEGREES,
            within=DEGREES_RANGE,
            missing=_("Escriba la temperatura que marca el termómetro."),
            suggested=_suggested(newest.get("water_temperature"), 1),
        ),
        Moment(name="cuando", ask=_("¿Cuándo fue?")),
    ]


def _latest_oxygen(asking: Asking, probe: Probe) -> str:
    latest = asking.visit.station.store.latest(probe.series)
    if latest is None or asking.visit.now - latest.at > FRESH_S or not is_a_value(latest):
        return ""
    return _suggested(latest.value, 1)


def _newest(asking: Asking, probe: Probe) -> Mapping[str, float]:
    """Return the newest value of each quantity on the probe's channel, as the node's status tells them."""
    state = next((one for one in asking.visit.nodes if one.node == probe.series.node), None)
    if state is None or state.status is None or state.status_at is None:
        return {}
    if asking.visit.now - state.status_at > FRESH_S:
        return {}
    every = {name: value for said in state.status.newest.values() for name, value in said.items()}
    return every | dict(state.status.newest.get(probe.series.channel, {}))


def _suggested(value: float | None, decimals: int) -> str:
    return "" if value is None else typed(rounded(value, decimals))


def _cared(answers: Answers) -> Sequence[Said]:
    probe = _written(answers)
    if probe is None:
        answers.fault(PROBE, answers.gettext("Elija el estanque."))
        return []
    node, channel = probe.series.node, probe.series.channel
    at, care = answers.moment("cuando"), answers.choice(CARE)
    if care in ("wiped", *SERVICED):
        done = cast('Literal["wiped", "electrolyte", "membrane"]', care)
        return [Said("care", ProbeCared(probe.place.slug, node, channel, done), at)]
    if care == "compared":
        body = ProbeCared(
            probe.place.slug,
            node,
            channel,
            "compared",
            quantity="oxygen",
            said=answers.number("dijo-sonda"),
            reference=answers.number("dijo-otro"),
            method=cast('Literal["hand_meter", "winkler"]', answers.choice("metodo")),
        )
        return [Said("care", body, at)]
    care_of_it = ProbeCared(probe.place.slug, node, channel, "calibrated", quantity="oxygen", method="air")
    return [Said("care", care_of_it, at), Said("calibration", _marked(answers, probe, at), at)]


def _marked(answers: Answers, probe: Probe, at: int) -> CalibrationRecorded:
    """Return the mark at saturation: moist air holds as much oxygen for a probe as water full of air."""
    taken = InAir(
        answers.number("milivoltios") or Decimal(1), answers.number("temperatura") or Decimal(0), at
    )
    series = SeriesKey(probe.series.node, probe.series.channel, SIGNAL)
    found = found_in_air(answers.visit, series, taken)
    return calibration_of(answers.visit, found, since=at, method="air")


def _marks(asking: Asking, probe: Probe, at: int) -> OxygenMarks | None:
    series = SeriesKey(probe.series.node, probe.series.channel, SIGNAL)
    known = [one for one in in_force(asking.visit.registered.calibrations, series) if one.since <= at]
    marks = known[-1].constants if known else None
    return marks if isinstance(marks, OxygenMarks) else None


def _doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back: a mark far from the one before is more often a wet probe than a new one."""
    probe, now = _written(answers), answers.number("milivoltios")
    if probe is None or now is None or answers.choice(CARE) != "calibrated":
        return []
    before = _marks(answers, probe, answers.moment("cuando"))
    if before is None or abs(now / before.millivolts - 1) <= DOUBTFUL_SHARE:
        return []
    sentence = answers.gettext(
        "La vez anterior dio %(before)s milivoltios y ahora %(now)s. "
        "¿Estaba la sonda limpia, seca y media hora en el aire?"
    )
    words = answers.words
    return [sentence % {"before": words.amount(before.millivolts), "now": words.amount(now)}]


def _same(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, ProbeCared):
        return {}
    found = {PROBE: f"{body.node}/{body.channel}", CARE: body.care}
    if body.care == "compared" and body.said is not None and body.reference is not None:
        numbers = {"dijo-sonda": typed(body.said), "dijo-otro": typed(body.reference)}
        return found | numbers | {"metodo": body.method or ""}
    return found


PROBE_CARE: Final = FormKind(
    slug="sonda",
    title=N_("El cuidado de una sonda"),
    icon="eye",
    right=Right.RECORD_WORK,
    asks=_asks,
    says=_cared,
    doubts=_doubts,
    again=_same,
)
