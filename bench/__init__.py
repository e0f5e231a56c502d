"""Measures the site: beside its peers, and how it grows. README.md here says how to read it."""
