"""One file a page."""

from dashboard.pages import acknowledge, field, home, pond, small

ROUTERS = [one.router for one in (home, pond, field, acknowledge, small)]
