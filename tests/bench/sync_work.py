"""What the benchmarks of sync move: inspections and equipment of some forty fields, and photos."""

import random

from app.domain.case import ConnectionCase
from app.domain.checklist import Answer
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.instrument import Instrument
from app.ids import CaseId, Digest, InspectionId, OrgId, RecordId
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from tests.builders import MORNING, a_case
from tests.sync.centres import RunningCentre, a_change, let_in, names, signed_in

_SAID = (
    "绝缘电阻测试合格 接地电阻符合设计要求 导体连接紧固 相位核对正确 温度 湿度 读数稳定"
    " 与出厂值相比 无明显变化 铭牌清晰 油位正常 呼吸器硅胶 未见渗漏 二次回路 端子排编号 压板投退"
    " 定值单一致 保护传动 电缆终端 警示标识 防火封堵 消防器材 模拟图板 安全工器具 试验周期"
    " 已充分放电 备用电源 闭锁可靠 计量柜 封印完好 变比核对 负荷开关 母线 间隙 爬距"
)
WORDS = _SAID.split()


def a_case_of(centre: RunningCentre, org: str) -> ConnectionCase:
    """A case with one inspector, at the centre."""
    let_in(centre, org, clerk="clerk", zhang="inspector")
    case = a_case(id=CaseId(f"case-{org}"), org=OrgId(org), team=names(["zhang"], org))
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    link.push([a_change(case, clerk, f"first-{org}")], Waiting())
    link.close()
    return case


def a_record(ws: Workspace, case: ConnectionCase, number: int) -> Inspection | Equipment:
    """Three inspections of some forty answers to one piece of equipment with many facts.

    No two say the same, and no run says what another does: a packer finds words again, not lines.
    """
    chance = random.Random(f"{case.id} {number}")
    if number % 4 == 3:
        facts = {f"fact_{n:02}": f"{chance.uniform(0, 999):.3f} {said(chance)}" for n in range(40)}
        record_id = RecordId(ws.ids.new())
        return Equipment(record_id, case.id, case.org, "transformer", "T1", ("oil",), facts)
    answers = tuple(
        Answer(f"com.group{n // 8}.item{n:02}", f"T{n % 3}", note=said(chance)) for n in range(38)
    )
    serial = f"{chance.randrange(10**8):08}"
    return Inspection(
        id=InspectionId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=ws.who.user,
        started_at=MORNING,
        answers=answers,
        instruments=(Instrument("I1", "insulation", "FLUKE 1550C", serial, "2027-03-31"),),
        opinion="，".join(said(chance) for _ in range(4)),
    )


def said(chance: random.Random) -> str:
    """What somebody might note: a few words and a reading."""
    words = "，".join(chance.choices(WORDS, k=chance.randrange(2, 5)))
    return f"{words} {chance.uniform(0, 2500):.{chance.randrange(4)}f}"


def a_photo(ws: Workspace, case: ConnectionCase, digest: Digest, size: int) -> Photo:
    """A photo that is its own bounded copy."""
    return Photo(
        id=RecordId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        owner_id=RecordId(f"visit-{case.org}"),
        item="",
        device="",
        original=digest,
        bounded=digest,
        media_type="image/jpeg",
        width_px=2048,
        height_px=1536,
        size_bytes=size,
        taken_by=ws.who.user,
        taken_at=MORNING,
    )
