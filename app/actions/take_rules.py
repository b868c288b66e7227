"""Take a rule package that the centre has sent: verified and read whole before anything changes."""

from dataclasses import replace

from app.errors import RulesRefused
from app.rules_in_use import check_running, judge, read_trusted, shelf_of, trusting, written
from app.workspace import AUTHORITY, RULES, Workspace


def take_rules(ws: Workspace, data: bytes) -> int:
    """Go by the rules in this package from now on; tells its version.

    Records that are under way keep the versions that they pinned. Cut anywhere, the rules of
    before are in use and the same package can be taken again.

    Raises:
        RulesRefused: it is not taken; the rules of before go on, and why is noted.
    """
    with ws.read() as unit:
        trusted = read_trusted(unit.settings.get(RULES))
        authority = (unit.settings.get(AUTHORITY) or b"").decode()
    shelf, now = shelf_of(ws.folder), ws.clock.now()
    try:
        package = judge(data, authority, trusted, ws.reference, now)
        version = package.manifest.version
        shelf.put(data, package, lambda fresh: check_running(ws.reference, fresh, trusted))
    except RulesRefused as refusal:
        noted = replace(trusted, refused=refusal.why, refused_file=refusal.file)
        if noted != trusted:
            with ws.unit("refuse_rules") as unit:
                unit.settings.put(RULES, written(noted))
        raise
    with ws.unit("take_rules") as unit:
        unit.settings.put(RULES, written(trusting(package, now)))
    ws.reference.turn_to(shelf.places(version), version)
    return version
