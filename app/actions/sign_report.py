"""One person signs a paper: his strokes, his revision of the PDF, and at the end the event."""

from dataclasses import dataclass, field

from app.documents.key_file import checked_holder, open_key_file
from app.documents.signer import Signer
from app.domain.report import Signature, Strokes
from app.domain.signer import SignerRole
from app.domain.signing import Attendant
from app.errors import NotReady
from app.ids import Digest
from app.paper_signers import signers_of
from app.signing_rows import Row, device_signer, look_before, paper_to_sign, sign_rows
from app.workspace import KEY_FILE, Unit, Workspace


@dataclass(frozen=True)
class SigningAct:
    """Who signs, in which role, how he was identified, and what he drew."""

    role: SignerRole
    signer_name: str
    identified_by: str
    strokes: Strokes
    read_to_end: bool = False
    """Whether the whole paper was shown to him before, to its end."""
    seen: Digest | None = None
    """The digest of the file that was shown to him; None = of whatever stands here."""
    key_password: str = field(default="", repr=False)
    """Of his own key file, where he signs with one."""


def sign_report(ws: Workspace, report_id: str, act: SigningAct) -> Signature:
    """The signature, with the PDF it made; with the last one the case goes on.

    Papers that belong together are signed together, by the same strokes, each for itself; the
    signature of the leading one is given back.

    Raises:
        NotReady: no name, nothing drawn, another than who signs in this place, a login that is not
            his, a paper that was not read to its end or is another than the one shown, something
            hidden in it, a wrong password of his own key or one that has ended, or this device has
            no certificate yet.
        SealedRecord: it is not this role's turn, or the refusal to sign is on record.
        WordsRefused: the record says what by the rules of today it must not say.
        WrongStage: the case no longer stands where this can happen.
    """
    look_before(ws, report_id, "sign_report")
    with ws.unit("sign_report") as unit:
        desk = paper_to_sign(unit, report_id, (act.role,))
        _check(ws, act, signers_of(ws, unit, desk.report).get(act.role))
        if act.seen not in (None, desk.file):
            raise NotReady("sign_report", ("another_file",))
        row = Row(act.role, act.signer_name, act.identified_by, act.strokes, act.read_to_end)
        return sign_rows(ws, unit, desk, [row], _signer(ws, unit, act))


def _check(ws: Workspace, act: SigningAct, wanted: Attendant | None) -> None:
    missing = []
    if not act.signer_name.strip():
        missing.append("signer_name")
    if not act.read_to_end:
        missing.append("not_read")
    if act.strokes.is_empty:
        missing.append("strokes")
    if wanted is not None and act.signer_name.strip() not in ("", wanted.name):
        missing.append("another_signer")
    own = wanted is None or ws.who.user == wanted.user or ws.who.name == wanted.name
    if act.identified_by == "staff_login" and not own:
        missing.append("login_of_another")
    if missing:
        raise NotReady("sign_report", tuple(missing))


def _signer(ws: Workspace, unit: Unit, act: SigningAct) -> Signer:
    """His own key file for whoever works here, where he has one; else the key of the device."""
    device = device_signer(unit, "sign_report")
    own = unit.settings.get(KEY_FILE)
    if own and act.role.is_staff and act.identified_by == "staff_login":
        opened = open_key_file(own, act.key_password)
        checked_holder(opened.certificate_pem, device.chain_pem[0], ws.clock.now())
        return opened
    return device
