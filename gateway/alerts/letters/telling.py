"""What a letter is about, and how its parts become one message that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gateway.alerts.letters.gsm import SMS_SEPTETS, cut, septets
from gateway.alerts.letters.words import ROOMS, Words
from gateway.alerts.rules.silence import ALL
from gateway.domain.alerts import Alert, Kind, Level
from gateway.domain.outlook import CrossingSaid
from gateway.domain.places import Place

CALLS: Final = ("opened", "raised", "again", "repeated")
"""The letters that ask somebody to go, and to say so."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What a letter tells besides its alert; what nobody knows is left out of it.

    Attributes:
        newest: What was measured last, in the unit of the alert's value.
        newest_at: When that was [s UTC].
        crossing: Of a warning for the night: which limit, how likely, between when and when.
        minimum: The lowest oxygen that is expected [mg/L].
    """

    newest: float | None = None
    newest_at: int | None = None
    crossing: CrossingSaid | None = None
    minimum: float | None = None


NOTHING: Final = Detail()


@dataclass(frozen=True, slots=True)
class Telling:
    """One letter to be written.

    Attributes:
        what: `opened`, `raised`, `again`, `repeated`, `cleared` or `acknowledged`.
        place: The alert's; None for the station, or where the place is not registered any more.
        at: When what is told happened [s UTC].
        round: How many calls of this alert there were before.
        room: What the place's name may take of an SMS [septets].
    """

    what: str
    alert: Alert
    place: Place | None
    at: int
    round: int
    detail: Detail
    words: Words
    room: int = ROOMS[0]

    @property
    def is_call(self) -> bool:
        """Whether it asks somebody to go."""
        return self.what in CALLS

    @property
    def means(self) -> tuple[str, ...]:
        """What can be done about the water there."""
        return self.place.means if self.place else ()

    @property
    def where(self) -> str:
        """How the place is called; its short name where nobody has it registered any more.

        A node that stands nowhere is told by its own name, and what is about no place is the station's.
        """
        if self.place:
            return self.words.place(self.place, self.room)
        subject = self.alert.subject
        own = "" if self.alert.kind == Kind.CHANNEL or subject == ALL else subject.partition("/")[0]
        return cut(self.alert.place or own, ROOMS[0]) or self.words.told("La estación")

    @property
    def level(self) -> Level:
        """How bad it is now, as far as anybody can know; at its worst where it is only latched."""
        return self.alert.danger or self.alert.level

    @property
    def moment(self) -> int:
        """The moment that the letter tells [s UTC]."""
        alert = self.alert
        moments = {"opened": alert.opened, "cleared": alert.cleared, "acknowledged": alert.acknowledged,
                   "again": alert.again}  # fmt: skip
        return moments.get(self.what) or self.at

    @property
    def hour(self) -> str:
        """At what hour that was."""
        return self.words.hour(self.moment)

    @property
    def from_then(self) -> str:
        """From that hour on."""
        return self.words.since(self.moment, now=self.moment)

    @property
    def since(self) -> str:
        """Since when the trouble is."""
        return self.words.since(self.alert.opened, now=self.at)

    @property
    def call(self) -> str:
        """How the letter begins: how bad it is, and which call it is where it is not the first."""
        level = self.words.level(self.level)
        match self.what:
            case "again":
                return self.words.told("%(level)s otra vez", level=level)
            case "repeated":
                return self.words.told(
                    "%(level)s, aviso %(number)s", level=level, number=max(self.round, 1) + 1
                )
            case _:
                return level


@dataclass(frozen=True, slots=True)
class Saying:
    """What a letter says, in its parts.

    Attributes:
        state: What is so; never left out.
        step: What to do; never left out.
        more: What is left out where it does not fit, the last first.
    """

    state: str
    step: str = ""
    more: tuple[str, ...] = ()


def somebody_goes(telling: Telling, rest: str) -> Saying:
    """Return that somebody has said to go there; nobody is named."""
    text = telling.words.told(
        "%(place)s: alguien dijo %(hour)s que va", place=telling.where, hour=telling.hour
    )
    return Saying(text, rest)


def joined(saying: Saying, *, room: int) -> str:
    """Return the parts of a letter as one text; what does not fit is left out [septets]."""
    for kept in range(len(saying.more), -1, -1):
        parts = [saying.state, *saying.more[:kept], saying.step]
        text = " ".join(_ended(one) for one in parts if one)
        if septets(text) <= room:
            break
    return text


def room_of(what: str, words: Words) -> int:
    """Return what the sentences of a letter may take: one SMS with how to answer it [septets]."""
    return SMS_SEPTETS - septets(answer(what, words))


def answer(what: str, words: Words) -> str:
    """Return how to answer an SMS that calls somebody, as it stands after the rest."""
    reply = words.told("Responda SI si va")
    return f" {reply}." if what in CALLS else ""


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."
