"""The one kind of form that the whole product has: declared once, read strictly, recorded once."""

from dashboard.forms.by_hand import Written, slug_of
from dashboard.forms.recording import told

__all__ = ["Written", "slug_of", "told"]
