"""The five variables: what they mean, and what each says when it cannot be used."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pok_tracker.lib.environment import (
    read_boolean,
    read_contact_email,
    read_database,
    read_hosts,
    read_secret_key,
    read_site_url,
)

LONG_KEY = "$" + "geheim" * 9


@pytest.mark.parametrize("text", ["1", "true", "TRUE", "yes", "on", "ja", " true "])
def test_debug_is_on_with_every_word_for_yes(text: str) -> None:
    assert read_boolean({"DEBUG": text}, "DEBUG", default=False) is True


@pytest.mark.parametrize("text", ["0", "false", "False", "no", "off", "nee"])
def test_debug_is_off_with_every_word_for_no(text: str) -> None:
    assert read_boolean({"DEBUG": text}, "DEBUG", default=True) is False


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize("source", [{}, {"DEBUG": ""}])
def test_debug_that_is_not_set_is_what_the_settings_say(
    source: dict[str, str], default: bool
) -> None:
    assert read_boolean(source, "DEBUG", default=default) is default


def test_another_word_for_debug_is_refused() -> None:
    assert refusal(read_boolean, {"DEBUG": "Misschien"}, "DEBUG", default=False) == (
        "DEBUG is 'Misschien'. Gebruik true of false."
    )


def test_a_database_address_is_read_in_all_its_parts() -> None:
    source = {"DATABASE_URL": "postgresql://anna:ge%40heim@db.example:6543/pok?sslmode=require"}

    assert read_database(source) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "pok",
        "USER": "anna",
        "PASSWORD": "ge@heim",
        "HOST": "db.example",
        "PORT": 6543,
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_folder_is_read_as_the_host() -> None:
    database = read_database({"DATABASE_URL": "postgres://anna@%2Frun%2Fpostgresql/pok"})

    assert database is not None
    assert (database["HOST"], database["NAME"]) == ("/run/postgresql", "pok")


@pytest.mark.parametrize("source", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": "  "}])
def test_without_a_database_address_there_is_no_database(source: dict[str, str]) -> None:
    assert read_database(source) is None


@pytest.mark.parametrize(
    "address",
    [
        "pok",
        "sqlite:///pok.sqlite3",
        "mysql://anna@db.example/pok",
        "postgis://anna@db.example/pok",
        "postgres://db.example",
        "postgres://db.example/",
        "postgres://anna:geheim@db.example:poort/pok",
        "postgres://anna:geheim@db.example:99999/pok",
        "postgres://anna:geheim@[::1/pok",
        "postgres://anna:geheim@ db.example/pok",
    ],
)
def test_what_is_no_postgresql_address_is_refused_without_telling_the_password(
    address: str,
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_database({"DATABASE_URL": address})

    assert str(refused.value) == (
        "DATABASE_URL is geen adres van een PostgreSQL-database. "
        "Gebruik de vorm postgres://gebruiker:wachtwoord@host:5432/naam."
    )
    assert refused.value.__suppress_context__ is (refused.value.__context__ is not None)


def test_a_secret_key_is_taken_as_it_is_also_with_a_dollar_sign(tmp_path: Path) -> None:
    key = read_secret_key({"SECRET_KEY": LONG_KEY}, demo_file=tmp_path / "key", may_generate=True)

    assert key == LONG_KEY
    assert list(tmp_path.iterdir()) == []


def test_a_missing_secret_key_is_refused_outside_the_demo(tmp_path: Path) -> None:
    assert refusal(read_secret_key, {}, demo_file=tmp_path / "key", may_generate=False) == (
        "SECRET_KEY ontbreekt. Zet SECRET_KEY op een lange willekeurige tekst; "
        "zonder DATABASE_URL en met DEBUG maakt de demo er zelf een."
    )


@pytest.mark.parametrize("may_generate", [True, False])
def test_a_short_secret_key_is_refused_without_telling_it(
    tmp_path: Path, may_generate: bool
) -> None:
    message = refusal(
        read_secret_key,
        {"SECRET_KEY": "k" * 49},
        demo_file=tmp_path / "key",
        may_generate=may_generate,
    )

    assert message == (
        "SECRET_KEY is te kort (49 tekens). Gebruik een willekeurige tekst van minstens 50 tekens."
    )


def test_the_key_of_the_demo_is_made_once_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    demo_file = tmp_path / ".local" / "secret-key"

    first = read_secret_key({}, demo_file=demo_file, may_generate=True)
    second = read_secret_key({"SECRET_KEY": ""}, demo_file=demo_file, may_generate=True)

    assert first == second == demo_file.read_text()
    assert len(first) >= 50
    assert stat.S_IMODE(demo_file.stat().st_mode) == 0o600
    assert [path.name for path in demo_file.parent.iterdir()] == ["secret-key"]


def test_hosts_are_read_between_commas() -> None:
    source = {"ALLOWED_HOSTS": "pok.example.nl, .example.org,127.0.0.1,[::1]"}

    assert read_hosts(source, default=[]) == [
        "pok.example.nl",
        ".example.org",
        "127.0.0.1",
        "[::1]",
    ]


@pytest.mark.parametrize("source", [{}, {"ALLOWED_HOSTS": ""}])
def test_without_hosts_the_default_holds(source: dict[str, str]) -> None:
    assert read_hosts(source, default=["localhost"]) == ["localhost"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("*", "*"),
        ("*.example.nl", "*.example.nl"),
        ("https://pok.example.nl", "https://pok.example.nl"),
        ("pok.example.nl:8000", "pok.example.nl:8000"),
        ("pok.example.nl/beheer", "pok.example.nl/beheer"),
        ("pok.example.nl,", ""),
        ("pok.example.nl www.example.nl", "pok.example.nl www.example.nl"),
    ],
)
def test_what_is_no_host_name_is_refused_and_named(text: str, wrong: str) -> None:
    assert refusal(read_hosts, {"ALLOWED_HOSTS": text}, default=[]) == (
        f"ALLOWED_HOSTS bevat '{wrong}'. Noem hostnamen zonder https://, poort of *, "
        "gescheiden door komma's, bijvoorbeeld pok-tracker.example.nl."
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://pok.example.nl", "https://pok.example.nl"),
        ("https://pok.example.nl/", "https://pok.example.nl"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_address_of_the_site_is_read_without_its_last_slash(text: str, address: str) -> None:
    assert read_site_url({"SITE_URL": text}, default="") == address


@pytest.mark.parametrize("source", [{}, {"SITE_URL": ""}])
def test_without_an_address_the_default_holds(source: dict[str, str]) -> None:
    assert read_site_url(source, default="http://127.0.0.1:8000") == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "text",
    [
        "pok.example.nl",
        "ftp://pok.example.nl",
        "https://",
        "https://pok.example.nl/tracker",
        "https://pok.example.nl?taal=nl",
        "https://pok.example.nl#top",
        "https://anna@pok.example.nl",
        "https://pok.example.nl:poort",
        "https://pok example.nl",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(text: str) -> None:
    assert refusal(read_site_url, {"SITE_URL": text}, default="") == (
        f"SITE_URL is '{text}'. Gebruik het adres van de site zonder pad, "
        "bijvoorbeeld https://pok-tracker.example.nl."
    )


@pytest.mark.parametrize(
    ("text", "address"), [("", ""), (" redactie@pok.example.nl ", "redactie@pok.example.nl")]
)
def test_the_address_to_write_to_may_be_left_out(text: str, address: str) -> None:
    assert read_contact_email({"CONTACT_EMAIL": text}) == address


@pytest.mark.parametrize("text", ["redactie", "a@b", "a@b.nl, c@d.nl", "<a@b.nl>", "a@@b.nl"])
def test_what_is_no_address_to_write_to_is_refused(text: str) -> None:
    assert refusal(read_contact_email, {"CONTACT_EMAIL": text}) == (
        f"CONTACT_EMAIL is '{text}'. Gebruik één e-mailadres, "
        "bijvoorbeeld redactie@pok-tracker.example.nl."
    )


def refusal(read, *arguments: object, **options: object) -> str:
    """What reading says when it refuses."""
    with pytest.raises(ImproperlyConfigured) as refused:
        read(*arguments, **options)
    return str(refused.value)
