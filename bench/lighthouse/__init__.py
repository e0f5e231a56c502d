"""Lighthouse at the pages of the site as a real one runs: `make lighthouse`."""

import django

# The modules here import models, which only exist after this.
django.setup()
