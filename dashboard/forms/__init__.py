"""The one kind of form that the whole product has: declared once, read strictly, recorded once."""

from dashboard.forms.by_hand import Fault, Form, Range, Written, recorded, slug_of, told

__all__ = ["Fault", "Form", "Range", "Written", "recorded", "slug_of", "told"]
