from __future__ import annotations

import pytest

from dashboard.nodes.card import NodeCard
from gateway.domain.message import Status
from gateway.store.base import NodeState


@pytest.mark.parametrize(
    ("channel", "complaint", "part", "is_silent"),
    [
        ("sonda", "nobody answers on the 1-Wire bus", "thermometer", True),
        ("sonda", "the scratchpad's CRC is wrong", "thermometer", False),
        ("sonda", "85.0 °C is what it says before the first conversion", "thermometer", False),
        ("sonda-45cm", "[Errno 5] EIO", "soil", True),
        ("pluviometro", "[Errno 5] EIO", "rain", True),
        ("outbox", "[Errno 28] ENOSPC", "memory", True),
        ("otra", "[Errno 5] EIO", "sensor", True),
        ("sonda-20cm", "map A would mean 300 % of water; the probe looks like map B", "map", True),
        ("aire", "it is a BMP280 sold as a BME280: it measures no humidity", "chip", True),
    ],
)
def test_a_fault_is_told_by_the_part_that_a_person_can_find(
    channel: str, complaint: str, part: str, is_silent: bool
) -> None:
    status = Status("online", faults={channel: complaint})

    [fault] = NodeCard(NodeState("pond-1", status, 0, 0, 0, 0), 0).faults

    assert (fault.part, fault.is_silent, fault.complaint) == (part, is_silent, complaint)


def test_a_node_that_says_nothing_of_faults_has_none() -> None:
    assert NodeCard(NodeState("pond-1", None, None, None, 0, 0), 0).faults == []
