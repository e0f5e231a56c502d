"""The help beside the form of an update, drawn again while the text is typed."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.http import require_POST

from actions.models import Action, StatusUpdate
from actions.update_help import read_help
from pok_tracker.lib.clock import day_of, now

PANELS = "admin/actions/includes/update_help_panels.html"


class TypedText(forms.Form):
    """What is in the form of an update at this moment; it need not be complete."""

    update = forms.ModelChoiceField(
        StatusUpdate.objects.select_related("action"), required=False, empty_label=None
    )
    action = forms.ModelChoiceField(Action.objects.all(), required=False)
    text = forms.CharField(required=False, strip=False, max_length=100_000)
    as_of = forms.CharField(required=False)


@admin.site.admin_view
@require_POST
def help_while_typing(request: HttpRequest) -> HttpResponse:
    """The panels of the help for what is typed now; changes nothing. For who may read updates.

    POST, because a text can be too long for an address.
    """
    if not request.user.has_perm("actions.view_statusupdate"):
        raise PermissionDenied
    typed = TypedText(request.POST)
    if not typed.is_valid():
        return HttpResponseBadRequest("Dit kan niet worden gelezen.", content_type="text/plain")
    values = typed.cleaned_data
    update = values["update"] or StatusUpdate(action=values["action"])
    at = now()
    try:
        as_of = forms.DateField().clean(values["as_of"])
    except forms.ValidationError:
        as_of = day_of(at)
    text = values["text"].replace("\r\n", "\n")
    help_with_text = read_help(update, text=text, as_of=as_of, at=at)
    return render(request, PANELS, {"help": help_with_text})
