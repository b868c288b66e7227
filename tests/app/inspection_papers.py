"""A completion inspection with everything that its paper can carry, and how its PDF is read."""

import io
import re
import subprocess
from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from math import nan, pi, sin

import rfc8785
from PIL import Image, ImageDraw

from app.clock import CHINA
from app.documents.inspection_pdf import draw_inspection
from app.domain.asking import questions
from app.domain.case import ConnectionCase, Scheme
from app.domain.checklist import (
    Answer,
    CaseFacts,
    Conclusion,
    Judgement,
    Question,
    judge,
)
from app.domain.customer import Customer, CustomerClass
from app.domain.defect import Defect, Severity
from app.domain.equipment import Equipment
from app.domain.inspection import Inspection, InspectionKind
from app.domain.inspection_paper import InspectionPaper, compose_inspection_paper
from app.domain.instrument import Instrument
from app.domain.load import LoadProfile, Samples, summarise
from app.domain.paper import Issue, PaperCurve, PaperPhoto, Visit
from app.domain.signer import SignerRole
from app.domain.site import Site
from app.domain.units import Kv, Kva
from app.ids import CaseId, Digest, InspectionId, OrgId, RecordId, UserId
from app.reference.library import open_reference

NOW = datetime(2026, 5, 6, 14, 20, tzinfo=CHINA)
CASE, ORG = CaseId("case-1"), OrgId("hekou")
RECORD = rfc8785.dumps({"doc_no": "JY-2026-000127-1", "conclusion": "pass"})


def a_case() -> ConnectionCase:
    return ConnectionCase(
        id=CASE,
        org=ORG,
        application_no="3301202605060127",
        business_type="new_connection",
        customer_class=CustomerClass.HV_SINGLE,
        use_class="commerce",
        customer=Customer(
            "河口冷链物流有限公司", "周立德", "13800000127", "周立德", "330106198801012345"
        ),
        site=Site("河口县滨江新区望湖路 18 号"),
        applied_capacity_kva=Kva(Decimal(1630)),
        supply_kv=Kv(Decimal(10)),
        scheme=Scheme(
            1,
            Kva(Decimal(1630)),
            ("110 kV 望湖变 10 kV 冷链 127 线",),
            "高供高计，10 kV 侧 CT 150/5",
            "10 kV 冷链 127 线 08 号杆负荷侧 1 m 处",
        ),
    )


DEVICES = tuple(
    Equipment(RecordId(name), CASE, ORG, kind, label, tags, facts)
    for name, kind, label, tags, facts in (
        ("t1", "transformer", "1 号主变", ("transformer_dry",), {"s_kva": "1000", "u_kv": "10"}),
        ("t2", "transformer", "2 号主变", ("transformer_dry",), {"s_kva": "630", "u_kv": "10"}),
        ("c1", "cable", "127 线进线电缆", ("cable_hv",), {"u_kv": "10"}),
    )
)


def an_answer(question: Question, number: int) -> Answer:
    if question.item.limit:
        typed = {spec.name: "0.45" for spec in question.typed if spec.kind != "choice"}
        return Answer(question.item.id, question.device_id, question.phase, inputs=typed)
    if number % 17 == 5:
        return Answer(
            question.item.id,
            question.device_id,
            question.phase,
            Judgement.FAIL,
            note="温控器未接入跳闸回路，现场试验不动作",
        )
    text = "2" if question.item.kind in ("text", "count") else ""
    return Answer(question.item.id, question.device_id, question.phase, Judgement.PASS, text)


def a_photo(number: int) -> PaperPhoto:
    picture = Image.new("RGB", (800, 600), (90 + 20 * number, 120, 140))
    ImageDraw.Draw(picture).rectangle((200, 120, 600, 520), fill=(210, 214, 218))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return PaperPhoto(out.getvalue(), f"1 号主变铭牌与温控器（{number}）　2026-05-06 10:1{number}")


def a_curve(days: int = 365) -> PaperCurve:
    start = datetime(2025, 5, 1, tzinfo=CHINA)
    values = array(
        "d",
        (
            420 + 180 * sin(2 * pi * i / 96 - 2) + 90 * sin(2 * pi * i / 35040) + (i * 7919 % 60)
            for i in range(96 * days)
        ),
    )
    for i in range(96 * 100, 96 * 112):
        values[i % len(values)] = nan
    values[96 * min(days - 1, 260) + 40] = 806.4
    samples = Samples(start, 900, {"p_kw": values})
    profile = LoadProfile(
        RecordId("l1"),
        CASE,
        ORG,
        "冷链_2025.csv",
        Digest("0" * 64),
        Digest("1" * 64),
        "3301000127",
        "mean",
        "start",
        summarise(samples),
        NOW,
    )
    return PaperCurve(profile, samples)


def an_issue(*expected: SignerRole) -> Issue:
    return Issue(
        organisation="国网河口县供电公司",
        doc_no="JY-2026-000127-1",
        revision=1,
        issued_at=NOW,
        inspectors=("林岚", "陈卓"),
        record=RECORD,
        record_digest=Digest(sha256(RECORD).hexdigest()),
        qr="https://kanyan.example/r/JY-2026-000127-1?h=5f5f5f5f5f5f5f5f",
        expected=expected or (SignerRole.INSPECTOR, SignerRole.CUSTOMER),
    )


def a_visit() -> Visit:
    reference = open_reference()
    checklist = reference.checklist("completion_inspection")
    facts = CaseFacts(Decimal(10), "commerce", "none", frozenset({"capacitor", "genset"}))
    asked = questions(checklist, facts, DEVICES)
    findings = tuple(
        judge(question, an_answer(question, number), reference.limits, photos=2)
        for number, question in enumerate(asked)
    )
    inspection = Inspection(
        InspectionId("i1"),
        CASE,
        ORG,
        InspectionKind.COMPLETION,
        1,
        "completion_inspection",
        checklist.version,
        UserId("lin"),
        NOW - timedelta(hours=4),
        instruments=(
            Instrument("a", "insulation_tester", "2500 V", "JY-0093", "2026-11-30"),
            Instrument("b", "接地电阻测试仪", "ZC-8", "DZ-1127", "2026-09-15"),
        ),
        opinion="1 号主变温控器跳闸回路未接入，整改后申请复验；其余各项符合供电方案及设计要求。",
        recorded_at=NOW,
        conclusion=Conclusion.RECTIFY,
    )
    defect = Defect(
        RecordId("d1"),
        CASE,
        ORG,
        InspectionId("i1"),
        "com.tx.temp",
        "t1",
        "配电室　1 号主变",
        "温控器超温跳闸接点未接入 10 kV 进线断路器跳闸回路",
        Severity.MAJOR,
        "GB 50150-2016 8.0.1",
    )
    return Visit(
        a_case(),
        inspection,
        findings,
        (defect,),
        DEVICES,
        tuple(a_photo(number) for number in range(1, 6)),
        a_curve(),
        scheme=a_case().scheme,
    )


@cache
def a_paper() -> InspectionPaper:
    return compose_inspection_paper(a_visit(), an_issue())


@cache
def the_pdf() -> bytes:
    return draw_inspection(a_paper())


def a_short_paper(**changes: object) -> InspectionPaper:
    bare = replace(a_paper(), documents=(), groups=(), photos=(), curve=None, quality=None)
    return replace(bare, **changes)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    """The text as any reader extracts it, with all white space gone (lines break anywhere)."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return "".join(done.stdout.decode().split())


def text_without_feet(pdf: bytes) -> str:
    foot = r"客户受电工程竣工检验意见单JY-[-0-9]+第1版记录摘要SHA-256[0-9a-f]{32}第\d+页共\d+页"
    return re.sub(foot, "", text_of(pdf))


def squeezed(text: str) -> str:
    return "".join(text.split())
