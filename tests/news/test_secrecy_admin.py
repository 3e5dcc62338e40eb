"""What a person may not know of answers exactly like what does not exist, on every address of the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.accounts.models import User
from cms.news.models import NewsPage
from cms.units.models import Role
from cms.units.roles import ACCOUNTANT, ADMINISTRATOR
from tests.factories.news import Desk
from tests.factories.photos import PhotoFactory
from tests.factories.units import ContributorFactory, UserFactory, add_member, join_group, make_unit
from tests.news.attempts import browser_of

# ASCII: JSON and some attributes escape other letters, and would hide a leak.
SECRET = "Bi mat cua don vi A"
PERSON = "Hoang Thi Kin"
FREE = 987_654
TEXT_ARGUMENTS = {
    "content_type_app_name": "news",
    "content_type_model_name": "newspage",
    "app_label": "wagtailcore",
    "app_name": "portal",
    "model_name": "page",
    "action": "delete",
    "action_name": "approve",
    "act": "approve",
    "filter_spec": "max-165x165",
    "uidb64": "MQ",
    "token": "x",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}


def admin_addresses(patterns: list | None = None, prefix: str = "/") -> Iterator[str]:
    """Every address of the admin, as a template with its arguments."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        address = prefix + readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from admin_addresses(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern) and address.startswith("/admin/"):
            yield address


def readable(pattern: str) -> str:
    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", pattern).replace("\\.", ".")
    pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", pattern)
    return pattern.lstrip("^").rstrip("$").replace("/^", "/").replace(".*/", "x/")


def filled(address: str, number: int) -> str:
    names = re.findall(r"{(\w+)}", address)
    return address.format(**{name: TEXT_ARGUMENTS.get(name, number) for name in names})


# A crawl gets the answer 404 a thousand times: without the portal's page around it.
bare_refusals = pytest.mark.urls("tests.news.bare_refusals")
ADDRESSES = sorted(set(admin_addresses()) - {"/admin/logout/", "/admin/failwhale/"})


def secrets_of(desk: Desk) -> list[NewsPage]:
    """A unit whose people and unpublished items could leak: names in headline, slug, by-line, caption, owner, photo."""
    User.objects.filter(pk__in=[desk.writer.pk, desk.approver.pk]).update(last_name=PERSON, first_name="")
    desk.writer.refresh_from_db()
    add_member(desk.unit, Role.APPROVER, UserFactory(last_name=PERSON, first_name="Hai"))
    ContributorFactory(full_name=PERSON, unit=desk.unit)
    PhotoFactory(unit=desk.unit, title=SECRET)
    return [desk.draft(title=SECRET, lead=SECRET), desk.submitted(title=SECRET)]


def people_outside(desk: Desk) -> dict[str, User]:
    other = make_unit("Cong doan co so Truong B")
    people = {
        "a writer of another unit": add_member(other, Role.WRITER),
        "an approver of another unit": add_member(other, Role.APPROVER),
        "the board": desk.board,
        "an accountant": UserFactory(),
    }
    join_group(people["an accountant"], ACCOUNTANT)
    return people


OUTSIDERS = ["a writer of another unit", "an approver of another unit", "the board", "an accountant"]


def leaking(said: str, who: str, address: str) -> list[str]:
    """The secrets that an answer names. The board may know who approves for a unit, and manages contributors."""
    secrets = [SECRET, "bi-mat-cua-don-vi-a"]
    told = ("/admin/", "/admin/tin/cho-bien-tap/", "/admin/tin/nhap-ho/")
    contributors = ("/admin/snippets/units/contributor", "/admin/snippets/choose/units/contributor")
    explorer = address.startswith("/admin/pages/")
    knows_people = who == "the board" and (
        address.partition("?")[0] in told or address.startswith(contributors) or explorer
    )
    if not knows_people:
        secrets.append(PERSON)
    return [secret for secret in secrets if secret in said]


@dataclass(frozen=True)
class Answer:
    """What an address answered: the status (or what broke), where it sends to, and what it says."""

    status: int | str
    location: str
    text: str

    @property
    def shape(self) -> str:
        """How it answered, without the numbers in it."""
        return f"{self.status} {re.sub('[0-9]+', 'N', self.location)}"


def answer_of(browser: Client, address: str, method: str = "get") -> Answer:
    try:
        response = getattr(browser, method)(address)
    except Exception as error:
        return Answer(repr(error)[:200], "", "")
    said = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, response.headers.get("Location", ""), said.decode(errors="replace"))


def crawl(browser: Client, numbers: list[int]) -> dict[str, Answer]:
    """Every address of the admin, about each of ``numbers`` if it takes one, else plainly and with a search."""
    about = [filled(address, number) for address in ADDRESSES if "{" in address for number in numbers]
    plain = [address for address in ADDRESSES if "{" not in address]
    answers = {address: answer_of(browser, address) for address in dict.fromkeys([*about, *plain])}
    searches = [f"{address}?q=mat" for address in plain if answers[address].status == 200]
    return answers | {address: answer_of(browser, address) for address in searches}


def failures_in(answers: dict[str, Answer]) -> list[str]:
    return [
        f"{address}: {answer.status}"
        for address, answer in answers.items()
        if isinstance(answer.status, str) or answer.status >= 500
    ]


@bare_refusals
@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_of_the_admin_tells_of_what_one_may_not_know(desk: Desk, who: str) -> None:
    items = secrets_of(desk)
    browser = browser_of(people_outside(desk)[who])
    answers = crawl(browser, [*(item.pk for item in items), desk.unit.page.pk, desk.unit.pk])
    told = [f"{address}: {text}" for address, answer in answers.items() for text in leaking(answer.text, who, address)]
    assert not told, "\n".join(told)
    assert not failures_in(answers), "\n".join(failures_in(answers))
    assert not differences(browser, items[0].pk, "get", answers)


@bare_refusals
@pytest.mark.parametrize("who", ["a writer of another unit", "the board", "an accountant"])
def test_an_item_that_one_may_not_know_of_takes_a_post_like_a_number_that_is_none(desk: Desk, who: str) -> None:
    item = secrets_of(desk)[0]
    assert not differences(browser_of(people_outside(desk)[who]), item.pk, "post", {})


def differences(browser: Client, number: int, method: str, known: dict[str, Answer]) -> list[str]:
    """The addresses that answer otherwise about ``number`` than about one that is none."""
    found = []
    for address in ADDRESSES:
        questions = [filled(address, number)] if "{" in address else []
        questions += [] if "{" in address and "bulk" not in address else [f"{filled(address, number)}?id={number}"]
        for question in questions:
            none = (
                question.replace(str(number), str(FREE))
                if "{" in address
                else question.replace(f"={number}", f"={FREE}")
            )
            about = known.get(question) or answer_of(browser, question, method)
            if about.shape != (about_none := answer_of(browser, none, method)).shape:
                found.append(f"{question}: {about.shape}, {about_none.shape}")
    return found


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_page_that_says_that_nothing_is_there_names_nothing_of_what_is(desk: Desk, who: str) -> None:
    item = secrets_of(desk)[0]
    browser = browser_of(people_outside(desk)[who])
    about, about_none = (answer_of(browser, f"/admin/tin/{number}/") for number in (item.pk, FREE))
    assert (about.status, about_none.status) == (404, 404)
    without_numbers = [re.sub("[0-9]+", "N", answer.text) for answer in (about, about_none)]
    assert without_numbers[0] == without_numbers[1]


@bare_refusals
def test_an_administrator_of_people_reads_no_items(desk: Desk) -> None:
    items = secrets_of(desk)
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    answers = crawl(browser_of(administrator), [items[0].pk, desk.unit.pk, desk.writer.pk])
    assert not [address for address, answer in answers.items() if SECRET in answer.text]
    assert not failures_in(answers), "\n".join(failures_in(answers))


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_everything_that_a_person_of_a_unit_is_offered_works(desk: Desk, who: str) -> None:
    page = desk.draft()
    browser = browser_of(getattr(desk, who))
    for name in ("item", "preview", "writing", "history"):
        assert browser.get(reverse(f"news:{name}", args=[page.pk])).status_code == 200, name
    for address in (
        "/admin/",
        "/admin/tin/cua-toi/",
        "/admin/tin/cho-toi-duyet/",
        "/admin/tai-khoan/",
    ):
        assert browser.get(address).status_code == 200, address


def test_two_people_of_two_units_see_only_their_own_in_every_list(desk: Desk) -> None:
    secrets_of(desk)
    other = Desk(make_unit("Cong doan co so Truong B"))
    mine = other.draft(title="Tin cua Truong B")
    for address in ("/admin/", "/admin/tin/cua-toi/", "/admin/tin/cho-toi-duyet/"):
        said = browser_of(other.writer).get(address).content.decode()
        assert SECRET not in said
        assert PERSON not in said
    assert mine.title in browser_of(other.writer).get("/admin/tin/cua-toi/").content.decode()
