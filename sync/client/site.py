"""A case from tablet to tablet, without a network: an invitation one way, the case the other.

The receiving tablet invites with its certificate, so the giving one knows by the centre's authority
whose it is, and seals for it alone. Beside the case goes what the giving tablet has for the centre,
sealed and signed as on any stick: the receiving one brings it there and cannot change it.
"""

import io
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.actions import exchange
from app.actions.hand_over import hand_over
from app.actions.take_site import take_site
from app.domain.change import Change
from app.errors import Damaged, StickRefused
from app.workspace import DEVICE_LABEL, Workspace
from sync.client.stick import (
    add_changes,
    centre_certificate,
    centre_time,
    signer_of,
    told_by,
)
from sync.protocol.bundle import (
    EXPORT,
    HANDOVER,
    BundleWriter,
    Signer,
    certificate_under,
    holder_of,
    open_bundle,
)
from sync.protocol.messages import Site
from sync.protocol.whole_file import opened, written_whole

_LONGEST: Final = 16 << 10
_CONTEXT: Final = b"kanyan invitation 1\n"


class _Invitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    certificate: str
    label: str
    signature: str


@dataclass(frozen=True)
class Invited:
    """Whose tablet a case would go to; a person looks at it before it does."""

    name: str
    user: str
    label: str
    certificate: x509.Certificate


@dataclass(frozen=True)
class Handed:
    """What was handed over, or taken over."""

    case_id: str
    by: str
    changes: int
    files: int


def invite(ws: Workspace, path: Path) -> None:
    """Write this tablet's invitation.

    Raises:
        StickRefused: it has not joined a centre, or the file cannot be written.
    """
    signer = signer_of(ws)
    label = (exchange.recall(ws, DEVICE_LABEL) or b"").decode()
    signature = b64encode(signer.sign(_said(signer.certificate, label))).decode()
    with written_whole(path) as out:
        out.write(msgspec.json.encode(_Invitation(1, signer.certificate, label, signature)))


def invited(ws: Workspace, path: Path) -> Invited:
    """Whose invitation this is, by the word of the centre that this tablet has joined.

    Raises:
        StickRefused: it is none, or not of a tablet of the same centre and organisation.
    """
    with opened(path) as file:
        given = file.read(_LONGEST)
    try:
        said = msgspec.json.decode(given, type=_Invitation)
        signature = b64decode(said.signature, validate=True)
    except (msgspec.MsgspecError, UnicodeError, ValueError) as error:
        raise StickRefused("no_invitation") from error
    certificate = certificate_under(said.certificate, signer_of(ws).root, centre_time(ws))
    holder, key = holder_of(certificate), certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise StickRefused("wrong_signer")
    try:
        key.verify(signature, _said(said.certificate, said.label), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise StickRefused("wrong_signer") from error
    if holder.org != ws.who.org[:64]:
        raise StickRefused("other_org")
    if holder.device == ws.who.device[:64]:
        raise StickRefused("to_itself")
    return Invited(holder.name, holder.user, said.label, certificate)


def hand_over_site(ws: Workspace, case_id: str, to: Invited, path: Path) -> Handed:
    """Write this case into a file that only the invited tablet opens.

    Raises:
        StickRefused: there is no such case here, or the file cannot be written.
    """
    signer = signer_of(ws)
    told = told_by(ws, HANDOVER, ())
    given = hand_over(ws, case_id, told.id, to.user)
    told = msgspec.structs.replace(told, changes=tuple(change.id for change in given.changes))
    count = 0
    with written_whole(path) as out:
        writer = BundleWriter(out, to.certificate)
        writer.add("site.json", msgspec.json.encode(Site(given.page, given.changes)))
        writer.add("carried/00000.cms", _for_the_centre(ws, told.id, given.changes, signer))
        for digest in given.files:
            with suppress(Damaged):  # the list of what needs attention has it
                writer.add(f"files/{digest}", exchange.read_file(ws, digest))
                count += 1
        writer.close(told, signer)
    return Handed(case_id, ws.who.name, len(given.changes), count)


def take_over_site(ws: Workspace, path: Path) -> Handed:
    """Take over the case in this file, so that it can be gone on with here.

    Raises:
        StickRefused: it is not for this tablet, or was taken before; nothing changes.
    """
    signer = signer_of(ws)
    site, sealed, count = None, b"", 0
    with opened(path) as file:
        bundle = open_bundle(file, signer.key, signer.root, HANDOVER, centre_time(ws))
        if bundle.manifest.org != ws.who.org:
            raise StickRefused("other_org")
        for name, content in bundle.parts():
            if name == "site.json":
                site = _site(content)
            elif name.startswith("carried/"):
                sealed = content
            elif name.startswith("files/"):
                ws.blobs.put(content)  # before the rows that name it
                count += 1
    if site is None or (not site.page.entries and not site.changes):
        raise StickRefused("changed")
    take_site(ws, bundle.manifest.id, site.page, site.changes, sealed)
    case_ids = {entry.case_id for entry in site.page.entries} | {c.case_id for c in site.changes}
    by = holder_of(bundle.certificate).name
    return Handed(sorted(case_ids)[0], by, len(site.changes), count)


def _for_the_centre(
    ws: Workspace, stick_id: str, changes: tuple[Change, ...], signer: Signer
) -> bytes:
    out = io.BytesIO()
    writer = BundleWriter(out, centre_certificate(ws, signer))
    add_changes(writer, changes)
    writer.close(msgspec.structs.replace(told_by(ws, EXPORT, changes), id=stick_id), signer)
    return out.getvalue()


def _site(content: bytes) -> Site:
    try:
        return msgspec.json.decode(content, type=Site)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise StickRefused("too_new") from error


def _said(certificate: str, label: str) -> bytes:
    return _CONTEXT + msgspec.json.encode([certificate, label])
