"""One file a page."""

from dashboard.pages import (
    acknowledge,
    cycle,
    field,
    form,
    harvest,
    home,
    note,
    pond,
    receipt,
    register,
    small,
    sowing,
    units,
)

ROUTERS = [
    one.router
    for one in (
        home,
        pond,
        field,
        acknowledge,
        note,
        harvest,
        sowing,
        register,
        receipt,
        units,
        cycle,
        small,
        form,
    )
]
