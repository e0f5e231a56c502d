"""Every kind of public page, as addresses of the furnished site.

A new public address without its line here fails a test, so that no page escapes the browser.
"""

# Per view, one address; the differences page is long, so it has the short pair.
PAGE_TYPES = {
    "home": "/",
    "actions:list": "/acties/",
    "actions:detail": "/acties/53/",
    "actions:update": "/acties/53/stand/2021-06/",
    "actions:terms": "/termijnen/",
    "actions:themes": "/themas/",
    "actions:theme": "/themas/hersteloperatie/",
    "actions:reports": "/rapportages/",
    "actions:report": "/rapportages/2021-06/",
    "actions:edition_differences": "/rapportages/2021-06/verschillen/2022-01/",
    "actions:day_differences": "/verschillen/?van=2021-07-01&tot=2022-02-01",
    "actions:changes": "/wijzigingen/",
    "motions:list": "/moties/",
    "motions:detail": "/moties/35510-13/",
    "motions:mentioned": "/moties/genoemd/",
    "about": "/over/",
    "definitions": "/definities/",
    "actions:brief": "/acties/debatmap/?motie=35510-13",
    "accessibility": "/toegankelijkheid/",
    "api-reference": "/open-data/api/",
    "archive": "/archief/",
    "contact": "/contact/",
    "open-data": "/open-data/",
    "privacy": "/privacy/",
    "releases": "/releases/",
    "report-weakness": "/kwetsbaarheid-melden/",
    "sitemap": "/sitemap/",
}
NOTHING_FOUND = ["/acties/?q=xqzjw", "/moties/?q=xqzjw", "/zoek?q=xqzjw"]
REFUSED = [
    "/acties/?thema=onzin&gewijzigdSinds=ooit",
    "/moties/?fractie=onzin",
    "/termijnen/?stand=onzin",
    "/wijzigingen/?thema=onzin",
    "/verschillen/?van=ooit&tot=2022-02-01",
    "/acties/?peildatum=2999-01-01",
]
EARLIER_DAY = ["/?peildatum=2021-07-01", "/acties/53/?peildatum=2021-07-01"]
FOUND = ["/acties/?q=toeslag&status=in-uitvoering", "/moties/?fractie=denk"]
ERRORS = ["/bestaat-niet/", "/kst-35510-809", "/kst-99999-99999"]

VARIANTS = [*NOTHING_FOUND, *REFUSED, *EARLIER_DAY, *FOUND, *ERRORS]
EVERY_PAGE = [*PAGE_TYPES.values(), *VARIANTS]
