"""The page of the open data, the reference of the API, the whole set and the catalogue."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pok_tracker.api_document import read_document, read_examples
from pok_tracker.api_reference import read_reference
from pok_tracker.lib.clock import now
from pok_tracker.lib.exports import FORMS, HEADERS
from pok_tracker.lib.viewpoint import viewpoint_of
from pok_tracker.open_data.catalog import write_catalog
from pok_tracker.open_data.whole_set import NAME, WHOLE_FORMS, read_whole_set

LISTS = (("acties", "Acties", "actions:list"), ("moties", "Moties", "motions:list"))


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to take, in which forms, and what one may do with it."""
    return render(
        request,
        "open_data/open_data.html",
        {
            "files": [
                (reverse("whole-set", args=[ending]), form.label, form.content_type)
                for ending, form in WHOLE_FORMS.items()
            ],
            "lists": [
                (
                    title,
                    reverse(page),
                    [(f"/{name}.{ending}", form.label) for ending, form in FORMS.items()],
                )
                for name, title, page in LISTS
            ],
        },
    )


@require_safe
def api_reference(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters, fields and an example."""
    examples = read_examples()
    addresses = {name: example["address"] for name, example in examples.items()}
    reference = read_reference(read_document(), addresses)
    texts = {
        name: json.dumps(example["answer"], ensure_ascii=False, indent=2)
        for name, example in examples.items()
    }
    return render(
        request,
        "open_data/api_reference.html",
        {
            "reference": reference,
            "operations": [(one, texts[one.name]) for one in reference.operations],
        },
    )


@require_safe
def whole_set(request: HttpRequest, ending: str) -> HttpResponse:
    """The whole set in one form; 304 when the reader has it already, 404 for no form."""
    form = WHOLE_FORMS.get(ending)
    if form is None:
        raise Http404(f"Deze vorm is er niet. Kies uit {', '.join(WHOLE_FORMS)}.")
    whole = read_whole_set(request, viewpoint_of(request), made_at=now())
    name = f"{NAME}-{whole.about.as_of.isoformat()}.{ending}"
    response = HttpResponse(
        content_type=form.content_type,
        headers={
            **HEADERS,
            "ETag": whole.fingerprint(ending),
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is response:
        response.content = form.write(whole)
    return answer


@require_safe
def catalog(request: HttpRequest) -> JsonResponse:
    """The catalogue, which tells of the site and not of a day."""
    return JsonResponse(
        write_catalog(),
        content_type="application/ld+json",
        headers={"Access-Control-Allow-Origin": "*"},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
