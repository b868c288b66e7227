"""A plain tus client, and the file it sends."""

from base64 import b64encode
from hashlib import sha256

import httpx

from app import codec
from app.ids import Digest
from sync.protocol import messages

CONTENT = bytes(range(256)) * 40
DIGEST = codec.digest_of(CONTENT)
TUS = {"Tus-Resumable": "1.0.0"}


class Sender:
    """A plain tus client of one person."""

    def __init__(self, client: httpx.Client, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers | TUS

    def begin(
        self, digest: Digest = DIGEST, size: int = len(CONTENT), body: bytes = b"", **extra: str
    ) -> httpx.Response:
        named = {
            "Upload-Length": str(size),
            "Upload-Metadata": f"digest {b64encode(digest.encode()).decode()}",
        }
        return self.client.post(
            messages.FILES, content=body, headers=self.headers | named | self._of(body) | extra
        )

    def patch(self, upload: str, offset: int, body: bytes, **extra: str) -> httpx.Response:
        named = self._of(body) | {"Upload-Offset": str(offset)}
        return self.client.patch(upload, content=body, headers=self.headers | named | extra)

    def offset(self, upload: str) -> int:
        return int(self.client.head(upload, headers=self.headers).headers["Upload-Offset"])

    def _of(self, body: bytes) -> dict[str, str]:
        checksum = b64encode(sha256(body).digest()).decode()
        return {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Checksum": f"sha256 {checksum}",
        }
