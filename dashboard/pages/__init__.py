"""One file a page."""

from dashboard.pages import (
    acknowledge,
    alarm,
    audit,
    cycle,
    device,
    enter,
    field,
    form,
    home,
    more,
    note,
    people,
    pond,
    receipt,
    secret,
    setup,
    small,
    style,
    style_forms,
    tokens,
    units,
)

ROUTERS = [
    one.router
    for one in (
        home,
        pond,
        field,
        acknowledge,
        alarm,
        note,
        receipt,
        units,
        cycle,
        enter,
        device,
        secret,
        small,
        form,
        more,
        style,
        style_forms,
        tokens,
        setup,
        people,
        audit,
    )
]
