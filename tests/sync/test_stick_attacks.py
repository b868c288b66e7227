"""TH2: files that somebody has made, changed, cut or brought to the wrong place; all refused."""

import errno
import io
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from sqlalchemy import insert

from app.clock import FixedClock
from app.documents.device_key import new_device_key
from app.errors import StickRefused
from sync.protocol import whole_file
from sync.protocol.bundle import EXPORT, BundleWriter, Signer, manifest_of
from sync.protocol.envelope import private_key
from sync.protocol.whole_file import written_whole
from sync.server import tables
from sync.server.accounts import Account
from sync.server.authority import open_authority
from sync.server.stick import take_stick
from sync.server.stick_command import _SENTENCES
from tests.builders import MORNING
from tests.sync.sticks import ORG, OTHERS, Scene, a_device, a_scene, snapshot

CHANGING = (".db-shm", ".db-wal")
"""What SQLite writes when it only reads."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with a_scene(tmp_path_factory.mktemp("attacked")) as (made, _client):
        yield made


def flipped(scene: Scene, chance: random.Random) -> bytes:
    whole = bytearray(scene.file())
    whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


def cut(scene: Scene, chance: random.Random) -> bytes:
    whole = scene.file()
    return whole[: chance.randrange(len(whole))]


def with_something_behind(scene: Scene, chance: random.Random) -> bytes:
    return scene.file() + chance.randbytes(chance.randrange(1, 600))


def noise(_scene: Scene, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(0, 3000))


def of_another_authority(scene: Scene, chance: random.Random) -> bytes:
    folder = scene.centre.folder.parent / f"other-{chance.random()}"
    foreign = replace(scene.centre, authority=open_authority(folder, FixedClock(MORNING)))
    signer = a_device(foreign, replace(scene.clerk, user=scene.told.user, device="tablet-1"))
    # Its root is said to be ours: the manifest names the right centre.
    return scene.file(signer=replace(signer, root=scene.device.root))


def of_another_key(scene: Scene, _chance: random.Random) -> bytes:
    return scene.file(signer=replace(scene.device, key=private_key(new_device_key())))


def of_a_key_for_something_else(scene: Scene, chance: random.Random) -> bytes:
    root = scene.centre.authority
    rules = scene.centre.rules_signer()
    others = (
        Signer(root.key, root.certificate, root.certificate),
        Signer(rules.key, rules.certificate, root.certificate),
        scene.centre.stick_signer(),
    )
    return scene.file(signer=chance.choice(others))


def in_the_name_of_another(scene: Scene, chance: random.Random) -> bytes:
    field = chance.choice(["user", "device", "org"])
    return scene.file(msgspec.structs.replace(scene.told, **{field: f"clerk@{ORG}"}))


def of_another_organisation(scene: Scene, _chance: random.Random) -> bytes:
    li = Account(f"li@{OTHERS}", "李", OTHERS, ("inspector",), "tablet-9")
    told = msgspec.structs.replace(scene.told, org=OTHERS, user=li.user, device=li.device)
    return scene.file(told, a_device(scene.centre, li))


def of_nobody(scene: Scene, _chance: random.Random) -> bytes:
    gone = Account(f"gone@{ORG}", "走了", ORG, ("inspector",), "tablet-7")
    told = msgspec.structs.replace(scene.told, user=gone.user, device=gone.device)
    return scene.file(told, a_device(scene.centre, gone))


def run_out(scene: Scene, chance: random.Random) -> bytes:
    made = MORNING - timedelta(days=chance.randrange(90, 400))
    return scene.file(
        msgspec.structs.replace(
            scene.told, made_at=made, expires_at=manifest_of(EXPORT, "", made).expires_at
        )
    )


def of_a_certificate_that_ran_out(scene: Scene, chance: random.Random) -> bytes:
    days = chance.choice([-500, 30])  # long over, or not begun
    authority = replace(scene.centre.authority, clock=FixedClock(MORNING + timedelta(days=days)))
    then = replace(scene.centre, authority=authority)
    account = replace(scene.clerk, user=scene.told.user, device="tablet-1")
    return scene.file(signer=a_device(then, account))


def for_another_recipient(scene: Scene, _chance: random.Random) -> bytes:
    mine = x509.load_pem_x509_certificate(scene.device.certificate.encode())
    return replace(scene, recipient=mine).file()


def of_another_kind(scene: Scene, chance: random.Random) -> bytes:
    kind = chance.choice(["handover", "answer", "", "export "])
    return scene.file(msgspec.structs.replace(scene.told, kind=kind))


def of_a_later_format(scene: Scene, chance: random.Random) -> bytes:
    return scene.file(msgspec.structs.replace(scene.told, format=chance.choice([0, 2, 99])))


def with_a_name_that_climbs(scene: Scene, chance: random.Random) -> bytes:
    names = (
        "../../etc/passwd", "/etc/passwd", "files/../../x", "C:\\x", "files/" + "A" * 64,
        "changes/00000.json\0.exe", "files/" + "a" * 63, "autorun.inf", "", "signature.json",
        "files/" + "a" * 64 + "/..", "changes/0000０.json",
    )  # fmt: skip
    return scene.file(**{chance.choice(names): b"x"})


def with_a_part_twice(scene: Scene, _chance: random.Random) -> bytes:
    out = io.BytesIO()
    writer = BundleWriter(out, scene.recipient)
    for content in (b"[]", b"[1]"):
        writer.add("changes/00000.json", content)
    writer.close(scene.told, scene.device)
    return out.getvalue()


def with_changes_that_are_none(scene: Scene, chance: random.Random) -> bytes:
    content = chance.choice([b"{}", b"[" * 9000, b"\xff\xfe", b'[{"id": 1}]', b""])
    return scene.file(**{"changes/00000.json": content})


ATTACKS: dict[Callable[[Scene, random.Random], bytes], int] = {
    flipped: 60,
    cut: 25,
    with_something_behind: 5,
    noise: 10,
    of_another_authority: 10,
    of_another_key: 5,
    of_a_key_for_something_else: 10,
    in_the_name_of_another: 9,
    of_another_organisation: 3,
    of_nobody: 3,
    run_out: 10,
    of_a_certificate_that_ran_out: 6,
    for_another_recipient: 3,
    of_another_kind: 8,
    of_a_later_format: 3,
    with_a_name_that_climbs: 20,
    with_a_part_twice: 3,
    with_changes_that_are_none: 7,
}


def lasting(folder: Path) -> dict[str, str]:
    return {name: d for name, d in snapshot(folder).items() if not name.endswith(CHANGING)}


def test_two_hundred_bad_files_are_refused_and_leave_nothing(scene: Scene, tmp_path: Path) -> None:
    assert sum(ATTACKS.values()) == 200
    chance = random.Random(5)
    files = [make(scene, chance) for make, times in ATTACKS.items() for _ in range(times)]
    with closing(scene.centre.store._engine.raw_connection()) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    before = lasting(scene.centre.folder), rows(scene)
    answer = tmp_path / "back.kstick"
    for number, content in enumerate(files):
        with pytest.raises(StickRefused) as refused, written_whole(answer) as out:
            take_stick(scene.centre, scene.clerk, io.BytesIO(content), out)
        assert _SENTENCES[refused.value.why], number
    assert (lasting(scene.centre.folder), rows(scene)) == before
    assert list(tmp_path.iterdir()) == []


def rows(scene: Scene) -> list[object]:
    names = ("record", "change", "feed", "device", "stored", "upload", "trail", "audit")
    with scene.centre.store.read() as connection:
        return [list(connection.exec_driver_sql(f"SELECT * FROM {name}")) for name in names]


def test_a_lost_tablet_brings_nothing_by_stick_any_more(scene: Scene) -> None:
    lost = a_device(scene.centre, replace(scene.clerk, user=scene.told.user, device="tablet-1"))
    file = scene.file(signer=lost)
    certificate = x509.load_pem_x509_certificate(lost.certificate.encode())
    row = {"org": ORG, "serial": str(certificate.serial_number), "device": "tablet-1"}
    with scene.centre.store.write() as connection:
        connection.execute(insert(tables.revoked).values(**row, at=MORNING.isoformat()))
    before = rows(scene)
    with pytest.raises(StickRefused) as refused:
        take_stick(scene.centre, scene.clerk, io.BytesIO(file))
    assert (refused.value.why, rows(scene)) == ("revoked", before)


def test_the_good_file_is_taken(scene: Scene) -> None:
    out = io.BytesIO()
    take_stick(scene.centre, scene.clerk, io.BytesIO(scene.file()), out)
    assert out.getvalue()


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "no_room"),
        (errno.EFBIG, "too_large"),
        (errno.EIO, "gone"),
        (errno.EROFS, "not_writable"),
    ],
)
def test_a_stick_that_fails_is_told_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    path = tmp_path / "勘验通.kstick"
    path.write_bytes(b"of before")

    def failing(_handle: int) -> None:
        raise OSError(number, "as a stick says it")

    monkeypatch.setattr(whole_file.os, "fsync", failing)
    with pytest.raises(StickRefused) as refused, written_whole(path) as out:
        out.write(b"half")
    assert (refused.value.why, refused.value.found) == (why, path.name)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"of before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_really_full_place_is_told(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / ".out.kstick.part").symlink_to("/dev/full")
    with pytest.raises(StickRefused) as refused, written_whole(tmp_path / "out.kstick") as out:
        out.write(scene.file())
    assert refused.value.why == "no_room"
    assert list(tmp_path.iterdir()) == []


def test_a_name_for_the_file_says_whose_and_when() -> None:
    assert whole_file.file_name("", "1号/平板", MORNING) == "勘验通-1号_平板-2026-11-23.kstick"
