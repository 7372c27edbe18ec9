"""TLS on a connection to the broker: a key for each node, or the broker's certificate."""

import gc
from binascii import unhexlify


def wrap(raw, broker: dict, name: str):
    """Return the connection under TLS; its first write or read does the handshake.

    With a key of 32 bytes (TLS-PSK, MicroPython 1.29 or newer) both sides prove that they know it, and no
    calendar is needed. With a certificate only the broker proves who it is, and the calendar must be right.

    Args:
        raw: A connected socket that does not block.
        broker: {security: psk, key: 64 hexadecimal digits} or {security: certificate, ca: a file in DER}.
        name: The node's name, its identity under PSK.

    Raises:
        OSError: There is no TLS here, no memory for it, or the file is no certificate.
    """
    gc.collect()
    try:
        import tls

        context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
        if broker["security"] == "psk":
            # The key proves more than a certificate does.
            context.verify_mode = tls.CERT_NONE  # pyright: ignore[reportAttributeAccessIssue]
            context.psk_identity = name  # pyright: ignore[reportAttributeAccessIssue]
            context.psk_key = unhexlify(broker["key"])  # pyright: ignore[reportAttributeAccessIssue]
            return context.wrap_socket(raw, do_handshake_on_connect=False)
        with open(broker["ca"], "rb") as file:
            context.load_verify_locations(file.read())
        context.verify_mode = tls.CERT_REQUIRED  # pyright: ignore[reportAttributeAccessIssue]
        return context.wrap_socket(raw, server_hostname=broker["host"], do_handshake_on_connect=False)
    except (ImportError, AttributeError):
        raise OSError("this MicroPython has no such TLS: 1.29 or newer is needed")
    except (MemoryError, ValueError) as error:
        raise OSError("TLS cannot begin: " + repr(error))
