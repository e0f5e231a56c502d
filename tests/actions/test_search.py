"""Search in actions: what is found, what comes first, and what is marked."""

import datetime
from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from actions.filters import ActionFilter
from actions.search import answer
from actions.search_question import read_question
from motions.models import Motion
from pok_tracker.seeding import seed_empty_database
from tests.factories import link_motion, make_draft, make_motion, make_public_action, make_theme
from tests.reading_pages import read_page
from tests.shared_rows import rows_for_all

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2021, 7, 1, tzinfo=datetime.UTC)


def search(words: str) -> list[int]:
    query = QueryDict(mutable=True)
    query["q"] = words
    chosen = ActionFilter(query, at=AT)
    assert chosen.field_errors == []
    return [action.number for action in chosen.qs]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("toeslag", "De kinderopvangtoeslag is betaald."),
        ("KINDEROPVANGTOESLAG", "De kinderopvangtoeslag is betaald."),
        ("enquete", "De enquête is klaar."),
        ("enquête", "De enquete is klaar."),
        ("moties", "De motie is uitgevoerd."),
        ("motie", "De moties zijn uitgevoerd."),
        ("ministeries", "Elk ministerie doet mee."),
        ("gesprekken", "Er is een gesprek geweest."),
        ("financien", "De minister van Financiën"),
        ('"menselijke maat"', "Dat is de menselijke maat."),
        ("menselijke maat", "De maat is niet menselijke."),
        ("maat -regel", "Dat is de menselijke maat."),
        ('maat -"de wet"', "De maat van een wet"),
        ("ABD-/stelsel", "Het ABD-/stelsel."),
        ("100%", "Het is 100% klaar."),
        ("a_b", "Het bestand a_b."),
        ("zaI", "Dat zaI zo zijn."),
        ("11", "Op 11 januari."),
        ("34352-213", "Zie TK 34352-213."),
    ],
)
def test_a_question_finds_the_text(words: str, text: str):
    make_public_action(1, text, description="Iets anders", cited=["34352-213"])
    make_public_action(2, "Over de regel.", description="De vraag")

    assert search(words) == [1]


@pytest.mark.parametrize(
    "words",
    [
        '"maat menselijke"',
        "maat -menselijke",
        "-maat",
        "%aat",
        "m_at",
        "m%t",
        "nietbestaand",
        "35510-99",
    ],
)
def test_a_question_does_not_find_what_it_does_not_say(words: str):
    make_public_action(1, "Dat is de menselijke maat.", description="Iets anders")

    assert search(words) == []


@pytest.mark.parametrize("words", ["rechtsstaat", "hersteloperatie", "Omtzigt", "nr. 13 Motie"])
def test_a_question_also_looks_in_themes_and_labels(words: str):
    main = make_theme("Hersteloperatie")
    action = make_public_action(1, theme=make_theme("De rechtsstaat", parent=main))
    link_motion(action, make_motion(13))
    make_public_action(2)

    assert search(words) == [1]


def test_an_excluded_word_leaves_actions_whose_theme_has_no_parent():
    main = make_theme("Herstel")
    make_public_action(1, theme=main)
    make_public_action(2, theme=make_theme("Ouders", parent=main))
    make_public_action(3, theme=make_theme("Regels", parent=main))

    assert (search("-ouders"), search("-herstel")) == ([1, 3], [])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("toeslga", "De toeslag is betaald."),
        ("ouedrs", "De ouders zijn betaald."),
        ("kinderopvangtoeslg", "De kinderopvangtoeslag is betaald."),
        ("discriminasei", "Over discriminatie."),
        ("toeslagenouders", "De ouders krijgen toeslagen."),
        ("toeslagenschande", "De toeslagen zijn betaald."),
        ("kinder opvang toeslag", "De kinderopvangtoeslag is betaald."),
        ("brief", "De brieven zijn verstuurd."),
        ("strafzaken", "Een strafzaak."),
        ("opleiden", "De opleiding begint."),
        ("wat is er met mijn toeslag gebeurd", "De toeslag is betaald."),
        ("BZK", "Het ministerie van Binnenlandse Zaken."),
        ("binnenlandse zaken", "De minister van BZK schrijft."),
        ("college voor de rechten van de mens", "Het CvdRM oordeelt."),
        ("wet open overheid", "Na inwerkingtreding van de WOO."),
        ("AI", "Over artificiële intelligentie."),
        ("ex-partners", "Ook (ex-)partners."),
    ],
)
def test_other_forms_names_and_spellings_find_the_text(words: str, text: str):
    make_public_action(1, text, description="Iets anders")
    make_public_action(2, "Niets van dat al.", description="De vraag")

    assert search(words) == [1]


@pytest.mark.parametrize(("words", "text"), [("AI", "De mail."), ("BD", "Abdij"), ("LA", "Later")])
def test_an_abbreviation_is_no_part_of_a_word(words: str, text: str):
    make_public_action(1, text, description="Iets anders")

    assert search(words) == []


def test_only_when_no_action_says_all_words_those_come_that_say_most():
    make_public_action(1, "Over ouders en schulden.")
    make_public_action(2, "Over ouders.")
    make_public_action(3, "Over iets anders.")

    assert (search("ouders schulden"), search("ouders schulden wetten")) == ([1], [1, 2])


def test_a_word_that_is_said_is_not_replaced_by_one_that_is_near():
    make_public_action(1, "Over de kosten.")
    make_public_action(2, "Over de kasten.")

    assert (search("kasten"), search("kesten")) == ([2], [1, 2])


def test_no_word_of_a_text_that_is_not_public_is_searched_for_or_suggested():
    action = make_public_action(1, "Dit is openbaar.")
    make_draft(action, "Over staatsgeheimen.")
    make_public_action(2, "Over kroonjuwelen.", published_at=AT + datetime.timedelta(days=1))
    later = AT + datetime.timedelta(days=2)

    questions = [read_question(word, at=AT) for word in ("staatsgehiemen", "kroonjuwelne")]

    assert [(question.changed, question.suggestion) for question in questions] == [({}, "")] * 2
    assert read_question("kroonjuwelne", at=later).changed == {"kroonjuwelne": ("kroonjuwelen",)}


@pytest.mark.parametrize(
    ("words", "queries"),
    [
        ("35510-13", 0),
        ("ouders", 3),
        ("toeslagen ouders -regels", 3),
        ("nietbestaand ouders", 4),
        ("toeslagne oders ouders", 5),
    ],
)
def test_a_question_is_read_in_few_queries(
    words: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
):
    make_public_action(1, "Over toeslagen en ouders.")

    with django_assert_num_queries(queries):
        read_question(words, at=AT)


def test_an_answer_takes_two_more_queries_however_many_words_and_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for number in (1, 2, 3):
        make_public_action(number, "Over toeslagen en ouders.")
    question = read_question("toeslagen ouders", at=AT)

    # The stems of the words, and the texts.
    with django_assert_num_queries(2):
        found = answer(question)
        assert [found.index.numbers[row] for row in found.best_first(found.rows)] == [1, 2, 3]


def test_the_page_says_what_was_searched_for_instead(client: Client):
    make_public_action(1, "De toeslag is betaald.", description="Iets anders")

    page = read_page(client.get("/acties/?q=toeslga+wetten"))

    assert page.words("mark") == ["toeslag"]
    assert "In geen tekst staat het woord toeslga. Er is ook gezocht op toeslag .".replace(
        " .", "."
    ) in page.words("p")
    assert "Geen actie heeft al deze woorden; dit zijn de acties met de meeste." in page.words("p")


def test_an_empty_list_asks_what_was_meant_and_keeps_the_other_choices(client: Client):
    make_public_action(1, "De kinderopvangtoeslag is betaald.")

    response = client.get("/acties/?q=kindropvangtoslagn&status=in-uitvoering")

    link = "?q=kinderopvangtoeslag&amp;status=in-uitvoering"
    assert f'Bedoelde u <a href="{link}">kinderopvangtoeslag</a>?' in response.content.decode()


def test_neither_a_hit_nor_an_exclusion_looks_in_a_draft():
    action = make_public_action(1, "Dit is openbaar.")
    make_draft(action, "Dit is geheim.", cited=["34352-213"])

    assert (search("geheim"), search("-geheim"), search("34352-213")) == ([], [1], [])


@pytest.mark.parametrize(
    "printed",
    [
        "35 510, nr. 13",
        "35510, nr. 13",
        "35.510 nr 13",
        "35510-13",
        "kst-35510-13",
        "TK 35510-13",
        "Kamerstuk 35510-13",
        "Kamerstukken II 2020/21, 35 510, nr. 13",
        "(35510, nr. 13)",
        "https://zoek.officielebekendmakingen.nl/kst-35510-13.html",
        "  35510-13  ",
    ],
)
def test_every_printed_form_of_a_citation_finds_the_action_of_the_motion(printed: str):
    link_motion(make_public_action(1), make_motion(13))
    link_motion(make_public_action(2), make_motion(1))
    make_public_action(3, "Zie TK 35510-13.", cited=["35510-13"])

    assert search(printed) == [1, 3]


def test_the_best_match_comes_first():
    make_public_action(1, "De opvangkosten zijn hoog.", description="Regel de kosten")
    make_public_action(2, "Over de opvang.", description="Regel iets")
    make_public_action(3, "Niets.", description="Regel de opvang, en alleen de opvang")
    make_public_action(4, "Over de kosten van alles en nog wat.", description="Regel de opvang")

    assert search("opvang") == [3, 4, 2, 1]


def test_a_word_of_the_description_weighs_more_than_one_of_the_text():
    make_public_action(1, "De opvang, de opvang en de opvang.", description="Regel opvangkosten")
    make_public_action(2, "Niets.", description="Regel de opvang")

    assert search("opvang") == [2, 1]


def test_the_action_of_that_number_comes_before_texts_with_that_number():
    make_public_action(3, "Er zijn 18 moties, 18 acties en 18 wetten.", description="Tel tot 18")
    make_public_action(18)

    assert (search("18"), search("actie 18")) == ([18, 3], [3])


def test_what_matches_equally_well_comes_by_number():
    for number in (5, 2, 9):
        make_public_action(number, "Over de opvang.")

    assert search("opvang") == [2, 5, 9]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("moties", ("moties", "motie")),
        ('"de wet" -regel', ("de wet",)),
        ("35 510, nr. 13", ("35 510, nr. 13", "35510-13")),
        ("", ()),
    ],
)
def test_what_is_marked_is_what_was_asked(words: str, parts: tuple[str, ...]):
    assert read_question(words, at=AT).marks == parts


def test_hits_are_marked_on_the_page_whatever_their_accents(client: Client):
    make_public_action(1, "De enquête is <b>klaar</b>.", description="Houd een Enquête & meer")

    page = read_page(client.get("/acties/?q=enquete"))

    assert page.words("mark") == ["Enquête", "enquête"]
    assert "De enquête is <b>klaar</b>." in page.words("p")


def test_a_question_without_a_letter_is_refused(client: Client):
    make_public_action(1)

    response = client.get("/acties/?q=%25")

    assert response.status_code == 400
    assert "Typ minstens één woord of getal." in response.content.decode()


@pytest.fixture(scope="class")
def real_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The table of June 2021."""
    with rows_for_all(django_db_blocker):
        seed_empty_database()
        yield


@pytest.mark.usefixtures("real_table")
class TestRealTable:
    """Questions of people who know the table."""

    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("35 510, nr. 13", 44),
            ("35510-13", 44),
            ("44", 44),
            ("8", 8),
            ("staatscommissie rechtsstaat", 86),
            ("doorlichting wetten en regelingen", 44),
        ],
    )
    def test_the_first_answer_is_the_right_one(self, words: str, first: int):
        assert search(words)[0] == first

    def test_a_motion_in_two_parts_finds_both_its_actions(self):
        split = Motion.objects.get(dossier="35510", number=16)
        expected = sorted(link.action.number for link in split.action_links.all())

        assert (search("35510-16"), len(expected)) == (expected, 2)

    def test_a_part_of_a_word_finds_what_the_word_finds(self):
        parts, words = set(search("toeslag")), set(search("kinderopvangtoeslag"))

        assert (words - parts, len(parts) > len(words) > 0) == (set(), True)

    def test_with_and_without_a_word_is_everything(self):
        assert sorted(search("ouders") + search("-ouders")) == list(range(1, 87))
