"""Rule packages: taken whole or not at all, only upward, and old records keep their rules."""

import random
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.actions.start_inspection import start_inspection
from app.actions.take_rules import take_rules
from app.documents.device_key import new_device_key, signing_request
from app.domain.inspection import Inspection, InspectionKind
from app.errors import RulesDamaged, RulesRefused
from app.papers import _visit
from app.reference.library import RESOURCES
from app.reference.package import FOLDERS, open_package
from app.rules_in_use import Trusted
from app.views.visits import inspection_page
from app.workspace import Workspace
from sync.server import rules
from sync.server.accounts import Account
from sync.server.authority import RulesSigner
from tests.builders import a_case, a_typical_substation, an_event
from tests.sync.rule_packages import (
    CALENDAR,
    CHECKLIST,
    INPUTS,
    LIMITS,
    TIMES,
    Publisher,
    a_publisher,
    a_trusting_tablet,
    document,
    kept_below,
    opened_again,
    shipped,
    trusted_by,
)

NEXT_YEAR = ("published_years: [2024, 2025, 2026]", "published_years: [2024, 2025, 2026, 2027]")
NEW_YEARS_DAY = ("holidays:   # days off", 'holidays:\n  "2027": ["01-01"]  # days off')


TO_INSPECTION = (
    *("application.submitted", "application.accepted", "survey.scheduled", "survey.completed"),
    *("scheme.submitted_for_approval", "scheme.approved", "scheme.replied", "scheme.confirmed"),
    *("works.started", "completion.requested"),
)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Publisher]:
    with a_publisher(tmp_path / "centre") as made:
        yield made


@pytest.fixture
def tablet(tmp_path: Path, centre: Publisher) -> Iterator[Workspace]:
    with a_trusting_tablet(tmp_path / "tablet", centre) as made:
        yield made


def a_calendar(version: str = "2027.1") -> dict[str, bytes]:
    return {CALENDAR: shipped(CALENDAR, NEXT_YEAR, NEW_YEARS_DAY, version=version)}


def refused(ws: Workspace, data: bytes) -> str:
    with pytest.raises(RulesRefused) as refusal:
        take_rules(ws, data)
    return refusal.value.why


def test_a_package_is_in_use_at_once_and_after_the_next_start(
    centre: Publisher, tablet: Workspace
) -> None:
    held = tablet.reference
    assert 2027 not in held.calendar.published_years
    assert take_rules(tablet, centre.publish(a_calendar())) == 1
    assert 2027 in held.calendar.published_years  # whoever held the rules has the new ones
    assert held.checklist("completion_inspection").version  # what is not in it is as before
    again = opened_again(tablet)
    assert (again.reference.edition, trusted_by(again).version) == (1, 1)
    assert not again.reference.calendar.is_working(date(2027, 1, 1))
    opened_again(again)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """One byte changed, cut off, or put in."""
    place = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:place]
        case 1:
            return data[:place] + bytes([chance.randrange(256)]) + data[place:]
        case _:
            flipped = data[place] ^ (1 << chance.randrange(8))
            return data[:place] + bytes([flipped]) + data[place + 1 :]


def test_two_hundred_tampered_packages_are_refused_and_leave_nothing(
    centre: Publisher, tablet: Workspace
) -> None:
    take_rules(tablet, centre.publish(a_calendar()))
    data = centre.publish({LIMITS: shipped(LIMITS), INPUTS: shipped(INPUTS)})
    before, trusted = kept_below(tablet.folder), trusted_by(tablet)
    chance = random.Random(20)
    for number in range(200):
        bad = spoilt(data, chance)
        if bad == data:
            continue
        assert refused(tablet, bad) in {"changed", "unreadable", "unsigned", "wrong_signer"}, number
        assert kept_below(tablet.folder) == before
    assert trusted_by(tablet).version == trusted.version
    assert tablet.reference.edition == 1
    assert take_rules(tablet, data) == 2  # and the true one is still welcome


def test_a_flipped_byte_in_any_file_is_found(centre: Publisher, tablet: Workspace) -> None:
    data = centre.publish({LIMITS: shipped(LIMITS), INPUTS: shipped(INPUTS), **a_calendar()})
    whole = document(data)
    assert len(whole["files"]) == 5  # with the two that gave way
    for path, text in whole["files"].items():
        files = whole["files"] | {path: text[:-2] + ("x" if text[-2] != "x" else "y") + text[-1:]}
        bad = msgspec.json.encode(whole | {"files": files})
        assert refused(tablet, bad) == "changed"
        assert trusted_by(tablet).refused_file == path
    for part in ("manifest", "certificate", "signature"):
        bad = msgspec.json.encode(whole | {part: ""})
        assert refused(tablet, bad) in {"changed", "unsigned"}
    assert kept_below(tablet.folder) == {}


def test_nobody_but_the_rules_key_of_this_centre_signs_rules(
    centre: Publisher, tablet: Workspace, tmp_path: Path
) -> None:
    with a_publisher(tmp_path / "other") as other:
        assert refused(tablet, other.publish(a_calendar())) == "wrong_signer"
        # Another centre's package, signed anew by ours, is still another centre's.
        theirs = centre.forge({}, centre=other.authority.fingerprint)
        assert refused(tablet, theirs) == "wrong_signer"
    # A tablet's key hangs from the same root, and may sign papers but never rules.
    key = new_device_key()
    account = Account("lin", "林岚", "xining", ("admin",), "tablet-7")
    certificate = centre.authority.certify(signing_request(key, "林岚", ""), account)
    pem = serialization.load_pem_private_key(key.encode(), password=None)
    assert isinstance(pem, ec.EllipticCurvePrivateKey)
    by_tablet = _resigned(centre.publish(a_calendar()), RulesSigner(pem, certificate))
    assert refused(tablet, by_tablet) == "wrong_signer"
    # Nor does a certificate of our root for some other purpose.
    other_use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
    made = (
        x509.CertificateBuilder()
        .subject_name(centre.authority.root.subject)
        .issuer_name(centre.authority.root.subject)
        .public_key(pem.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(centre.clock.now() - timedelta(days=1))
        .not_valid_after(centre.clock.now() + timedelta(days=1))
        .add_extension(other_use, critical=True)
        .sign(centre.authority.key, hashes.SHA256())
    )
    other = RulesSigner(pem, made.public_bytes(serialization.Encoding.PEM).decode())
    assert refused(tablet, _resigned(centre.forge({}), other)) == "wrong_signer"


def test_an_older_or_replayed_package_is_refused(centre: Publisher, tablet: Workspace) -> None:
    first = centre.publish(a_calendar())
    second = centre.publish(a_calendar("2027.2"))
    take_rules(tablet, second)
    assert refused(tablet, first) == "older"
    assert refused(tablet, second) == "replayed"  # it is in use already
    assert refused(tablet, centre.forge({}, version=2)) == "replayed"  # another of its number
    assert refused(tablet, centre.forge({}, version=3, previous="0" * 64)) == "replayed"
    again = opened_again(tablet)
    assert refused(again, first) == "older"  # also by a program that was started anew
    opened_again(again)


def test_a_folder_put_back_or_taken_away_brings_no_older_rules_in(
    centre: Publisher, tablet: Workspace
) -> None:
    first, second = centre.publish(a_calendar()), centre.publish(a_calendar("2027.2"))
    take_rules(tablet, first)
    take_rules(tablet, second)
    (tablet.folder / "rules/2" / CALENDAR).write_bytes(a_calendar("2026.0")[CALENDAR])
    again = opened_again(tablet)
    assert (again.reference.edition, trusted_by(again).version) == (1, 2)  # damaged, and known so
    assert refused(again, first) == "older"
    assert take_rules(again, second) == 2  # the same again mends it
    assert again.reference.edition == 2
    opened_again(again)


def test_a_key_that_was_replaced_signs_nothing_any_more(
    centre: Publisher, tablet: Workspace
) -> None:
    old_key = centre.signer()
    centre.clock.at += timedelta(days=1)
    fresh = centre.signer(new_key=True)
    assert fresh.since > old_key.since
    take_rules(tablet, centre.publish(a_calendar()))
    digest = trusted_by(tablet).digest
    stolen = _resigned(centre.forge({}, version=2, previous=digest), old_key)
    assert refused(tablet, stolen) == "old_key"


def test_an_expired_package_is_refused_and_one_in_use_goes_on(
    centre: Publisher, tablet: Workspace
) -> None:
    data = centre.publish(a_calendar(), days=10)
    tablet.clock.at += timedelta(days=10)  # type: ignore[attr-defined]
    assert refused(tablet, data) == "expired"
    tablet.clock.at -= timedelta(days=1)  # type: ignore[attr-defined]
    take_rules(tablet, data)
    assert not trusted_by(tablet).runs_out(tablet.clock.now())
    tablet.clock.at += timedelta(days=30)  # type: ignore[attr-defined]
    again = opened_again(tablet)
    assert trusted_by(again).runs_out(again.clock.now())
    assert (again.reference.edition, 2027 in again.reference.calendar.published_years) == (1, True)
    opened_again(again)


@pytest.mark.parametrize(
    "path",
    [
        "../evil.yaml",
        "calendars/../../evil.yaml",
        "/etc/evil.yaml",
        "office/case.html",
        "calendars/china.py",
        "calendars\\china.yaml",
        "calendars/CON .yaml",
        "translations/kanyan_en.qm",
    ],
)
def test_a_file_of_a_strange_name_is_refused(
    centre: Publisher, tablet: Workspace, path: str
) -> None:
    before = sorted(p.name for p in tablet.folder.parent.iterdir())
    assert refused(tablet, centre.forge({path: b"version: 1"})) == "unknown_file"
    assert kept_below(tablet.folder) == {}
    assert sorted(p.name for p in tablet.folder.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CALENDAR, "01-04, 02-14", "01-05, 02-14"),
        (TIMES, "limit: 10, unit: WD, layer: promise, priority: 20", "limit: ten"),
        (LIMITS, 'pass_if: "x <= limit"', 'pass_if: "x <= "'),
        (CHECKLIST, "kind: measurement", "kind: measure"),
    ],
)
def test_a_damaged_file_never_takes_the_place_of_a_good_one(
    centre: Publisher, tablet: Workspace, path: str, old: str, new: str
) -> None:
    take_rules(tablet, centre.publish(a_calendar()))
    before = kept_below(tablet.folder)
    bad = {path: shipped(path, (old, new), version="2027.5")}
    if path == LIMITS:
        bad[INPUTS] = shipped(INPUTS, version="2027.5")
    digest = trusted_by(tablet).digest
    assert refused(tablet, centre.forge(bad, version=2, previous=digest)) == "damaged"
    assert (kept_below(tablet.folder), tablet.reference.edition) == (before, 1)
    with pytest.raises(RulesRefused) as refusal:  # nor would the centre have sent it
        centre.publish(bad)
    assert (refusal.value.why, refusal.value.file) == ("damaged", path.split("/")[1])


def test_rules_that_reach_back_are_not_published_and_not_taken(
    centre: Publisher, tablet: Workspace
) -> None:
    take_rules(tablet, centre.publish(a_calendar()))
    tighter = {TIMES: shipped(TIMES, ("limit: 10, unit: WD", "limit: 9, unit: WD"))}
    with pytest.raises(RulesRefused) as refusal:
        centre.publish(tighter)
    assert (refusal.value.why, refusal.value.where) == ("reaches_back", "sch-624-hvs")
    digest = trusted_by(tablet).digest
    assert refused(tablet, centre.forge(tighter, version=2, previous=digest)) == "reaches_back"
    assert "rules/2/package.json" not in kept_below(tablet.folder)


def test_what_changes_has_a_new_version_and_what_gives_way_stays_beside_it(
    centre: Publisher, tablet: Workspace
) -> None:
    same = shipped(CHECKLIST, ("zh: ", "zh: 新"), version="2026.13")
    with pytest.raises(RulesRefused) as refusal:
        centre.publish({CHECKLIST: same})
    assert (refusal.value.why, refusal.value.found) == ("same_version", "2026.13")
    older = CHECKLIST.replace(".yaml", "-2026.11.yaml")
    with pytest.raises(RulesRefused) as refusal:
        centre.publish({older: shipped(older)})
    assert (refusal.value.why, refusal.value.file) == ("same_version", older)
    take_rules(tablet, centre.publish({CHECKLIST: shipped(CHECKLIST)}))
    take_rules(tablet, centre.publish({CHECKLIST: shipped(CHECKLIST, version="2027.2")}))
    take_rules(tablet, centre.publish(a_calendar()))  # the checklist stays in the package
    for version in ("2026.11", "2026.13", "2027.1", "2027.2"):
        assert tablet.reference.checklist("completion_inspection", version).version == version
    assert tablet.reference.checklist("completion_inspection").version == "2027.2"
    with pytest.raises(RulesDamaged):
        tablet.reference.checklist("completion_inspection", "2027.3")


def test_nothing_new_is_not_published_but_the_same_may_be_renewed(
    centre: Publisher, tablet: Workspace
) -> None:
    take_rules(tablet, centre.publish(a_calendar()))
    with pytest.raises(RulesRefused) as refusal:
        centre.publish(a_calendar())
    assert refusal.value.why == "nothing_new"
    centre.clock.at += timedelta(days=300)
    tablet.clock.at += timedelta(days=300)  # type: ignore[attr-defined]
    assert take_rules(tablet, centre.publish({})) == 2
    renewed = trusted_by(tablet)
    assert renewed.expires_at == centre.clock.now() + timedelta(days=rules.DAYS)
    assert 2027 in tablet.reference.calendar.published_years


def test_a_cut_before_it_counts_leaves_the_rules_of_before(
    centre: Publisher, tablet: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = centre.publish(a_calendar())

    def power_goes(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.actions.take_rules.trusting", power_goes)
    with pytest.raises(KeyboardInterrupt):
        take_rules(tablet, data)
    monkeypatch.undo()
    again = opened_again(tablet)
    assert (again.reference.edition, trusted_by(again)) == (0, Trusted())
    assert take_rules(again, data) == 1  # what was left lying is no hindrance
    opened_again(again)


def test_a_package_says_what_it_is_and_every_shipped_file_may_be_in_one(
    centre: Publisher, tablet: Workspace
) -> None:
    given = {
        path.relative_to(RESOURCES).as_posix(): shipped(path.relative_to(RESOURCES).as_posix())
        for path in sorted(RESOURCES.rglob("*.yaml"))
        if "-" not in path.stem
    }
    package = open_package(centre.publish(given), centre.authority.certificate)
    assert set(given) <= set(package.files)
    assert package.manifest.centre == centre.authority.fingerprint
    assert InspectionKind.SURVEY.value + "-2026.12.yaml" in str(sorted(package.files))
    take_rules(tablet, centre.forge(package.files))
    assert tablet.reference.limits_version == "2027.1"
    assert tablet.reference.limits_of("2026.12").keys() == tablet.reference.limits.keys()


def _resigned(data: bytes, signer: RulesSigner) -> bytes:
    whole: dict[str, Any] = document(data)
    signature = b64encode(signer.sign(b"kanyan rules 1\n" + whole["manifest"].encode())).decode()
    return msgspec.json.encode(whole | {"certificate": signer.certificate, "signature": signature})


def test_l28_an_open_draft_and_an_old_record_keep_the_rules_they_were_begun_with(
    centre: Publisher, tablet: Workspace
) -> None:
    case = a_case(org=tablet.who.org, team=(tablet.who.user,))
    with tablet.unit("come_down") as unit:
        unit.save(case)
        for device in a_typical_substation():
            unit.save(replace(device, org=tablet.who.org))
        for number, code in enumerate(TO_INSPECTION):
            unit.save(replace(an_event(code, number=number), org=tablet.who.org))
    visit = start_inspection(tablet, case.id, InspectionKind.COMPLETION)
    assert visit.limits_version == "2026.12"
    before = inspection_page(tablet, visit.id)
    tighter = {
        LIMITS: shipped(LIMITS, ("limit: 4}", "limit: 3}")),
        INPUTS: shipped(INPUTS, ("zh: 吸收比", "zh: 吸收比（新）")),
        CHECKLIST: shipped(CHECKLIST, ("- id: com.doc.licence", "- id: com.doc.licences")),
    }
    take_rules(tablet, centre.publish(tighter))
    assert tablet.reference.limits != tablet.reference.limits_of("2026.12")
    with tablet.read() as unit:
        before_anew = _visit(tablet, unit, unit.get(Inspection, visit.id))
    after = inspection_page(tablet, visit.id)
    assert (after.findings, after.missing) == (before.findings, before.missing)
    take_rules(tablet, centre.publish(a_calendar()))
    again = opened_again(tablet)
    with again.read() as unit:  # value and canonical record of the paper, drawn from the same
        assert _visit(again, unit, unit.get(Inspection, visit.id)) == before_anew
    fresh = again.reference.checklist("completion_inspection")
    assert "com.doc.licences" in {item.id for part in fresh.sections for item in part.items}
    opened_again(again)


def test_every_folder_of_rules_may_be_in_a_package() -> None:
    folders = {path.parent.name for path in RESOURCES.rglob("*.yaml")}
    assert folders <= set(FOLDERS)


def test_limits_and_their_inputs_carry_one_version() -> None:
    heads = [yaml.safe_load((RESOURCES / name).read_text("utf-8")) for name in (LIMITS, INPUTS)]
    assert heads[0]["version"] == heads[1]["version"]
