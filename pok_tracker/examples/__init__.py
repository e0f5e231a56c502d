"""Fictional rows for `make demo`, each with a mark; nothing of `make run` comes here."""
