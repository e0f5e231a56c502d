"""The files by which others find, judge and reuse the code."""

import re

import pytest
import yaml

from tests.source_tree import PROJECT

# The keys that the core schema of publiccode.yml asks for.
MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "softwareType", "platforms", "developmentStatus",
    "categories", "description", "legal", "maintenance", "localisation",
}  # fmt: skip
CRITERIA = 16


def read(name: str) -> str:
    """The text of a file of the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


@pytest.fixture
def publiccode() -> dict:
    return yaml.safe_load(read("publiccode.yml"))


def test_publiccode_has_every_key_that_the_schema_asks(publiccode: dict) -> None:
    assert MANDATORY - publiccode.keys() == set()
    assert (publiccode["softwareType"], publiccode["platforms"]) == ("standalone/web", ["web"])
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["localisation"] == {
        "localisationReady": False,
        "availableLanguages": ["nl"],
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_the_site_within_the_lengths_of_the_schema(
    publiccode: dict, language: str
) -> None:
    told = publiccode["description"][language]

    assert len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert told["features"] != []


def test_publiccode_names_who_maintains_it_or_says_that_nobody_does(publiccode: dict) -> None:
    maintenance = publiccode["maintenance"]
    needed = {"internal": "contacts", "community": "contacts", "contract": "contractors"}

    assert maintenance["type"] == "none" or maintenance[needed[maintenance["type"]]] != []


def test_the_licence_is_the_whole_text_and_stands_where_people_and_tools_look() -> None:
    assert read("LICENSE") == read("LICENSES/EUPL-1.2.txt")
    assert read("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")


def test_the_standard_for_public_code_is_answered_in_full() -> None:
    rows = re.findall(
        r"^\| [^|]+ \| (yes|partly|no) \| (.+) \|$", read("docs/standard-for-public-code.md"), re.M
    )

    assert len(rows) == CRITERIA


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "GOVERNANCE.md", "SECURITY.md", "CODE_OF_CONDUCT.md"]
)
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`([\w./-]+\.(?:md|yml|toml|py|html))`", read(name))
    known = {path.name for path in PROJECT.glob("*")}

    missing = [n for n in named if not (PROJECT / n).exists() and n not in known]
    # A name without its folder is one that the text before it placed.
    assert [n for n in missing if "/" in n] == []
