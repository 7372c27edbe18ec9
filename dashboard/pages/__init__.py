"""One file a page."""

from dashboard.pages import (
    acknowledge,
    cycle,
    device,
    enter,
    field,
    form,
    harvest,
    home,
    more,
    note,
    pond,
    receipt,
    register,
    small,
    sowing,
    style,
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
        enter,
        device,
        small,
        form,
        more,
        style,
    )
]
