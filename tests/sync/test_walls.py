"""Each route of the centre, each role, of another organisation: what is ours is as if not there.

The list of routes is the framework's own. A route that is not in the table here fails the test, so
nobody adds one without saying what a stranger would ask it for.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

import httpx
import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import event

from app.clock import FixedClock
from app.domain.case import ConnectionCase
from app.domain.staff import CENTRE_ROLES, FIELD_ROLES, SEES_ALL_CASES
from app.ids import CaseId, Digest, OrgId
from sync.protocol import messages
from sync.protocol.messages import SignedIn, Waiting
from sync.server import intake_shelf, stick_shelf, tables
from sync.server.accounts import Account
from sync.server.centre import Centre
from sync.server.stick import Taken
from tests.builders import MORNING, a_case
from tests.sync.centres import PASSWORD, a_change, an_inner_centre, carried, let_in
from tests.sync.records import a_photo
from tests.sync.senders import CONTENT, DIGEST, TUS, Sender

ROLES: Final = sorted(CENTRE_ROLES | FIELD_ROLES)
CLERK: Final = Account("clerk@ours", "受理员", "ours", ("clerk",), "office")
CASE: Final = a_case(id=CaseId("case-of-ours"), org=OrgId("ours"), team=())
OUTSIDE: Final = sorted(FIELD_ROLES - SEES_ALL_CASES)
"""Those of our own who see only the cases that they are on the team of."""
CANARIES: Final = (
    CASE.customer.name, CASE.site.address, CASE.application_no, "photo-of-ours", "ours.csv",
    "tablet-of-ours", "clerk@ours",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is sent to a route: its body and headers; names in braces are ours or missing."""

    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


CHUNK: Final = TUS | {
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": "100",
    "Upload-Checksum": "sha256 " + b64encode(sha256(b"more").digest()).decode(),
}
BEGIN: Final = TUS | {"Upload-Length": "4", "Upload-Metadata": "digest {digest64}"}
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
EVENT: Final = "deed=submit&id=01a205ea-bf05-7736-81f5-2fb751431193"
REVIEW: Final = (
    "id=01a205ea-bf05-7736-81f5-2fb751431194&kind=inspection&subject=visit-1&seen=x"
    "&result=returned&reason=no"
)
_UPLOAD, _FILE = messages.UPLOADS + "/{upload_id:str}", messages.FILES + "/{digest:str}"
_CASE = "/office/cases/{case_id:str}"
ASKED: Final[Mapping[tuple[str, str], Asked]] = {
    ("POST", messages.ENROL): Asked("{}"),
    ("POST", messages.CHANGES): Asked("{change}"),
    ("POST", messages.WORK_ORDERS): Asked("工单"),
    ("POST", "/v1/stick"): Asked("no stick"),
    ("GET", messages.FEED): Asked(),
    ("GET", messages.SNAPSHOT): Asked(),
    ("GET", messages.RULES): Asked(),
    ("POST", messages.TRAIL): Asked('{"after":0,"head":0,"lines":[]}'),
    ("POST", messages.HOLIDAYS): Asked("{}"),
    ("GET", messages.DIGEST): Asked(),
    ("POST", messages.BACKED_UP): Asked('{"files":["{digest}"]}'),
    ("POST", messages.FILES): Asked("", BEGIN),
    ("PATCH", _UPLOAD): Asked("more", CHUNK),
    ("DELETE", _UPLOAD): Asked("", TUS),
    ("HEAD", _UPLOAD): Asked("", TUS),
    ("GET", _FILE): Asked(),
    ("GET", "/office"): Asked(),
    ("GET", _CASE): Asked(),
    ("POST", _CASE + "/identity"): Asked("", FORM),
    ("POST", _CASE + "/events"): Asked(EVENT, FORM),
    ("POST", _CASE + "/reviews"): Asked(REVIEW, FORM),
    ("GET", "/office/devices"): Asked(),
    ("GET", "/office/trail"): Asked(),
    ("GET", "/office/files/{digest:str}"): Asked(),
    ("GET", "/office/import"): Asked(),
    ("POST", "/office/import"): Asked("", FORM),
    ("GET", "/office/import/{key:str}"): Asked(),
    ("POST", "/office/import/{key:str}"): Asked("say=whole&plan=x", FORM),
    ("GET", "/office/monitor"): Asked(),
    ("POST", "/office/monitor"): Asked("purpose=look&from=2026-01-01&to=2027-01-01", FORM),
    ("GET", "/office/stick"): Asked(),
    ("POST", "/office/stick"): Asked("", FORM),
    ("GET", "/office/stick/{stick:str}"): Asked(),
    ("GET", "/office/stick/{stick:str}/answer"): Asked(),
    ("GET", "/office/cases.xlsx"): Asked(),
}
OPEN: Final = {
    ("GET", messages.HEALTH),
    ("POST", messages.SIGN_IN),
    ("GET", "/office/sign-in"),
    ("POST", "/office/sign-in"),
    ("POST", "/office/sign-out"),  # ends whatever cookie is brought
    ("GET", "/office/office.css"),
    ("GET", "/office/icon.svg"),
    ("GET", "/office/font/{name:str}"),
    ("GET", "/papers"),
    ("GET", "/papers/{doc_no:str}"),  # of whose paper nothing but its number has to be known
    ("POST", "/papers"),
}
"""For everybody: nothing of anybody's stands there."""

OF_ALL: Final = {
    ("GET", "/office/devices"),
    ("GET", "/office/stick"),
    ("GET", "/office/import"),
    ("POST", messages.FILES),  # whoever can name a file by its digest has it, and need not send it
}
"""Of one's own organisation everybody may ask these, or is refused by his role."""
OWN: Final = {"device", "device_queue", "audit", "trail_head", "upload"}
"""Where one's own doings are noted."""
MADE_OF_RECORDS: Final = {"record_step", "case_total"}
"""What is made of records, and added up for whoever asks first."""


@dataclass
class Walls:
    """A centre in which ours has one of everything that a route can name."""

    centre: Centre
    client: TestClient[Litestar]
    names: Mapping[str, str]

    def rows(self) -> dict[str, list[Any]]:
        """All that stands in the database of ours."""
        found: dict[str, list[Any]] = {}
        with self.centre.store.read() as connection:
            for name, table in tables.metadata.tables.items():
                if "org" in table.c:
                    query = table.select().where(table.c.org == "ours")
                    found[name] = sorted(map(repr, connection.execute(query)))
        return found

    def ask(
        self, key: tuple[str, str], who: Mapping[str, str], cookies: Any, names: Mapping[str, str]
    ) -> httpx.Response:
        """This route, asked for what is named so."""
        method, path = key
        told = ASKED[key]
        filled = re.sub(r"\{(\w+):str\}", lambda m: names[m[1]], path)
        body = told.body.replace("{change}", names["change"])
        body = body.replace("{digest}", names["digest"])
        headers = {k: v.replace("{digest64}", names["digest64"]) for k, v in told.headers.items()}
        self.client.cookies = cookies
        return self.client.request(
            method, filled, content=body.encode(), headers={**who, **headers},
            follow_redirects=False,
        )  # fmt: skip


def routes_of(client: TestClient[Litestar]) -> set[tuple[str, str]]:
    """Every way into the centre, as the framework has it."""
    return {
        (method, route.path_format if "{" not in route.path else route.path)
        for route in client.app.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }


@pytest.fixture(scope="module")
def walls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walls]:
    folder = tmp_path_factory.mktemp("walls")
    let_in(folder, "ours", clerk="clerk")
    let_in(folder, "theirs", **{role: role for role in ROLES})
    let_in(folder, "ours", **{role: role for role in OUTSIDE})
    with an_inner_centre(folder, FixedClock(MORNING)) as (centre, client):
        headers = carried(client, CLERK.user, "tablet-of-ours")
        upload = _fill(client, headers)
        key = intake_shelf.put(centre, CLERK, "ours.csv", ())
        taken = Taken("stick-1", CLERK, "tablet-of-ours", (), (), 0, same_life=True)
        names = {
            "case_id": CASE.id,
            "digest": DIGEST,
            "upload_id": upload.rpartition("/")[2],
            "key": key,
            "stick": stick_shelf.put(centre, CLERK, "ours.csv", taken, b"an answer"),
        }
        yield Walls(centre, client, names)


def _fill(client: TestClient[Litestar], headers: dict[str, str]) -> str:
    known = SignedIn("", CLERK.user, "", "ours", CLERK.roles, MORNING)
    photo = a_photo(CASE, "photo-of-ours", CLERK.user, CONTENT)  # type: ignore[arg-type]
    changes = [
        a_change(record, known, f"first-{record.id}", "tablet-of-ours") for record in (CASE, photo)
    ]
    body = msgspec.json.encode({"changes": changes, "waiting": Waiting(1, 1)})
    told = client.post(messages.CHANGES, content=body, headers=headers).json()["receipts"]
    assert [receipt["status"] for receipt in told] == ["received", "received"]
    sender = Sender(client, headers)
    assert sender.begin(body=CONTENT).status_code == 201
    return sender.begin(Digest("b" * 64), 5000, b"x" * 100).headers["Location"]


def _names(known: Mapping[str, str], case: ConnectionCase, who: str) -> dict[str, str]:
    """What is put where a route wants a name; the change is somebody's who says he is of ours."""
    pushes = SignedIn("", who, "", "ours", (), MORNING)
    stolen = replace(case, org=OrgId("theirs"))
    changes = [a_change(stolen, pushes, "stolen"), a_change(case, pushes, "forged")]
    return {
        **known,
        "digest64": b64encode(known["digest"].encode()).decode(),
        "change": msgspec.json.encode({"changes": changes, "waiting": Waiting()}).decode(),
    }


def test_every_route_is_asked_here(walls: Walls) -> None:
    assert routes_of(walls.client) == {_as_served(key) for key in ASKED} | OPEN


def _as_served(key: tuple[str, str]) -> tuple[str, str]:
    return key[0], key[1].replace("{stick:str}", "{key:str}")


def assert_as_if_not_there(walls: Walls, person: str) -> None:
    """This person is told the same of what is ours as of what is not there, on every route."""
    role, _, org = person.partition("@")
    who = carried(walls.client, person, f"tablet-{role}")
    cookies = _at_the_desk(walls.client, person)
    ours = _names(walls.names, CASE, person)
    missing = _names(
        {name: re.sub(r"[0-9a-z]", "0", text) for name, text in walls.names.items()},
        replace(CASE, id=CaseId(re.sub(r"[a-z]", "0", CASE.id)), customer=_NOBODY),
        person,
    )
    for key in ASKED if org != "ours" else [key for key in ASKED if key not in OF_ALL]:
        foreign = walls.ask(key, who, cookies, ours)
        absent = walls.ask(key, who, cookies, missing)
        assert foreign.status_code < 500, key
        told = foreign.text
        for name in walls.names:
            told = told.replace(ours[name], missing[name])
        if "xlsx" not in key[1]:  # packed with its moment
            assert (foreign.status_code, told) == (absent.status_code, absent.text), key
        for canary in CANARIES if org != "ours" else CANARIES[:4]:
            assert canary not in foreign.text, (key, canary)


@pytest.mark.parametrize("role", ROLES)
def test_th7_no_role_of_another_organisation_finds_or_changes_anything_of_ours(
    walls: Walls, role: str
) -> None:
    before = walls.rows()
    assert_as_if_not_there(walls, f"{role}@theirs")
    assert walls.rows() == before


@pytest.mark.parametrize("role", OUTSIDE)
def test_whoever_is_not_on_the_team_finds_or_changes_nothing_of_a_case(
    walls: Walls, role: str
) -> None:
    may_change = OWN | MADE_OF_RECORDS
    before = {name: rows for name, rows in walls.rows().items() if name not in may_change}
    assert_as_if_not_there(walls, f"{role}@ours")
    assert {k: rows for k, rows in walls.rows().items() if k not in may_change} == before


def test_without_the_walls_in_the_queries_this_is_noticed(walls: Walls) -> None:
    """One of the deliberate bugs: no query asks any more whose a row is."""

    def open_wide(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any
    ) -> tuple[str, Any]:
        return re.sub(r"\b(\w+\.org) = \?", r"(\1 = ? OR 1 = 1)", statement), parameters

    engine = walls.centre.store._engine
    event.listen(engine, "before_cursor_execute", open_wide, retval=True)
    try:
        with pytest.raises(AssertionError):
            assert_as_if_not_there(walls, "clerk@theirs")
    finally:
        event.remove(engine, "before_cursor_execute", open_wide)


_NOBODY = replace(CASE.customer, name="无名")


def _at_the_desk(client: TestClient[Litestar], person: str) -> Any:
    client.cookies.clear()
    given = {"user": person, "password": PASSWORD}
    told = client.post("/office/sign-in", data=given, follow_redirects=False)
    assert told.status_code == 303
    return dict(told.cookies)
