"""Somebody at the office's pages of an inner centre, who fills the forms that he finds there."""

import re
from typing import Any

import httpx
from litestar import Litestar
from litestar.testing import TestClient

from tests.sync.centres import PASSWORD
from tests.sync.forms import form_on


class Desk:
    """One person signed in at the office."""

    def __init__(self, client: TestClient[Litestar], user: str) -> None:
        self._client = client
        client.cookies.clear()
        told = client.post(
            "/office/sign-in", data={"user": user, "password": PASSWORD}, follow_redirects=False
        )
        self._cookies = dict(told.cookies)
        assert told.status_code == 303, told.text

    def page(self, case_id: str) -> str:
        self._client.cookies = self._cookies  # type: ignore[assignment]
        return self._client.get(f"/office/cases/{case_id}").text

    def bring_paper(self, pdf: bytes) -> str:
        """What everybody is told of a file that he brings to the page behind the code."""
        brought = {"data": ("paper.pdf", pdf, "application/pdf")}
        return self._client.post("/papers", files=brought).text

    def status_of(self, where: str) -> int:
        """How the centre answers when this page is asked for."""
        self._client.cookies = self._cookies  # type: ignore[assignment]
        return self._client.get(where).status_code

    def offered(self, case_id: str) -> list[str]:
        """The deeds that have a form on the page."""
        return re.findall(r'name="deed" value="([^"]+)"', self.page(case_id))

    def form(self, case_id: str, **fixed: str) -> dict[str, str]:
        """What the form with these hidden values holds."""
        return form_on(self.page(case_id), **fixed)

    def do(self, case_id: str, deed: str, **facts: Any) -> httpx.Response:
        """Fill the form of this deed and send it."""
        return self.send(case_id, "events", self.form(case_id, deed=deed) | facts)

    def send(self, case_id: str, where: str, said: dict[str, Any]) -> httpx.Response:
        self._client.cookies = self._cookies  # type: ignore[assignment]
        return self._client.post(
            f"/office/cases/{case_id}/{where}", data=said, follow_redirects=False
        )
