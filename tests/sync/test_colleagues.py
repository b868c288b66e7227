"""Colleagues go by their names: told by the centre, of one's own cases and house alone."""

from pathlib import Path

from app.clock import FixedClock
from app.ids import CaseId
from sync.protocol import messages
from tests.builders import MORNING, a_case
from tests.sync.centres import an_inner_centre, carried, let_in, names
from tests.sync.offices import Office


def test_the_centre_names_those_of_ones_own_cases_and_the_office(tmp_path: Path) -> None:
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_, client):
        let_in(tmp_path, "ours", clerk="clerk", zhang="inspector", li="inspector", wu="inspector")
        let_in(tmp_path, "theirs", zhao="inspector", chief="clerk")
        office = Office(client)
        assert office.new(a_case(team=names(["zhang", "li"], "ours")), by="clerk") == ""
        other = a_case(id=CaseId("case-2"), application_no="2", team=names(["wu"], "ours"))
        assert office.new(other, by="clerk") == ""

        def told(user: str) -> dict[str, str]:
            reply = client.get(messages.DIGEST, headers=carried(client, user, "some-device"))
            return dict(reply.json()["colleagues"])

        assert told("zhang@ours") == {
            f"{user}@ours": f"{user} of ours" for user in ("clerk", "zhang", "li")
        }
        assert set(told("clerk@ours")) == {f"{u}@ours" for u in ("clerk", "zhang", "li", "wu")}
        assert set(told("zhao@theirs")) == {"chief@theirs"}
