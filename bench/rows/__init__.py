"""Actions by the hundred thousand, made of the real ones."""
