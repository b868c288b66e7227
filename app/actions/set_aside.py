"""Set an event aside that the centre does not take: it goes no more, and stays known why."""

from app import codec
from app.domain.case import CaseEvent
from app.domain.trail import SET_ASIDE
from app.errors import NotReady
from app.workspace import LineState, Workspace

_EVENT = codec.kind_of(CaseEvent)


def set_aside(ws: Workspace, change_id: str, reason: str) -> None:
    """Take a refused event out of what waits; what happened is noted anew as it was.

    An event is only added to and never changed, so there is nothing in it to mend. The trail keeps
    what it was, why the centre refused it and why it was set aside, and the centre gets that.

    Raises:
        NotReady: there is no reason, or the centre has not refused such an event (any more).
    """
    because = reason.strip()
    if not because:
        raise NotReady("set_aside", ("set_aside_reason",))
    with ws.unit(SET_ASIDE) as unit:
        for line in unit.outbox.all():
            change = line.change
            if change.id != change_id or line.state is not LineState.REFUSED:
                continue
            known = unit.records.agreed(change.kind, change.record_id)[0]
            if change.kind != _EVENT or known:
                break
            said = unit.records.body(change.kind, change.record_id) or {}
            unit.outbox.drop(change_id)
            unit.relay(change.kind, change.record_id)
            unit.note(
                SET_ASIDE, f"{_EVENT}/{change.record_id}", change.case_id,
                code=said.get("code", ""), at=said.get("occurred_at", ""),
                refused=line.reason, reason=because,
            )  # fmt: skip
            return
    raise NotReady("set_aside", ("set_aside_gone",))
