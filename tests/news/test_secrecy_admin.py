"""What a person may not know of answers exactly like what does not exist, on every address of the admin."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

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


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_of_the_admin_names_what_one_may_not_know(desk: Desk, who: str) -> None:
    items = secrets_of(desk)
    browser = browser_of(people_outside(desk)[who])
    leaks, failures = [], []
    for question in questions_about([*(item.pk for item in items), desk.unit.page.pk, desk.unit.pk]):
        try:
            response = browser.get(question)
        except Exception as error:
            failures.append((question, repr(error)[:200]))
            continue
        if response.status_code >= 500:
            failures.append((question, response.status_code))
        said = b"".join(response.streaming_content) if response.streaming else response.content
        leaks += [(question, text) for text in leaking(said.decode(errors="replace"), who, question)]
    assert not leaks, "\n".join(map(str, leaks))
    assert not failures, "\n".join(map(str, failures))


def questions_about(numbers: list[int]) -> list[str]:
    """Every address of the admin, about each of ``numbers`` if it takes one, else plainly and with a search."""
    about = [filled(address, number) for address in ADDRESSES if "{" in address for number in numbers]
    plain = [address for address in ADDRESSES if "{" not in address]
    return list(dict.fromkeys([*about, *plain, *(f"{address}?q=mat" for address in plain)]))


def leaking(said: str, who: str, address: str) -> list[str]:
    """The secrets that an answer names. The board may know with whom items wait, and manages contributors."""
    secrets = [SECRET, "bi-mat-cua-don-vi-a"]
    told = ("/admin/", "/admin/tin/cho-bien-tap/")
    contributors = ("/admin/snippets/units/contributor", "/admin/snippets/choose/units/contributor")
    explorer = address.startswith("/admin/pages/")
    knows_people = who == "the board" and (
        address.partition("?")[0] in told or address.startswith(contributors) or explorer
    )
    if not knows_people:
        secrets.append(PERSON)
    return [secret for secret in secrets if secret in said]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["a writer of another unit", "the board", "an accountant"])
def test_an_item_that_one_may_not_know_of_is_answered_like_a_number_that_is_none(
    desk: Desk, who: str, method: str
) -> None:
    item = secrets_of(desk)[0]
    browser = browser_of(people_outside(desk)[who])
    differences = []
    for address in ADDRESSES:
        questions = [filled(address, item.pk)] if "{" in address else []
        questions += [] if "{" in address and "bulk" not in address else [f"{filled(address, item.pk)}?id={item.pk}"]
        for question in questions:
            none = (
                question.replace(str(item.pk), str(FREE))
                if "{" in address
                else question.replace(f"={item.pk}", f"={FREE}")
            )
            answers = [answer_of(browser, method, asked) for asked in (question, none)]
            if answers[0] != answers[1]:
                differences.append((question, *answers))
    assert not differences, "\n".join(map(str, differences))


def answer_of(browser: Client, method: str, address: str) -> str:
    try:
        response = getattr(browser, method)(address)
    except Exception as error:
        return repr(error)[:100]
    return f"{response.status_code} {re.sub('[0-9]+', 'N', response.headers.get('Location', ''))}"


def test_an_administrator_of_people_reads_no_items(desk: Desk) -> None:
    items = secrets_of(desk)
    administrator = UserFactory()
    join_group(administrator, ADMINISTRATOR)
    browser = browser_of(administrator)
    for question in questions_about([items[0].pk, desk.unit.pk, desk.writer.pk]):
        response = browser.get(question)
        assert response.status_code < 500, question
        assert SECRET not in response.content.decode(errors="replace"), question


@pytest.mark.parametrize("who", ["writer", "approver"])
def test_everything_that_a_person_of_a_unit_is_offered_works(desk: Desk, who: str) -> None:
    page = desk.draft()
    browser = browser_of(getattr(desk, who))
    for name in ("edit", "history", "view_draft"):
        assert browser.get(f"/admin/pages/{page.pk}/{name}/").status_code == 200, name
    for address in (
        "/admin/",
        "/admin/tin/cua-toi/",
        "/admin/tin/cho-toi-duyet/",
        "/admin/images/",
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
