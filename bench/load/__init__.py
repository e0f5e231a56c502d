"""Asks a server questions for a second, and counts what came back."""
