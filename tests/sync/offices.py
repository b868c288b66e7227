"""A centre with one case, to which somebody of its team pushes changes one by one."""

from dataclasses import replace

import msgspec
from litestar import Litestar
from litestar.status_codes import HTTP_200_OK
from litestar.testing import TestClient

from app import codec
from app.codec import R, Record
from app.domain.case import CaseEvent
from app.domain.change import Change
from app.domain.merge import diff
from app.ids import ChangeId, DeviceId, Digest, OrgId, RecordId, UserId
from sync.protocol import messages
from sync.protocol.messages import SignedIn, Waiting
from tests.builders import MORNING
from tests.rested import handed_in
from tests.sync.centres import PASSWORD, a_change

OURS = OrgId("ours")
ZHANG = UserId("zhang@ours")
NOTHING = Digest(codec.digest_of(b""))


class Office:
    """A centre with one case of the inspector zhang, who pushes changes of it."""

    def __init__(
        self, client: TestClient[Litestar], first: int = 0, device: str = "office"
    ) -> None:
        # Changes are numbered from `first`: another office at the same centre takes others.
        self._client, self._count, self._device = client, first, device
        self._headers: dict[str, dict[str, str]] = {}
        self._devices: dict[str, str] = {}

    def new(self, record: Record, by: str = "zhang") -> str:
        """Why the centre refuses this new record; empty where it takes it."""
        known = SignedIn("", f"{by}@ours", "", "ours", ("inspector",), MORNING)
        return self._pushed(
            a_change(replace(record, org=OURS), known, self._number(), self._door(by)), by
        )

    def hand_in(self, event: CaseEvent) -> None:
        """The clerk notes the materials that have to be there before he says this."""
        applied = replace(event, code="application.accepted")
        for each in (*handed_in(applied), *handed_in(event)):
            assert self.new(each, "clerk") == ""

    def edit(self, before: R, after: R, by: str = "zhang") -> str:
        """Why it refuses that this record becomes that one."""
        kind = codec.kind_of(before)
        old, new = (
            codec.fields(kind, codec.encode(replace(each, org=OURS))) for each in (before, after)
        )
        change = Change(
            ChangeId(self._number()), kind, RecordId(before.id), before.case_id, OURS, 1,
            diff(old, new), UserId(f"{by}@ours"), DeviceId(self._door(by)), MORNING,
        )  # fmt: skip
        return self._pushed(change, by)

    def _number(self) -> str:
        self._count += 1
        return f"change-{self._count}"

    def _door(self, by: str) -> str:
        """On what this person works: whoever has no role at the centre on a tablet of his own."""
        if by not in self._headers:
            for device in (self._device, f"tablet-of-{by}"):
                asked = {"user": f"{by}@ours", "password": PASSWORD, "device": device}
                reply = self._client.post(messages.SIGN_IN, json=asked)
                if reply.status_code == HTTP_200_OK:
                    break
            self._devices[by] = device
            self._headers[by] = {"Authorization": f"Bearer {reply.json()['token']}"}
        return self._devices[by]

    def _pushed(self, change: Change, by: str) -> str:
        body = msgspec.json.encode({"changes": (change,), "waiting": Waiting()})
        reply = self._client.post(messages.CHANGES, content=body, headers=self._headers[by])
        return str(reply.json()["receipts"][0].get("reason", ""))
