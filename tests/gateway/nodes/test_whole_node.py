"""A node from an empty board to its first stored reading, at a real broker and gateway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from provisioned import PASSWORD, Provisioned, provisioned

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provisioned]:
    made = provisioned(tmp_path_factory.mktemp("station"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONUCO_BROKER_PASSWORD_FILE", str(made.folder / "broker.passwd"))
        made.add("pond-7", "--place", "estanque-1")
        with made.station:
            yield made


def test_a_node_is_added_flashed_and_heard(table: Provisioned) -> None:
    with table.board("pond-7") as board:
        said = table.run("flash", "pond-7", "--port", board.device, "--wait", "60")

    assert "Llegó su primera medición y quedó guardada." in said
    assert PASSWORD not in said
    assert str(table.settings_of("pond-7")["broker"]["key"]) not in said
    assert "pond-7 estanque-1 estanque" in table.run("list")
