"""The JSON API of actions and themes: read-only, the same rows in the same order as the pages.

The docstrings of the serializers are Dutch: the OpenAPI document shows them to readers.
"""

import datetime
from collections.abc import Sequence

from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from actions.dossier import CitationRow, read_citations, read_doubts
from actions.filters import ORIGINS, SORTS, TERMS, ActionFilter
from actions.models import Action, Milestone, Status, StatusUpdate, WaitingFor
from actions.models.milestone import attach_milestones
from actions.overview import read_overview
from motions.kamerstuk import read_citation
from pok_tracker.lib.peildatum_parameter import PEILDATUM_PARAMETER
from pok_tracker.lib.problems import documented_answers, valid_rows
from pok_tracker.lib.viewpoint import moment_of_filters, viewpoint_of

FILTER_PARAMETERS = [
    OpenApiParameter(
        "q",
        str,
        description="Zoekwoorden, of een vindplaats zoals '35 510, nr. 13'. Hoogstens 200 tekens.",
    ),
    OpenApiParameter(
        "thema",
        str,
        many=True,
        description=(
            "De slug van een thema of subthema. Een thema bevat zijn subthema's. Meer keer "
            "invullen betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "status",
        str,
        many=True,
        enum=Status.values,
        description="Hoever de acties zijn. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "ministerie",
        str,
        many=True,
        description="De afkorting van een ministerie, zoals BZK. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "motie",
        str,
        many=True,
        description="Dossier en nummer van een motie: 35510-13. Meer keer invullen betekent 'of'.",
    ),
    OpenApiParameter(
        "indiener",
        str,
        many=True,
        description=(
            "De slug van een Kamerlid dat de motie bij de actie ondertekende. Meer keer invullen "
            "betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "fractie",
        str,
        many=True,
        description=(
            "De slug van de fractie van een indiener op de dag van de motie. Meer keer invullen "
            "betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "herkomst",
        str,
        many=True,
        enum=[value for value, _ in ORIGINS],
        description="Vroeg een motie om de actie, of kondigde het kabinet haar zelf aan?",
    ),
    OpenApiParameter(
        "termijn",
        str,
        many=True,
        enum=[value for value, _ in TERMS],
        description=(
            "De actie heeft een termijn die verstreken is zonder uitkomst, binnenkort (binnen 60 "
            "dagen) of later afloopt (open), of heeft er geen. Meer keer invullen betekent 'of'."
        ),
    ),
    OpenApiParameter(
        "gewijzigdSinds",
        datetime.date,
        description="De stand van zaken is op deze dag of later gepubliceerd.",
    ),
    OpenApiParameter(
        "sort",
        str,
        enum=[name for name, _ in SORTS],
        description=(
            "De volgorde. Een - ervoor keert om. Zonder keuze: op nummer, en bij zoeken de beste "
            "treffer eerst."
        ),
    ),
    PEILDATUM_PARAMETER,
]


@extend_schema_serializer(component_name="ThemaNaam")
class ThemeNameSerializer(serializers.Serializer):
    """Een thema of subthema."""

    slug = serializers.CharField(help_text="De naam in adressen, voor het filter 'thema'.")
    naam = serializers.CharField(source="name", help_text="De kop zoals in de tabel.")


@extend_schema_serializer(component_name="MotieBijActie")
class MotionOfActionSerializer(serializers.Serializer):
    """Een motie zoals de tabel die bij een actie noemt."""

    dossier = serializers.CharField(source="motion.dossier", help_text="Het dossier: 35510.")
    nummer = serializers.IntegerField(
        source="motion.number", help_text="Het nummer binnen het dossier."
    )
    deel = serializers.IntegerField(
        source="part",
        allow_null=True,
        help_text="Het deel van de motie dat deze actie uitvoert. Null: de hele motie.",
    )
    aanduiding = serializers.CharField(source="label", help_text="De aanduiding zoals gedrukt.")
    indieners = serializers.ListField(
        source="named",
        child=serializers.CharField(),
        help_text="De namen in die aanduiding. De motie zelf heeft alle bekende ondertekenaars.",
    )
    cs = serializers.BooleanField(
        source="and_others", help_text="Of de aanduiding 'c.s.' drukt: er zijn meer indieners."
    )
    url = serializers.HyperlinkedRelatedField(
        source="motion",
        view_name="motions:detail",
        lookup_field="code",
        read_only=True,
        help_text="De pagina van deze motie.",
    )


@extend_schema_serializer(component_name="StandVanZaken")
class UpdateSerializer(serializers.Serializer):
    """Wat de bron zegt."""

    tekst = serializers.CharField(
        source="text",
        help_text="De tekst, letterlijk. Een alinea of punt begint na een regeleinde.",
    )
    peildatum = serializers.DateField(source="as_of", help_text="De dag waarop deze tekst geldt.")
    rapportage = serializers.CharField(
        source="report.slug",
        allow_null=True,
        help_text="De rapportage waarin de tekst staat. Null bij een tussentijdse stand.",
    )
    gedeeldMet = serializers.SerializerMethodField(
        "shared_with", help_text="Nummers van acties die in de tabel dezelfde cel delen."
    )
    voetnoten = serializers.SerializerMethodField(
        "footnotes", help_text="De teksten van de voetnoten, in die volgorde."
    )

    def shared_with(self, update: StatusUpdate) -> list[int]:
        """The published actions that share the cell, by number."""
        return [n for n in update.shared_with if n in self.context["public_numbers"]]

    def footnotes(self, update: StatusUpdate) -> list[str]:
        """The texts, without marker and place."""
        return [footnote["text"] for footnote in update.footnotes]


@extend_schema_serializer(component_name="Kamerstuk")
class CitationSerializer(serializers.Serializer):
    """Een kamerstuk dat in de tekst of een voetnoot staat."""

    dossier = serializers.CharField(help_text="Het dossier, zonder spatie: 34352.")
    nummer = serializers.IntegerField(help_text="Het nummer binnen het dossier.")
    citaat = serializers.CharField(help_text="De vindplaats zoals gedrukt.")
    url = serializers.URLField(
        allow_null=True,
        help_text="De officiële publicatie. Null als de vindplaats niet kan kloppen.",
    )
    twijfelachtig = serializers.BooleanField(
        help_text="Of de vindplaats zoals gedrukt niet kan kloppen."
    )


@extend_schema_serializer(component_name="Termijn")
class MilestoneSerializer(serializers.Serializer):
    """Een belofte of feit met een datum: de woorden, en onze lezing daarvan."""

    citaat = serializers.CharField(
        source="quote", help_text="De woorden uit de stand van zaken, letterlijk."
    )
    soort = serializers.ChoiceField(
        source="kind",
        choices=Milestone.Kind.choices,
        help_text="Gezien vanaf de peildatum: nog te doen, gebeurd, of begonnen en nog bezig.",
    )
    van = serializers.DateField(
        source="first_day", help_text="Onze lezing: de eerste dag die de woorden bedoelen."
    )
    tot = serializers.DateField(
        source="last_day", help_text="Onze lezing: de laatste dag die de woorden bedoelen."
    )
    precisie = serializers.ChoiceField(
        source="precision",
        choices=Milestone.Precision.choices,
        help_text="Hoe precies de woorden zijn: 'najaar 2021' is een seizoen.",
    )
    stand = serializers.SerializerMethodField(
        "standing",
        help_text=(
            "Hoe een geplande termijn er vandaag, of op de gevraagde peildatum, voor staat: open, "
            "binnenkort (binnen 60 dagen), verstreken (de laatste dag is voorbij en er is geen "
            "uitkomst bekend), gehaald of verschoven. Null bij een feit."
        ),
    )

    @extend_schema_field(
        serializers.ChoiceField(choices=Milestone.Standing.choices, allow_null=True)
    )
    def standing(self, milestone: Milestone) -> str | None:
        """Where a promise stands, as `with_standing` counted it; None for a fact."""
        return milestone.stand


@extend_schema_serializer(component_name="Actie")
class ActionSerializer(serializers.Serializer):
    """Een actie met haar laatste gepubliceerde stand van zaken."""

    nummer = serializers.IntegerField(source="number", help_text="Het nummer in de tabel.")
    omschrijving = serializers.CharField(
        source="description",
        help_text=(
            "De kolom Omschrijving, letterlijk, zonder de aanduiding van moties. Een alinea of "
            "punt begint na een regeleinde."
        ),
    )
    thema = ThemeNameSerializer(source="theme.main", help_text="Het thema in de tabel.")
    subthema = serializers.SerializerMethodField(
        "subtheme", help_text="Het subthema. Null als het thema er geen heeft."
    )
    uitvoeringsstatus = serializers.ChoiceField(
        source="current.status",
        choices=Status.choices,
        help_text="Onze lezing: hoever de actie is, alleen op grond van de tekst.",
    )
    uitvoeringsstatusCitaat = serializers.CharField(
        source="current.status_quote", help_text="De woorden waarop die lezing rust, letterlijk."
    )
    wachtOp = serializers.SerializerMethodField(
        "waiting_for", help_text="Op wiens besluit de actie wacht. Null bij elke andere status."
    )
    ministeries = serializers.SerializerMethodField(
        "ministries",
        help_text="Onze lezing: de afkortingen van wie de actie uitvoert, de leiding eerst.",
    )
    moties = MotionOfActionSerializer(
        many=True, source="motion_links", help_text="De moties die de actie uitvoert."
    )
    standVanZaken = UpdateSerializer(
        source="current", help_text="De laatste gepubliceerde stand van zaken."
    )
    zieOok = serializers.SerializerMethodField(
        "see_also", help_text="Nummers van acties waar de tekst naar verwijst."
    )
    kamerstukken = serializers.SerializerMethodField(
        "citations",
        help_text="De kamerstukken in tekst en voetnoten, elk één keer.",
    )
    termijnen = MilestoneSerializer(
        many=True,
        source="current.milestones",
        help_text="De beloften en feiten met een datum, in de volgorde van de tekst.",
    )
    gewijzigdOp = serializers.DateTimeField(
        source="current.published_at",
        default_timezone=datetime.UTC,
        help_text="Het moment waarop de stand van zaken is gepubliceerd, in UTC.",
    )
    url = serializers.HyperlinkedIdentityField(
        view_name="actions:detail", lookup_field="number", help_text="De pagina van deze actie."
    )

    @extend_schema_field(ThemeNameSerializer(allow_null=True))
    def subtheme(self, action: Action) -> dict[str, str] | None:
        """The theme of the action when it lies in another, else None."""
        return ThemeNameSerializer(action.theme).data if action.theme.parent_id else None

    @extend_schema_field(serializers.ChoiceField(choices=WaitingFor.choices, allow_null=True))
    def waiting_for(self, action: Action) -> str | None:
        """Whose decision it waits for; None unless it does."""
        return action.current.waiting_for or None

    def ministries(self, action: Action) -> list[str]:
        """Codes, the leading ministry first."""
        return [link.ministry.code for link in action.ministry_links.all()]

    def see_also(self, action: Action) -> list[int]:
        """The published actions that the text refers to, by number."""
        return [n for n in action.current.see_also if n in self.context["public_numbers"]]

    @extend_schema_field(CitationSerializer(many=True))
    def citations(self, action: Action) -> list[dict[str, object]]:
        """The papers cited, each once; a doubtful one has no address."""
        return [_citation(row) for row in read_citations(action.current, self.context["doubts"])]


@extend_schema_serializer(component_name="Subthema")
class SubthemeSerializer(serializers.Serializer):
    """Een subthema met het aantal acties."""

    slug = serializers.CharField(
        source="theme.slug", help_text="De naam in adressen, voor het filter 'thema'."
    )
    naam = serializers.CharField(source="theme.name", help_text="De kop zoals in de tabel.")
    aantalActies = serializers.IntegerField(
        source="count", help_text="Het aantal acties, die van subthema's meegeteld."
    )


@extend_schema_serializer(component_name="Thema")
class ThemeSerializer(SubthemeSerializer):
    """Een thema met zijn subthema's en het aantal acties."""

    subthemas = SubthemeSerializer(
        many=True, source="subthemes", help_text="De subthema's, in de volgorde van de tabel."
    )
    url = serializers.HyperlinkedRelatedField(
        source="theme",
        view_name="actions:theme",
        lookup_field="slug",
        read_only=True,
        help_text="De pagina van dit thema.",
    )


class ActionList(ListAPIView):
    """All actions, filtered and sorted as the page `/acties/`; 8 queries."""

    serializer_class = ActionSerializer

    @extend_schema(
        operation_id="acties",
        tags=["Acties"],
        summary="De lijst van acties",
        description=(
            "Dezelfde filters en dezelfde volgorde als de pagina /acties/. Meer keer dezelfde "
            "parameter betekent 'of', verschillende parameters betekenen 'en'."
        ),
        parameters=FILTER_PARAMETERS,
        responses=documented_answers(
            ActionSerializer(many=True), "Een bladzijde met acties.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of actions; an invalid parameter gets 400, a page that is not there 404."""
        chosen = ActionFilter(request.query_params, at=moment_of_filters(request))
        rows = self.paginate_queryset(valid_rows(chosen))
        context = {**self.get_serializer_context(), **read_context(rows, at=chosen.at)}
        return self.get_paginated_response(ActionSerializer(rows, many=True, context=context).data)


class ActionDetail(GenericAPIView):
    """One action, by its number; 6 queries."""

    serializer_class = ActionSerializer

    @extend_schema(
        operation_id="actie",
        tags=["Acties"],
        summary="Eén actie",
        description="Een actie met haar laatste gepubliceerde stand van zaken.",
        parameters=[
            OpenApiParameter(
                "nummer", int, OpenApiParameter.PATH, description="Het nummer in de tabel."
            ),
            PEILDATUM_PARAMETER,
        ],
        responses=documented_answers(ActionSerializer, "De actie.", 400, 404),
    )
    def get(self, request: Request, nummer: int) -> Response:
        """The action; 404 when there is none, or nothing of it was published at that moment."""
        at = viewpoint_of(request).at
        # The same rows as a list: the neighbours that a page links to have no name here.
        action = get_object_or_404(Action.objects.for_list(at=at), number=nummer)
        context = {**self.get_serializer_context(), **read_context([action], at=at)}
        return Response(ActionSerializer(action, context=context).data)


class ThemeList(ListAPIView):
    """All themes with a published action, in the order of the table; 2 queries."""

    serializer_class = ThemeSerializer

    @extend_schema(
        operation_id="themas",
        tags=["Thema's"],
        summary="De lijst van thema's",
        description="De thema's met hun subthema's, en hoeveel acties elk heeft.",
        parameters=[PEILDATUM_PARAMETER],
        responses=documented_answers(
            ThemeSerializer(many=True), "Een bladzijde met thema's.", 400, 404
        ),
    )
    def get(self, request: Request) -> Response:
        """A page of themes; a page that is not there gets 404."""
        overview = read_overview(at=viewpoint_of(request).at)
        themes = self.paginate_queryset(overview.themes)
        return self.get_paginated_response(self.get_serializer(themes, many=True).data)


def read_context(actions: Sequence[Action], *, at: datetime.datetime) -> dict[str, object]:
    """Load in 3 queries what `for_list` does not: milestones, doubts and who may be named.

    Returns the context of ActionSerializer: `doubts`, why cited papers cannot be right, by code;
    `public_numbers`, the published actions among those that the texts refer to.
    """
    attach_milestones(actions, at=at)
    updates = [action.current for action in actions]
    named = {n for update in updates for n in (*update.see_also, *update.shared_with)}
    public = Action.objects.published(at=at).order_by().filter(number__in=named)
    return {
        "doubts": read_doubts(code for update in updates for code in update.cited),
        "public_numbers": frozenset(public.values_list("number", flat=True)),
    }


def _citation(row: CitationRow) -> dict[str, object]:
    paper = read_citation(row.printed)
    return {
        "dossier": paper.dossier,
        "nummer": paper.number,
        "citaat": row.printed,
        "url": row.url or None,
        "twijfelachtig": bool(row.doubt),
    }
