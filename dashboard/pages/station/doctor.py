"""How the station itself is: what is well, what is to be looked at, what is bad and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.login.rights import Right
from dashboard.visit.given import VisitHere
from dashboard.visit.guard import needs
from gateway.doctor.examining import Part, examined
from gateway.doctor.finding import How, worst
from gateway.doctor.gathering import gathered
from gateway.doctor.speech import saying

router = APIRouter(dependencies=[needs(Right.SEE_MEMBERS)])


@dataclass(frozen=True, slots=True)
class DoctorView:
    """What was found, part by part; within a part as the doctor has it."""

    parts: Sequence[Part]

    @property
    def worst(self) -> How:
        """How bad the worst of all is."""
        return worst([one for part in self.parts for one in part.findings])

    def count(self, how: How) -> int:
        """Return how many findings are so."""
        return sum(one.how == how for part in self.parts for one in part.findings)


@router.get("/estacion")
def show(visit: VisitHere) -> HTMLResponse:
    """Look at the station and show what was found."""
    facts = gathered(visit.station.config, nodes=visit.nodes, placements=visit.registered.placements)
    parts = examined(facts, saying(visit.language.code), now=visit.now)
    return visit.page("doctor.html", DoctorView([one for one in parts if one.findings]))
