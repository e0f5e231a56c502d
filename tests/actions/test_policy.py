"""Who may do what: one table, held beside the rules that screens ask and the verbs themselves."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from actions import policy, publishing
from actions.models import Action, StatusUpdate
from actions.policy import Verb
from actions.refusals import Refused
from tests.cast import CONTENT, EVENING, Cast, make_draft_of, published, submitted, withdrawn
from tests.factories import make_action, make_ministry

# A cell holds the stages at which it is allowed: c(oncept), b(eoordeling), g(epubliceerd) and
# i(ngetrokken); "zonder min." is an action without a ministry. The redacteur wrote the text, unless
# a row says who wrote it or changed it last; where the action has no ministry, the superuser did.
WHO_MAY = """
                           bewerken indienen terugsturen publiceren corrigeren intrekken verwijderen
redacteur                  c,b      c        -           -          g          -         c
collega                    c,b      c        -           -          g          -         c
eindredacteur              c,b      c        b           b          g          g         c
eindredacteur, schreef     c,b      c        -           -          g          g         c
eindredacteur, bewerkte    c,b      c        -           -          g          g         c
superuser                  c,b      c        b           b          g          g         c
superuser, schreef         c,b      c        -           -          g          g         c
superuser, bewerkte        c,b      c        -           -          g          g         c
Financiën                  -        -        -           -          -          -         -
auditor                    -        -        -           -          -          -         -
beheerder                  -        -        -           -          -          -         -
vertrokken                 -        -        -           -          -          -         -
anoniem                    -        -        -           -          -          -         -
redacteur, zonder min.     -        -        -           -          -          -         -
eindredacteur, zonder min. c,b      c        b           b          g          g         c
"""
MAY_DRAFT = """
redacteur                        ja
collega                          ja
eindredacteur                    ja
superuser                        ja
Financiën                        -
auditor                          -
beheerder                        -
vertrokken                       -
anoniem                          -
redacteur, zonder min.     -
eindredacteur, zonder min. ja
superuser, zonder min.     ja
"""
MAY_VIEW = """
redacteur     ja
collega       ja
eindredacteur ja
superuser     ja
Financiën     ja
auditor       ja
beheerder     -
vertrokken    -
anoniem       -
"""
STAGES = {"c": "concept", "b": "ter-beoordeling", "g": "gepubliceerd", "i": "ingetrokken"}
RULES: dict[Verb, Callable[..., bool]] = {
    Verb.EDIT: policy.may_edit,
    Verb.SUBMIT: policy.may_submit,
    Verb.RETURN: policy.may_review,
    Verb.PUBLISH: policy.may_publish,
    Verb.CORRECT: policy.may_correct,
    Verb.WITHDRAW: policy.may_withdraw,
    Verb.DISCARD: policy.may_discard,
}


def edit(update: StatusUpdate, by: User) -> None:
    publishing.edit(update, {"status": "afgerond"}, by=by, version=update.version, at=EVENING)


def submit(update: StatusUpdate, by: User) -> None:
    publishing.submit(update, by=by, at=EVENING)


def return_to_author(update: StatusUpdate, by: User) -> None:
    publishing.return_to_author(update, by=by, at=EVENING, remark="Noem de wet.")


def publish(update: StatusUpdate, by: User) -> None:
    published(update, by, at=EVENING)


def correct(update: StatusUpdate, by: User) -> None:
    publishing.correct(update, by=by, at=EVENING)


def discard(update: StatusUpdate, by: User) -> None:
    publishing.discard(update, by=by, version=update.version, at=EVENING)


DEEDS: dict[Verb, Callable[[StatusUpdate, User], object]] = {
    Verb.EDIT: edit,
    Verb.SUBMIT: submit,
    Verb.RETURN: return_to_author,
    Verb.PUBLISH: publish,
    Verb.CORRECT: correct,
    Verb.WITHDRAW: withdrawn,
    Verb.DISCARD: discard,
}


def read_who_may() -> list[tuple[str, str, set[str]]]:
    """Each row of the table at each stage: the name, the stage, and the verbs that are allowed."""
    verbs, *lines = WHO_MAY.strip("\n").splitlines()
    rows = [(line[:27].strip(), line[27:].split()) for line in lines]
    return [
        (
            name,
            stage,
            {verb for verb, cell in zip(verbs.split(), cells, strict=True) if letter in cell},
        )
        for name, cells in rows
        for letter, stage in STAGES.items()
    ]


def read_yes_or_no(table: str) -> list[tuple[str, bool]]:
    return [(line[:-2].strip(" -"), line.endswith("ja")) for line in table.strip().splitlines()]


def make_at(stage: str, action: Action, cast: Cast, row: str) -> StatusUpdate:
    """An update at that stage, written and changed by whom the row says."""
    name, _, history = row.partition(", ")
    person = cast.named(name)
    author = person if history == "schreef" else cast.writer
    publisher = cast.superuser if person == cast.reviewer else cast.reviewer
    if history == "zonder min.":
        author, publisher = cast.superuser, cast.reviewer
    update = make_draft_of(action, author)
    if history == "bewerkte":
        update = publishing.edit(update, {}, by=person, version=1, at=EVENING)
    if stage != "concept":
        update = submitted(update, author)
    if stage in ("gepubliceerd", "ingetrokken"):
        update = published(update, publisher)
    return withdrawn(update, publisher) if stage == "ingetrokken" else update


def is_done(deed: Callable[[StatusUpdate, User], object], update: StatusUpdate, by: User) -> bool:
    """Whether the verb is carried out; afterwards all is as it was."""
    done = True
    with transaction.atomic():
        try:
            deed(update, by)
        except Refused:
            done = False
        transaction.set_rollback(True)
    return done


@pytest.mark.parametrize(("row", "stage", "expected"), read_who_may())
def test_screens_show_and_verbs_do_what_the_table_says(
    cast: Cast, action: Action, orphan: Action, row: str, stage: str, expected: set[str]
) -> None:
    about = orphan if row.endswith("zonder min.") else action
    update = make_at(stage, about, cast, row)
    person = cast.named(row.partition(", ")[0])
    shown = {str(verb) for verb, rule in RULES.items() if rule(person, update)}
    done = {str(verb) for verb, deed in DEEDS.items() if is_done(deed, update, person)}
    assert (shown, done) == (expected, expected)


def test_the_table_has_every_person_every_verb_and_every_stage(cast: Cast) -> None:
    people = {row.partition(", ")[0] for row, _, _ in read_who_may()}
    assert people == set(cast.names())
    assert (
        set(WHO_MAY.strip("\n").splitlines()[0].split())
        == set(map(str, RULES))
        == set(map(str, DEEDS))
    )
    assert set(STAGES.values()) == set(StatusUpdate.State.values)
    assert set(RULES) == set(Verb) - {Verb.DRAFT}


@pytest.mark.parametrize(("row", "expected"), read_yes_or_no(MAY_DRAFT))
def test_who_may_begin_an_update(
    cast: Cast, action: Action, orphan: Action, row: str, expected: bool
) -> None:
    about = orphan if row.endswith("zonder min.") else action
    person = cast.named(row.partition(", ")[0])

    def begin(update: None, by: User) -> None:
        publishing.draft(about, by=by, at=EVENING, changes=CONTENT)

    assert (policy.may_draft(person, about), is_done(begin, None, person)) == (expected, expected)


@pytest.mark.parametrize(("row", "expected"), read_yes_or_no(MAY_VIEW))
def test_who_may_look_in_the_screens_of_the_staff(
    cast: Cast, action: Action, row: str, expected: bool
) -> None:
    draft = make_draft_of(action, cast.writer)
    person = cast.named(row)
    assert (policy.may_view(person, action), policy.may_view(person, draft)) == (expected, expected)


def test_an_editor_works_on_the_actions_of_the_own_ministries(
    cast: Cast, action: Action, orphan: Action
) -> None:
    shared = make_action(46)
    make_ministry("BZK", action=shared)
    make_ministry("FIN", action=shared)
    make_ministry("SZW", action=make_action(47))
    reach = {
        name: sorted(policy.editable_actions(cast.named(name)).values_list("number", flat=True))
        for name in cast.names()
    }
    assert reach == {
        "redacteur": [44, 46],
        "collega": [44, 46],
        "eindredacteur": [44, 45, 46],
        "Financiën": [46],
        "auditor": [],
        "beheerder": [],
        "superuser": [44, 45, 46, 47],
        "vertrokken": [],
        "anoniem": [],
    }


def test_an_inactive_superuser_may_nothing(cast: Cast, action: Action) -> None:
    draft = make_draft_of(action, cast.writer)
    cast.superuser.is_active = False
    allowed = [rule for rule in RULES.values() if rule(cast.superuser, draft)]
    assert (allowed, policy.may_view(cast.superuser, draft)) == ([], False)
    assert list(policy.editable_actions(cast.superuser)) == []
