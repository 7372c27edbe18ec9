"""Does what the station orders, and says what became of it."""

from binascii import crc32

from node import const, message, with_room
from node.orders import Orders

_BEGIN_AGAIN = const("restart")


class Obedience:
    """Hands each order to who can carry it out.

    The station tells each sort of order under its own topic, retained: the newest of a sort is told with
    every connection, and done once.
    """

    def __init__(self, board, session, handlers: dict, *, late=None, says=None) -> None:
        """Remember who does what.

        Args:
            board: Its memory keeps which orders were done, through restarts without a power cut.
            session: Where orders come from and answers go.
            handlers: By sort of order (the alarm output is the empty one): called with the order, they
                return what is to be said of it, or raise ValueError where it cannot be done.
            late: By sort: called with an order that came after its end; it overtakes the one before it.
            says: Called without an argument it returns what is said with every answer that no handler gave.
        """
        self._board = board
        self._session = session
        self._handlers = dict(handlers)
        self._handlers.setdefault(_BEGIN_AGAIN, self._begin_again)
        if session.updates is not None:
            self._handlers["update"] = session.updates.take
        self._late = late or {}
        self._says = says or dict
        self._orders = {}
        self._restarts = False

    def turn(self, now_ms: int) -> None:
        """Take the orders that came; do them first and answer afterwards.

        Raises:
            OSError: The connection is lost.
        """
        for sort, order, is_retained in self._session.take_orders():
            orders = self._orders.get(sort)
            if orders is None:
                orders = self._orders[sort] = Orders()
            orders.hear(order, now_ms, is_retained=is_retained)
            self._carry_out(sort, orders, now_ms)
        for sort, orders in self._orders.items():
            self._carry_out(sort, orders, now_ms)
        if self._restarts and self._session.is_said:
            self._board.begin_again()
        if self._session.updates is not None:
            self._session.updates.turn(now_ms)

    def _carry_out(self, sort: str, orders: Orders, now_ms: int) -> None:
        answer = orders.take(now_ms, self._session.station_utc_s())
        if answer is None:
            return
        name, state, order = answer
        fields = None
        if state == "expired":
            if sort in self._late:
                self._late[sort](order)
        elif order is not None:
            try:
                state, fields = self._do(sort, name, order)
            except MemoryError:
                orders.forget()  # it comes again with the next connection, and is done then
                raise
            if state == "refused":
                orders.refuse()
        self._session.answer(message.encode_result(name, state, self._says() if fields is None else fields))

    def _do(self, sort: str, name: str, order: dict) -> tuple[str, dict]:
        handler = self._handlers.get(sort)
        if handler is None:
            return "refused", dict(self._says(), reason="nobody here does that")
        try:
            if sort == _BEGIN_AGAIN and not self._is_new(name):
                return "done", self._says()
            return "done", with_room(handler, order)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - the border of one order, which comes again for ever
            return "refused", dict(self._says(), reason=str(error) or repr(error))

    def _is_new(self, name: str) -> bool:
        """Tell whether an order was not done before a restart, and remember that it is now."""
        digest = crc32(name.encode()) & 0x7FFFFFFF
        is_new = self._board.memory.get("began_again", 0) != digest
        self._board.memory.set(began_again=digest)
        return is_new

    def _begin_again(self, _: dict) -> dict:
        self._restarts = True
        return self._says()
