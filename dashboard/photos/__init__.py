"""Photographs of papers: without what tells where they were taken, kept beside the book."""
