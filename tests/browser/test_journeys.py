"""Three readers with a question each, from the first page to the answer."""

from playwright.sync_api import Page, expect


def test_a_parent_finds_how_far_they_are_and_what_was_promised(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/")
    page.get_by_role("search").get_by_role("searchbox").fill("compensatie")
    page.get_by_role("search").get_by_role("button", name="Zoek").click()

    expect(page).to_have_title("Acties – POK-tracker")
    expect(page.get_by_role("status").first).to_contain_text("van 86 acties")
    page.get_by_role("table").get_by_role("rowheader").first.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Actie")
    expect(page.locator("main .status").first).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Termijnen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Termijnen")
    expect(page.get_by_role("status").first).to_contain_text("termijnen")


def test_a_journalist_finds_what_was_missed_and_takes_it_along(page: Page) -> None:
    page.goto("/termijnen/")
    page.get_by_role("checkbox", name="verstreken").check()
    page.get_by_role("button", name="Toon termijnen").click()

    expect(page.get_by_role("status").first).to_contain_text("termijnen")
    page.get_by_role("table").get_by_role("link", name="53", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Actie")
    page.goto("/acties/?termijn=verstreken")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()

    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert download.value.suggested_filename.endswith(".csv")
    assert len(lines) > 1


def test_an_assistant_follows_the_motions_of_the_party(page: Page) -> None:
    page.goto("/moties/")
    page.get_by_text("Fractie", exact=True).first.click()
    page.get_by_role("checkbox", name="DENK").check()
    page.get_by_role("button", name="Toon moties").click()

    expect(page.get_by_role("status").first).to_have_text("6 van 19 moties")
    with page.expect_download() as download:
        page.get_by_role("link", name="Agenda").first.click()
    assert download.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.goto("/moties/35510-31/")
    page.get_by_role("main").get_by_role("link", name="Actie 53").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Actie 53")
    expect(page.locator("main")).to_contain_text("op 3 januari 2022 van start gegaan")


def test_the_assistant_sees_what_changed_and_how_it_stood_before(page: Page) -> None:
    page.goto("/rapportages/2021-06/verschillen/2022-01/")
    expect(page.locator("main")).to_contain_text("van start gegaan")
    page.goto("/acties/53/")
    page.get_by_text("Bekijk een eerdere dag").click()
    page.get_by_label("De site zoals die was op").fill("2021-07-01")
    page.get_by_role("button", name="Toon deze dag").click()

    page.wait_for_url("**/acties/53/?peildatum=2021-07-01")
    expect(page.locator("main")).to_contain_text("Oplevering is gepland in juli 2021")
    expect(page.locator("main")).not_to_contain_text("van start gegaan")
