"""The same question to the site and to its peers."""

from bench.questions import Filtered, details, whole_lists

ASKED = Filtered(
    status=("afgerond", "doorlopend"), theme=("herstel",), since="2021-07-01", sort="-thema"
)


def test_the_site_is_asked_by_its_public_parameters() -> None:
    assert ASKED.here() == (
        "/acties/?thema=herstel&status=afgerond&status=doorlopend"
        "&gewijzigdSinds=2021-07-01&sort=-thema"
    )


def test_datasette_is_asked_the_same_with_three_facets() -> None:
    assert ASKED.datasette() == (
        "/bench/actions?theme__in=herstel&status__in=afgerond%2Cdoorlopend"
        "&changed__gte=2021-07-01&_sort_desc=theme"
        "&_facet=status&_facet=theme&_facet=origin&_size=25"
    )


def test_the_textbook_is_asked_the_same() -> None:
    assert ASKED.textbook() == (
        "/?theme=herstel&status=afgerond&status=doorlopend&since=2021-07-01&sort=-theme"
    )


def test_no_question_is_asked_twice() -> None:
    everything = [one.here() for one in whole_lists()]
    pages = details(2)

    assert len(set(everything)) == len(everything)
    assert len(set(pages)) == len(pages)
