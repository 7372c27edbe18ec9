"""What a form asks: each kind of question, with everything that is needed to draw and to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from dashboard.words.units import PLAIN, Unit

Columns = Literal["", "two", "four"]


class Range(NamedTuple):
    """Between which numbers an answer may lie."""

    least: Decimal
    most: Decimal


class Option(NamedTuple):
    """One answer that can be chosen.

    Attributes:
        value: What is sent.
        word: What is read.
        small: A few more words below it.
    """

    value: str
    word: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """What the rest of the form depends on; asked alone, then it stands on top."""

    sort: ClassVar = "pick"
    chosen: ClassVar = None
    is_list: ClassVar = False

    name: str
    ask: str
    options: Sequence[Option]
    missing: str
    hint: str = ""
    columns: Columns = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number with its unit.

    Attributes:
        unit: Stands beside it, and is read aloud with it.
        missing: What is said when nothing was written; empty where it may be left out.
        suggested: What stands in it before anybody types.
        may_be_unknown: Whether "no sé" is an answer, by a tick of its own.
        may_be_estimated: Whether it is asked if it was measured or guessed.
    """

    sort: ClassVar = "number"

    name: str
    ask: str
    within: Range
    unit: Unit = PLAIN
    hint: str = ""
    missing: str = ""
    suggested: str = ""
    whole: bool = False
    may_be_unknown: bool = False
    may_be_estimated: bool = False

    @property
    def unknown_name(self) -> str:
        """The tick that says "no sé"."""
        return f"{self.name}-no-se"

    @property
    def estimated_name(self) -> str:
        """The choice between measured and guessed."""
        return f"{self.name}-como"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a few answers.

    Attributes:
        missing: What is said when nothing was chosen; empty where it may be left out.
        chosen: What is chosen before anybody touches it.
        is_list: Whether it is drawn as a list that opens, for many answers.
    """

    sort: ClassVar = "choice"

    name: str
    ask: str
    options: Sequence[Option]
    hint: str = ""
    missing: str = ""
    columns: Columns = ""
    chosen: str | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Any number of a few answers, none included unless `missing` says so."""

    sort: ClassVar = "several"
    chosen: ClassVar = None
    is_list: ClassVar = False

    name: str
    ask: str
    options: Sequence[Option]
    hint: str = ""
    missing: str = ""
    columns: Columns = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A few words.

    Attributes:
        is_long: Whether it has several lines.
        known: What was written there before, offered while one types.
    """

    sort: ClassVar = "text"

    name: str
    ask: str
    hint: str = ""
    missing: str = ""
    longest: int = 80
    is_long: bool = False
    known: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happened, as people say it: now, today, yesterday, the day before, or a date.

    Attributes:
        not_before: The earliest possible moment [s UTC].
        too_early: What is said of an earlier one.
        is_precise: Whether the time of day counts; else a day is its noon.
        ever: The words of the answer that no day is known or that it was always so, chosen before
            anybody touches it; empty where a day must be told.
        is_ahead: Whether it may be still to come, as the day of a plan or the hour of a session.
    """

    sort: ClassVar = "moment"

    name: str
    ask: str
    not_before: int | None = None
    too_early: str = ""
    is_precise: bool = True
    ever: str = ""
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A sentence between the questions, such as where a limit comes from."""

    sort: ClassVar = "aside"

    sentence: str


class Step(NamedTuple):
    """One thing to do with the hands before anything is asked.

    Attributes:
        mark: An icon.
        detail: A few more words.
    """

    mark: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do before the questions, one after the other."""

    sort: ClassVar = "steps"

    steps: Sequence[Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What a probe gives now and in the last minutes, and whether its number may be taken.

    Attributes:
        figure: The newest, with its unit; empty where nothing is heard.
        word: Whether it has settled.
        detail: What to do about it.
        tone: How that is drawn.
        path: Its line through a box of 1000 by 1000, empty where there is none.
        low: What stands at the foot of the box.
        high: What stands at its head.
        span: How far back it reaches, in words.
    """

    sort: ClassVar = "live"

    figure: str
    word: str
    detail: str
    tone: Literal["fine", "caution", "none"]
    path: str = ""
    low: str = ""
    high: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a long form goes on, on another screen.

    What must be answered stands before it: a form that a telephone sends later has only what was seen.
    """

    sort: ClassVar = "turn"


Ask = Pick | Number | Choice | Several | Text | Moment | Aside | Steps | Live | Turn

Shown = Aside | Steps | Live | Turn
"""What asks nothing."""
