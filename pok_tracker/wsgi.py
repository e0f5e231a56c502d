"""The entry point for a WSGI server: Django, with the memory of public pages in front of it."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from pok_tracker.lib.page_cache import PageCache
from pok_tracker.lib.publication import known_publication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pok_tracker.settings")

application = PageCache(
    get_wsgi_application(),
    # By its name: it reads the filters, and those exist only once the line above is done.
    parameters=import_string("pok_tracker.known_parameters.KNOWN_PARAMETERS"),
    left_alone=("/beheer/", "/healthz", settings.STATIC_URL),
    known_publication=known_publication,
    limit=settings.CACHE_PAGES_BYTES,
)

# What was loaded until now stays as long as the process. Without this the collector of cyclic
# garbage walks all of it again and again, which took a third of the time of a page of new rows.
gc.collect()
gc.freeze()
# What is kept of a publication and its pages is walked only now and then as well: at every tenth
# time, as Python does by itself, that was a fourteenth of a search.
gc.set_threshold(gc.get_threshold()[0], 50, 10)
