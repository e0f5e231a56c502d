"""A list of the same rows as the tutorials of django-tables2 and django-filter write it."""
