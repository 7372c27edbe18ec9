"""Every error of Conuco, drawn as one tree.

ConucoError
├── MessageError        a message that is not what the contract says
│   ├── TopicError      its topic breaks the rules: nothing moves
│   └── BodyError       its topic is right, its body cannot be read: the cursor moves
├── ClockRefusedError   a time of the station that cannot be
├── ConfigError         the configuration has faults; all of them are named at once
├── ImportRefusedError  a file that cannot be taken as a whole
├── BrokerFilesError    a file of Mosquitto that cannot be read or written, or a name that may not enter
├── UpdateError         a version of the nodes' program that cannot be made, signed or offered
├── ProvisionError      a node could not be prepared or read by cable
│   └── PortError       nothing answers at a serial port as it should
├── EntryError          something that a person recorded breaks a rule of the journal
├── OrderRefusedError   an order that the gateway could not carry out
├── StoreError          the store cannot do what was asked
│   ├── DiskError       the disk is full, read-only or broken: nothing may be acknowledged
│   │   └── DamagedError  a database file is no database any more, or not a whole one
│   ├── BusyError       somebody else holds the writer's lock
│   └── MirrorError     the copy in InfluxDB cannot be written or read
│       ├── MirrorAwayError     it does not answer: trying again may help
│       └── MirrorRefusedError  it refuses until a person has done what the sentence says
├── ChannelError        a letter did not go, or a way to a person does not work
│   ├── PassingError    trying again may help
│   └── PermanentError  trying again cannot help until a person has done what the sentence says
├── PaperError          a paper would say more than is known, or what nobody outside may know
├── PrintError          a paper could not be set in type; the browser can print its page instead
└── DemoError           the demo cannot start; the sentence says what to do
"""

from __future__ import annotations


class ConucoError(Exception):
    """The root of all our errors; its text can be shown to a person."""


class MessageError(ConucoError):
    """A message that is not what the contract says."""


class TopicError(MessageError):
    """The topic breaks the rules, so nothing is known about its place and nothing moves."""


class BodyError(MessageError):
    """The topic is well-formed but the body cannot be read, so it goes to the dead letters whole."""


class ConfigError(ConucoError):
    """The configuration has faults.

    Attributes:
        faults: One sentence a fault: what, where, what to do.
    """

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class ClockRefusedError(ConucoError):
    """A time of the station that cannot be."""


class ImportRefusedError(ConucoError):
    """A file that cannot be taken as a whole."""


class BrokerFilesError(ConucoError):
    """A file of Mosquitto that cannot be read or written, or a name that may not enter there."""


class UpdateError(ConucoError):
    """A version of the nodes' program that cannot be made, signed or offered."""


class ProvisionError(ConucoError):
    """A node could not be prepared or read by cable; the sentence says what to do next."""


class PortError(ProvisionError):
    """Nothing answers at a serial port as it should."""


class OrderRefusedError(ConucoError):
    """An order that the gateway could not carry out."""


class EntryError(ConucoError):
    """Something that a person recorded breaks a rule of the journal.

    Attributes:
        sentence: What is wrong and what to do, in Spanish, with the places of its values:
            a page that speaks another language translates it and puts the values in again.
        values: What stands in those places.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values


class StoreError(ConucoError):
    """The store cannot do what was asked."""


class DiskError(StoreError):
    """The disk is full, read-only or broken: nothing may be acknowledged."""


class DamagedError(DiskError):
    """A database file is no database any more, or not a whole one."""


class BusyError(StoreError):
    """Somebody else holds the writer's lock."""


class MirrorError(StoreError):
    """The copy in InfluxDB cannot be written or read; the station itself has everything."""


class MirrorAwayError(MirrorError):
    """It does not answer, or cannot just now: trying again may help."""


class MirrorRefusedError(MirrorError):
    """It refuses until a person has done what the sentence says."""


class ChannelError(ConucoError):
    """A letter did not go, or a way to a person does not work; never holds a secret address."""


class PassingError(ChannelError):
    """Trying again may help."""


class PermanentError(ChannelError):
    """Trying again cannot help until a person has done what the sentence says."""


class DemoError(ConucoError):
    """The demo cannot start; the sentence says what to do."""


class PaperError(ConucoError):
    """A paper would say more than is known, or what nobody outside may know."""


class PrintError(ConucoError):
    """A paper could not be set in type; the browser can print its page instead."""
