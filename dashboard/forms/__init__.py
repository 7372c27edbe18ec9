"""The one kind of form that the whole product has: declared once, read strictly, recorded once."""
