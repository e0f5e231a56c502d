"""The admin of updates."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Field, ForeignKey, QuerySet
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from actions import policy, publishing
from actions.admin.bulk import WithBulkVerbs
from actions.admin.conflict import conflict_page, whole_number
from actions.admin.milestones import MilestoneInline, typed_milestones
from actions.admin.notice import notice_for
from actions.admin.own_filter import OwnUpdateFilter
from actions.admin.reach import actions_within_reach, may_edit
from actions.admin.update_form import (
    SHORT_BOX,
    AddressesField,
    EditedUpdateForm,
    FootnotesField,
    StatusUpdateForm,
)
from actions.models import StatusUpdate
from actions.policy import Verb
from actions.refusals import Conflict, Refused
from actions.update_content import EDITABLE_FIELDS
from pok_tracker.lib.clock import now

NOT_SAVED_YET = (
    "Dit is nog niet bewaard. Pas uw tekst aan; als u bewaart komt zij in plaats van de andere."
)


@admin.register(StatusUpdate)
class StatusUpdateAdmin(WithBulkVerbs):
    """Updates. What was published can be read here and is never changed."""

    form = StatusUpdateForm
    list_display = ["action_number", "slug", "state", "status", "as_of"]
    list_display_links = ["action_number", "slug"]
    list_filter = [OwnUpdateFilter, "state", "kind", "status", "report", "waiting_for"]
    search_fields = ["=action__number", "action__description", "slug", "text"]
    search_help_text = "Zoek op nummer of omschrijving van de actie, op adres of in de tekst."
    date_hierarchy = "as_of"
    ordering = ["-as_of", "action__number", "-id"]
    autocomplete_fields = ["action"]
    fixed_once_made = ["action"]
    readonly_fields = [
        "slug",
        "kind",
        "report",
        "corrects",
        "verbatim",
        "source_lines",
        "see_also",
        "cited",
        "state",
        "author",
        "last_editor",
        "version",
        "submitted_at",
        "reviewer",
        "published_at",
        "superseded_at",
        "withdrawn_at",
        "withdrawn_reason",
    ]
    inlines = [MilestoneInline]
    source_fields = [
        "action",
        "slug",
        "as_of",
        "text",
        "footnotes",
        "addresses",
        "shared_with",
        "report",
        "verbatim",
        "source_lines",
        "see_also",
        "cited",
    ]
    reading_fields = ["status", "status_quote", "waiting_for"]
    publication_fields = [
        "state",
        "kind",
        "corrects",
        "author",
        "last_editor",
        "version",
        "submitted_at",
        "reviewer",
        "published_at",
        "superseded_at",
        "withdrawn_at",
        "withdrawn_reason",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusUpdate]:
        return super().get_queryset(request).select_related("action")

    def get_fieldsets(
        self, request: HttpRequest, obj: StatusUpdate | None = None
    ) -> Sequence[tuple[str, dict[str, Any]]]:
        seen = ["seen_version"] if obj and may_edit(request, obj) else []
        return [
            ("Wat de bron zegt", {"fields": [*seen, *self.source_fields]}),
            ("Wat wij erin lezen", {"fields": self.reading_fields}),
            ("Publicatie", {"fields": self.publication_fields}),
        ]

    def get_form(
        self,
        request: HttpRequest,
        obj: StatusUpdate | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        if obj and may_edit(request, obj):
            kwargs["form"] = EditedUpdateForm
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "action":
            kwargs["queryset"] = actions_within_reach(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "addresses":
            return AddressesField(
                label=capfirst(db_field.verbose_name),
                help_text="Adressen die de bron bij deze tekst geeft, één per regel.",
                required=False,
            )
        if db_field.name == "footnotes":
            kwargs.update(form_class=FootnotesField, widget=SHORT_BOX)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: StatusUpdate | None = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (
            obj is None or (obj.state == StatusUpdate.State.DRAFT and may_edit(request, obj))
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; what publishing refuses comes back with the reason in it.

        Whoever typed on top of an older version gets both texts to choose from. That is looked at
        before the form is: its rows may name milestones that are there no longer.
        """
        if "_again" in request.POST:
            request.refusal = NOT_SAVED_YET
        try:
            current = self._changed_since(request, object_id)
            if current:
                return self._conflict(request, current)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Conflict as conflict:
            return self._conflict(request, conflict.current)
        except Refused as refused:
            request.refusal = str(refused)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _changed_since(self, request: HttpRequest, object_id: str | None) -> StatusUpdate | None:
        """The update, when it is not the one that the person has been typing in."""
        seen = whole_number(request.POST.get("seen_version", ""))
        if object_id is None or seen is None:
            return None
        current = self.get_object(request, unquote(object_id))
        # Whoever may not work on the action gets no answer from here, only a refusal.
        if current is None or not policy.has_right(request.user, Verb.EDIT, current.action):
            return None
        may_still = policy.is_at_stage_for(Verb.EDIT, current)
        return None if may_still and seen == current.version else current

    def _conflict(self, request: HttpRequest, current: StatusUpdate) -> HttpResponse:
        # The fields as they would be asked, also when they may no longer be.
        asked = modelform_factory(
            StatusUpdate,
            form=StatusUpdateForm,
            fields=EDITABLE_FIELDS,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return conflict_page(
            request, current=current, form=asked(instance=current), context=context
        )

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: StatusUpdate | None = None,
    ) -> HttpResponse:
        # A form that comes back with an error shows what was typed, and nobody publishes that.
        if obj and request.method == "GET":
            context.update(notice_for(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(
        self, request: HttpRequest, obj: StatusUpdate, form: forms.ModelForm, change: bool
    ) -> None:
        """Leave it to save_related: publishing writes an update together with its milestones."""

    def save_related(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formsets: Sequence[forms.BaseInlineFormSet],
        change: bool,
    ) -> None:
        """Hand what was typed to publishing: as a new draft, or as a change of this version.

        A form saved as it was is no change: nobody becomes its last editor by pressing a button.
        """
        if change and not any(part.has_changed() for part in (form, *formsets)):
            return
        changes = {name: form.cleaned_data[name] for name in EDITABLE_FIELDS}
        milestones = [row for formset in formsets for row in typed_milestones(formset)]
        if change:
            saved = publishing.edit(
                form.instance,
                changes,
                by=request.user,
                version=form.cleaned_data["seen_version"],
                at=now(),
                milestones=milestones,
            )
        else:
            saved = publishing.draft(
                form.cleaned_data["action"],
                by=request.user,
                at=now(),
                changes=changes,
                milestones=milestones,
            )
        # The log entry and the answer name the row as it was saved.
        form.instance.pk, form.instance.slug = saved.pk, saved.slug

    def construct_change_message(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, add: bool = False
    ) -> Any:
        # The rows of the formsets were written by publishing, so the formsets cannot tell.
        return super().construct_change_message(request, form, [], add)

    @admin.display(description="actie", ordering="action__number")
    def action_number(self, update: StatusUpdate) -> int:
        """The number of the action."""
        return update.action.number
