from __future__ import annotations

from paho.mqtt.client import MQTTMessage

from gateway.ingest.broker import Broker


def test_a_topic_that_is_no_text_is_heard_with_its_bytes_as_numbers() -> None:
    broker = Broker("localhost", 1883, client_id="conuco-gateway-la-ceiba")

    broker._on_message(None, None, MQTTMessage(mid=1, topic=b"lamp/\xff\xfe"))  # type: ignore[arg-type]

    assert [one.topic for one in broker._heard] == ["lamp/\\xff\\xfe"]
