"""The words for what the registers hold, as the forms ask them; each is marked with N_."""

from __future__ import annotations

from typing import Final

from dashboard.words.language import N_

FORMS: Final = (
    ("EPSDC", N_("EPS directa comunal"), N_("los medios son de la comuna")),
    ("EPSIC", N_("EPS indirecta comunal"), N_("los medios son del Estado")),
    ("UPF", N_("Unidad productiva familiar"), ""),
    ("GIS", N_("Grupo de intercambio solidario"), ""),
    ("other", N_("Otra"), ""),
)
METHODS: Final = (("gps", "GPS"), ("tape", N_("Cinta")), ("declared", N_("No se midió")))
COUNTERPARTS: Final = (
    ("commune", N_("Otra comuna")),
    ("state_mill", N_("Molino o planta del Estado")),
    ("private_mill", N_("Molino o planta privada")),
    ("supplier", N_("Proveedor")),
    ("buyer", N_("Comprador: un mercado, una red de abasto")),
    ("institution", N_("Escuela, comedor, ambulatorio u otra institución")),
    ("other", N_("Otra")),
)
MEASURES: Final = (("kg", N_("En kilos")), ("L", N_("En litros")), ("count", N_("Por unidad, contando")))
LOCAL_MEASURES: Final = (("tobo", N_("Tobo")), ("saco", N_("Saco")), ("quintal", N_("Quintal")))
CURRENCIES: Final = (("VES", N_("Bolívar")), ("USD", N_("Dólar")), ("COP", N_("Peso colombiano")))
INDICATORS: Final = (
    ("kg_per_ha", N_("Kilos por hectárea")),
    ("kg_per_m3", N_("Kilos de peces por metro cúbico")),
    ("fcr", N_("Kilos de alimento por kilo de pez")),
    ("survival", N_("Sobrevivencia, de cada 100 peces")),
    ("grams_per_day", N_("Gramos que crece un pez por día")),
)
