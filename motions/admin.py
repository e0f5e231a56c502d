"""The admin of what parliament said: motions, documents, members and parties."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from motions.kamerstuk import read_citation
from motions.models import (
    Document,
    Member,
    Membership,
    Motion,
    MotionSubmitter,
    MotionTerm,
    Party,
)
from pok_tracker.lib.admin import EditorialAdmin, EditorialRows, RefusableForm


class KamerstukForm(RefusableForm):
    """A paper in a dossier; only what can be cited and linked is one."""

    def clean(self) -> dict[str, object]:
        """Return the values with the dossier as we store it; refuse what is no dossier."""
        cleaned = super().clean()
        dossier, number = cleaned.get("dossier"), cleaned.get("number")
        if dossier and number is not None:
            paper = read_citation(f"{dossier}-{number}")
            if paper:
                cleaned["dossier"] = paper.dossier
            else:
                self.add_error(
                    "dossier",
                    f"'{dossier}, nr. {number}' is geen kamerstuk. "
                    "Vul een dossier in zoals 35510 of 35925-VII, en een nummer vanaf 1.",
                )
        return cleaned


class MotionSubmitterInline(EditorialRows, admin.TabularInline):
    """The members under a motion."""

    model = MotionSubmitter
    fields = ["position", "member"]
    autocomplete_fields = ["member"]
    read_along = ["motion", "member"]


class MotionTermInline(EditorialRows, admin.TabularInline):
    """What the motion wants to be done by when."""

    model = MotionTerm
    fields = ["position", "words", "first_day", "last_day", "reading", "source"]
    read_along = ["motion"]


@admin.register(Motion)
class MotionAdmin(EditorialAdmin):
    """Motions, with who submitted them and which actions carry them out."""

    form = KamerstukForm
    list_display = ["code", "title", "submitter_names", "result", "proposed_on", "action_numbers"]
    list_filter = ["result", "dossier", ("submitters", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["=number", "dossier", "title", "request", "submitters__name"]
    date_hierarchy = "proposed_on"
    ordering = ["dossier", "number"]
    inlines = [MotionSubmitterInline, MotionTermInline]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["dossier", "number", "title", "proposed_on", "request"]}),
        ("Ondertekening en herkomst", {"fields": ["and_others", "source"]}),
        ("Uitslag", {"fields": ["result", "result_source"]}),
        ("Bij de Tweede Kamer", {"fields": ["case_number", "document_number"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Motion]:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("submissions__member", "action_links__action")
        )

    @admin.display(description="motie", ordering="number")
    def code(self, motion: Motion) -> str:
        """The motion as in addresses and filters."""
        return motion.code

    @admin.display(description="indieners")
    def submitter_names(self, motion: Motion) -> str:
        """The members under the motion, in the order of the signatures."""
        names = ", ".join(submission.member.name for submission in motion.submissions.all())
        return f"{names} c.s." if motion.and_others else names

    @admin.display(description="acties")
    def action_numbers(self, motion: Motion) -> str:
        """The actions that carry out the motion or a part of it."""
        numbers = sorted({link.action.number for link in motion.action_links.all()})
        return ", ".join(str(number) for number in numbers)


@admin.register(Document)
class DocumentAdmin(EditorialAdmin):
    """Papers that updates cite."""

    article = "het"
    form = KamerstukForm
    list_display = ["__str__", "title", "published_on", "is_doubtful"]
    list_filter = [("doubt", admin.EmptyFieldListFilter), "dossier"]
    search_fields = ["dossier", "=number", "title"]
    date_hierarchy = "published_on"
    ordering = ["dossier", "number"]
    fieldsets = [
        ("Wat de bron zegt", {"fields": ["dossier", "number", "title", "published_on"]}),
        ("Wat wij erin lezen", {"fields": ["doubt"]}),
    ]

    @admin.display(description="twijfel", boolean=True)
    def is_doubtful(self, document: Document) -> bool:
        """Whether this paper, as printed, cannot be right."""
        return document.doubt != ""


class MembershipInline(EditorialRows, admin.TabularInline):
    """The parties of a member over time."""

    model = Membership
    fields = ["party", "first_day", "last_day", "source"]
    autocomplete_fields = ["party"]
    read_along = ["member", "party"]


@admin.register(Member)
class MemberAdmin(EditorialAdmin):
    """Members of parliament, with their party over time."""

    article = "het"
    list_display = ["name", "slug", "party_names"]
    list_filter = ["memberships__party"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    fields = ["name", "slug"]
    fixed_once_made = ["slug"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        return super().get_queryset(request).prefetch_related("memberships__party")

    @admin.display(description="fracties")
    def party_names(self, member: Member) -> str:
        """The parties that a source confirms, oldest first, each once."""
        names = (membership.party.name for membership in member.memberships.all())
        return ", ".join(dict.fromkeys(names))


@admin.register(Party)
class PartyAdmin(EditorialAdmin):
    """Parliamentary parties."""

    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    fields = ["name", "slug"]
    fixed_once_made = ["slug"]
    prepopulated_fields = {"slug": ["name"]}
