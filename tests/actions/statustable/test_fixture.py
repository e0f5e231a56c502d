"""Tables as fixtures: names for addresses, facts with their source, drafts without a reading."""

from pathlib import Path

import pytest

from actions.statustable.files import read_edition_file, read_motion_facts_file
from actions.statustable.fixture import (
    FixtureObject,
    MotionFacts,
    edition_objects,
    motion_objects,
    slug,
    theme_objects,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"
SOURCE = FIXTURES / "source" / "stand-van-zaken-2021-06.txt"


def of_model(objects: list[FixtureObject], model: str) -> list[dict[str, object]]:
    return [item["fields"] for item in objects if item["model"] == model]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Van der Staaij", "van-der-staaij"),
        ("Informatiehuishouding: basis op orde", "informatiehuishouding-basis-op-orde"),
        ("Één thema", "een-thema"),
    ],
)
def test_a_name_in_an_address_is_lower_case_with_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_sub_themes_follow_their_theme() -> None:
    themes = of_model(list(theme_objects(read_edition_file(SOURCE).table)), "actions.theme")
    assert [(theme["slug"], theme["parent"]) for theme in themes][2:5] == [
        ("responsieve-dienstverlening", None),
        ("signalen", ["responsieve-dienstverlening"]),
        ("versterken-dienstverlening-van-overheid", ["responsieve-dienstverlening"]),
    ]


def test_facts_with_a_source_overrule_what_a_label_prints() -> None:
    facts = read_motion_facts_file(FIXTURES / "editorial" / "motions.json")
    objects = list(motion_objects(read_edition_file(SOURCE).table, facts))
    signed = [
        (item["motion"][1], item["member"][0])
        for item in of_model(objects, "motions.motionsubmitter")
    ]
    motions = {item["number"]: item for item in of_model(objects, "motions.motion")}
    assert [member for number, member in signed if number == 13] == [
        "omtzigt",
        "segers",
        "van-der-staaij",
    ]
    assert [member for number, member in signed if number == 15] == ["jetten"]
    assert (motions[13]["and_others"], motions[15]["and_others"]) == (False, True)


def test_without_facts_nothing_is_made_up_about_a_motion() -> None:
    objects = list(motion_objects(read_edition_file(SOURCE).table, MotionFacts()))
    motion = of_model(objects, "motions.motion")[0]
    assert (motion["number"], motion["title"], motion["proposed_on"], motion["result"]) == (
        7,
        "",
        None,
        "onbekend",
    )
    assert of_model(objects, "motions.membership") == []


def test_an_edition_that_nobody_read_consists_of_drafts_without_a_status() -> None:
    updates = of_model(list(edition_objects(read_edition_file(SOURCE))), "actions.statusupdate")
    assert {(item["state"], item["status"], "published_at" in item) for item in updates} == {
        ("concept", "", False)
    }
