"""Files at addresses that programs know: robots.txt and security.txt."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pok_tracker.lib.clock import now
from pok_tracker.lib.security_txt import security_txt

# A list with a question, and a page on an earlier day, show what stands elsewhere already, in
# more ways than any visitor could ask for; only the next pages of a list are new.
ROBOTS = """\
User-agent: *
Disallow: /beheer/
Disallow: /zoek
Disallow: /*?
Allow: /*?pagina=
Disallow: /*peildatum=

Sitemap: {site_url}/sitemap.xml
"""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What a visitor that is a program may fetch (RFC 9309)."""
    return _plain(ROBOTS.format(site_url=settings.SITE_URL))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness; not found while nobody takes reports."""
    contact = settings.SITE_OWNER.security_contact
    if not contact:
        raise Http404
    return _plain(security_txt(contact=contact, site_url=settings.SITE_URL, at=now()))


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
