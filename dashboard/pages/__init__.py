"""One file a page, in a folder of what it is about."""

from dashboard.pages import more, small
from dashboard.pages.alarms import acknowledge, alarm, alarm_history, duty, waking
from dashboard.pages.enterprises import cycle, cycle_export, figures, production, registers, unit, units
from dashboard.pages.entries import (
    audit,
    book,
    book_export,
    closings,
    form,
    note,
    observing,
    photo,
    receipt,
    review,
    slip,
)
from dashboard.pages.members import device, enter, people, secret
from dashboard.pages.parliament import (
    assembly,
    corridor,
    corridor_inbox,
    mandates,
    papers,
    parliament_rules,
    session,
    session_closing,
    session_guide,
    sessions,
)
from dashboard.pages.pieces import style, style_forms
from dashboard.pages.places import aerator, cornfield, cornfields, home, night, pond
from dashboard.pages.station import channels, doctor, hour, measures, node, panel, set_aside, setup, tokens

ROUTERS = [
    one.router
    for one in (
        home,
        hour,
        night,
        pond,
        aerator,
        cornfield,
        cornfields,
        acknowledge,
        alarm,
        alarm_history,
        note,
        receipt,
        slip,
        observing,
        sessions,
        session_guide,
        session_closing,
        session,
        parliament_rules,
        mandates,
        review,
        panel,
        papers,
        photo,
        production,
        assembly,
        closings,
        book,
        book_export,
        units,
        unit,
        cycle_export,
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
        set_aside,
        registers,
        figures,
        people,
        audit,
        duty,
        waking,
        channels,
        measures,
        corridor,
        corridor_inbox,
        doctor,
        node,
    )
]
