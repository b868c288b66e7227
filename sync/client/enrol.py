"""Join a centre from a new tablet, and find the way back to it later.

What joining gives is kept in the encrypted workspace. Cut anywhere after the workspace is made, the
next `reconnect` or `sign_in_again` finishes it.
"""

from contextlib import closing
from pathlib import Path

from app.actions import exchange
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import Clock, SystemClock
from app.documents.device_key import new_device_key, signing_request
from app.domain.staff import Identity
from app.errors import NotAllowed, SignInFailed, Unreachable
from app.ids import DeviceId, Minter, OrgId, UserId
from app.workspace import (
    AUTHORITY,
    CENTRE_URL,
    CERTIFICATE,
    DEVICE_KEY,
    DEVICE_LABEL,
    STICK_CERTIFICATE,
    TOKEN,
    Workspace,
)
from sync.client.http import HttpCentre
from sync.protocol.messages import SignIn


def join(
    folder: Path,
    url: str,
    user: str,
    password: str,
    device_label: str,
    clock: Clock | None = None,
) -> Workspace:
    """A new workspace of this person, open, known to the centre and able to sign.

    The password of the centre opens the workspace too. When the line is cut before the device has
    its certificate, the workspace is there all the same and `reconnect` finishes it.

    Raises:
        SignInFailed: the centre does not know this name and password; nothing is made.
        Unreachable: the centre cannot be had now; nothing is made.
        Refused: there is a workspace in this folder.
    """
    clock = clock or SystemClock()
    device = DeviceId(Minter(clock).new())
    with closing(HttpCentre(url)) as centre:
        known = centre.sign_in(SignIn(user, password, device, device_label))
        who = Identity(UserId(known.user), known.name, OrgId(known.org), known.roles, device)
        ws = create_workspace(folder, password, who, clock)
        try:
            _keep(ws, centre.url, known.token)
            exchange.remember(ws, DEVICE_LABEL, device_label.encode())
            _enrol(ws, centre)
        except Unreachable:
            return ws
        except BaseException:
            close_workspace(ws)
            raise
    return ws


def reconnect(ws: Workspace) -> HttpCentre:
    """The link to the centre that this workspace has joined; whoever asked closes it.

    Raises:
        SignInFailed: it must be signed in again.
        Unreachable: joining was not finished yet, and the centre cannot be had now.
    """
    url, token = exchange.recall(ws, CENTRE_URL), exchange.recall(ws, TOKEN)
    if not url or not token:
        raise SignInFailed()
    centre = HttpCentre(url.decode(), token.decode())
    try:
        _enrol(ws, centre)
    except BaseException:
        centre.close()
        raise
    return centre


class Line:
    """The link to the centre for as long as a workspace is open: one client, its connections kept.

    Made when it is first wanted, and anew only when there is another address or token.
    """

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._of: tuple[bytes | None, bytes | None] | None = None
        self._centre: HttpCentre | None = None

    def centre(self) -> HttpCentre:
        """The link; raises as `reconnect` does."""
        known = exchange.recall(self._ws, CENTRE_URL), exchange.recall(self._ws, TOKEN)
        if self._centre is None or self._of != known:
            self.close()
            self._centre, self._of = reconnect(self._ws), known
        return self._centre

    def cut(self) -> None:
        """Whoever waits for the centre waits no more; the next round has a new link."""
        if self._centre is not None:
            self._centre.cut()
            self._of = None

    def close(self) -> None:
        """Let go of the connections."""
        if self._centre is not None:
            self._centre.close()
        self._centre = None


def sign_in_again(ws: Workspace, password: str, url: str = "") -> None:
    """A fresh token for the person whose workspace this is; `url` only when the centre has moved.

    Raises:
        SignInFailed: the password is wrong, or no centre is known.
        NotAllowed: the centre takes this name for somebody else.
        Unreachable: the centre cannot be had now.
    """
    address = url or (exchange.recall(ws, CENTRE_URL) or b"").decode()
    if not address:
        raise SignInFailed()
    with closing(HttpCentre(address)) as centre:
        known = centre.sign_in(SignIn(ws.who.user, password, ws.who.device))
        # What waits here was done in one person's name and goes out under no other.
        if (known.user, known.org) != (ws.who.user, ws.who.org):
            raise NotAllowed()
        _keep(ws, centre.url, known.token)


def _keep(ws: Workspace, url: str, token: str) -> None:
    exchange.remember(ws, CENTRE_URL, url.encode())
    exchange.remember(ws, TOKEN, token.encode())


def _enrol(ws: Workspace, centre: HttpCentre) -> None:
    """See to it that this device has a key and the centre's certificate for it."""
    if exchange.recall(ws, CERTIFICATE):
        return
    key = exchange.recall(ws, DEVICE_KEY)
    if key is None:
        # Kept before it is sent: a certificate for a key that is lost would be of no use.
        key = new_device_key().encode()
        exchange.remember(ws, DEVICE_KEY, key)
    enrolled = centre.enrol(signing_request(key.decode(), ws.who.name, ws.who.org))
    exchange.remember(ws, AUTHORITY, enrolled.authority.encode())
    exchange.remember(ws, STICK_CERTIFICATE, enrolled.stick.encode())
    exchange.remember(ws, CERTIFICATE, enrolled.certificate.encode())
