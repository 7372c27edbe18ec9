"""A form, declared once: what it asks, what it records, and who may use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask
from dashboard.forms.taps import Tap
from dashboard.login.rights import Right
from dashboard.words.language import N_
from gateway.domain.entries import Body, Entry
from gateway.domain.errors import ConucoError
from gateway.journal.texts import SaltedText


class NothingToAskError(ConucoError):
    """A form has nothing to ask about yet.

    Attributes:
        sentence: What is missing, in the visitor's language.
        href: Where it is put right.
        word: What stands on the button that leads there.
    """

    def __init__(self, sentence: str, *, href: str, word: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.href = href
        self.word = word


@dataclass(frozen=True, slots=True)
class Said:
    """One entry that a form makes.

    Attributes:
        happened: When it happened [s UTC].
        texts: Free texts whose hashes the body carries.
    """

    kind: str
    body: Body
    happened: int
    texts: Sequence[SaltedText] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that a form changes: what it is before, and what it will be.

    Attributes:
        before: With its unit; empty where there was none.
        why: A few more words.
    """

    what: str
    before: str
    after: str
    why: str = ""


def _no_doubts(answers: Answers) -> Sequence[str]:  # noqa: ARG001 - most forms have none
    return ()


def _nothing_follows(answers: Answers) -> Sequence[str]:  # noqa: ARG001 - of most forms nothing does
    return ()


def _nothing_changes(answers: Answers) -> Sequence[Changed]:  # noqa: ARG001 - by most forms nothing does
    return ()


def _nothing_again(asking: Asking, entry: Entry) -> Mapping[str, str]:  # noqa: ARG001 - most forms have none
    return {}


def _no_taps(asking: Asking) -> Sequence[Tap]:  # noqa: ARG001 - most forms have none
    return ()


def _begins_empty(asking: Asking) -> Mapping[str, str]:  # noqa: ARG001 - most forms begin empty
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKind:
    """A form of the product.

    Attributes:
        slug: Stands in its address, /anotar/<slug>.
        title: Its heading; marked with N_.
        right: Who may use it; None for everybody, without PIN.
        asks: Its questions; raises NothingToAskError where there is nothing to ask about.
        says: The entries that the answers are, the first one first; asked only where there is no fault.
            It may still add faults to the answers; then nothing is recorded.
        doubts: What is asked back before it is recorded, in whole sentences.
        follows: What the answers come to, told back with them before they are recorded, in whole sentences.
        changes: The numbers that it changes, told before they are.
        begins: What to write into the form at first, such as what holds now of what was picked.
        again: What to write into the form so that it says the same as an entry.
        taps: What is recorded by one tap each, above the questions.
        plans: The kinds of entries that it may also plan; none where it only tells what was done.
        is_live: Whether its first screen asks nothing and shows what is now.
        repeats: Whether "the same as last time" is offered: for what is measured day by day.
        button: What stands on its button; marked with N_.
    """

    slug: str
    title: str
    icon: str
    right: Right | None
    asks: Callable[[Asking], Sequence[Ask]]
    says: Callable[[Answers], Sequence[Said]]
    doubts: Callable[[Answers], Sequence[str]] = _no_doubts
    follows: Callable[[Answers], Sequence[str]] = _nothing_follows
    changes: Callable[[Answers], Sequence[Changed]] = _nothing_changes
    begins: Callable[[Asking], Mapping[str, str]] = _begins_empty
    again: Callable[[Asking, Entry], Mapping[str, str]] = _nothing_again
    taps: Callable[[Asking], Sequence[Tap]] = _no_taps
    plans: Sequence[str] = ()
    is_live: bool = False
    repeats: bool = False
    button: str = N_("Guardar")
