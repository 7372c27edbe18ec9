"""Charts drawn on the server: paths in a square of 1000 by 1000 that the page stretches.

Labels, limits and marks are text placed by percent over the drawing, so that they keep their
size on a telephone, a projector and paper.
"""
