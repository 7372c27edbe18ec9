"""What every form of a session knows: who asks, the parliament as it stands, and the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Option
from dashboard.forms.declared import Said
from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Session
from dashboard.production.registers import BookRegisters
from dashboard.telling.parliament import public_text
from dashboard.words.language import N_
from dashboard.words.parliament import ORGANS
from dashboard.words.written import Words
from gateway.domain.entries import Entry, Organ, Proposed, RulesSet
from gateway.journal.in_force import holds

SEPARATOR: Final = ":"
"""Between an organ and the short name of which one."""
OF_THE_COMMUNE: Final[Sequence[Organ]] = (
    "assembly", "executive", "planning", "economy", "control", "bank", "enterprises",
)  # fmt: skip
"""What there is only one of, in the order in which a form offers it."""


@dataclass(frozen=True)
class Sitting:
    """A session that somebody leads.

    Attributes:
        at: When it meets [s UTC]; of a session that is not convened yet the moment of the visit.
    """

    asking: Asking
    assembly: Assembly
    session: Session | None = None

    def gettext(self, sentence: str) -> str:
        """Return a sentence in the visitor's language."""
        return self.asking.gettext(sentence)

    @property
    def words(self) -> Words:
        """How the visitor reads numbers and times."""
        return self.asking.words

    @property
    def at(self) -> int:
        """When it meets [s UTC]; the moment of the visit where it is not convened yet."""
        return self.words.now if self.session is None else self.session.at

    @property
    def rules(self) -> RulesSet | None:
        """By which rules it meets, None where the commune has entered none."""
        return self.assembly.rules_at(self.at)

    @property
    def registers(self) -> BookRegisters:
        """What the book registers."""
        return self.asking.visit.station.production.registers()

    @property
    def happened(self) -> int:
        """When what is written down now happened [s UTC].

        While the day of the session lasts it is now; who types the paper later tells what was then.
        """
        now = self.words.now
        is_later = self.words.local(self.at).date() < self.words.local(now).date()
        return self.at if is_later else now


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """What one screen asks, and what it writes.

    Attributes:
        says: The entries that the answers are; it may still add faults to the answers.
        doubts: What is asked back before it is written, in whole sentences.
        follows: What the answers come to, told back with them.
        begins: What stands in the form before anybody types.
        more: How many lines it has now, 0 where it has none; one may ask for more.
        is_told_back: Whether it is always told back, also where no number was typed.
    """

    asks: Sequence[Ask]
    says: Callable[[Answers], Sequence[Said]]
    doubts: Callable[[Answers], Sequence[str]] = field(default=lambda _answers: ())
    follows: Callable[[Answers], Sequence[str]] = field(default=lambda _answers: ())
    begins: Mapping[str, str] = field(default_factory=dict)
    button: str = N_("Guardar")
    more: int = 0
    is_told_back: bool = False


def organ_options(sitting: Sitting) -> list[Option]:
    """Return every organ that may propose or answer for something: those of the commune, EPS, councils."""
    _, at, known = sitting.gettext, sitting.at, sitting.registers
    organs = [Option(one, _(ORGANS[one])) for one in OF_THE_COMMUNE]
    eps = [
        Option(f"enterprise{SEPARATOR}{one.slug}", f"{_(ORGANS['enterprise'])} {one.name}")
        for one in known.enterprises.values()
        if holds(one.since, one.until, at=at)
    ]
    councils = [
        Option(f"council{SEPARATOR}{one.council}", f"{_(ORGANS['council'])} {one.name}")
        for one in known.councils.values()
        if holds(one.since, one.until, at=at)
    ]
    return [*organs, *eps, *councils]


def organ_of(value: str) -> tuple[Organ, str | None]:
    """Return the organ of an option that was chosen, with which one where there are several."""
    organ, _separator, of = value.partition(SEPARATOR)
    return organ, of or None  # type: ignore[return-value]


def proposal_named(sitting: Sitting, proposal: Entry) -> str:
    """Return what a proposal is called: the first line of its text."""
    note = proposal.body.note if isinstance(proposal.body, Proposed) else None
    return next(iter(public_text(sitting.asking.visit, note)), "")
