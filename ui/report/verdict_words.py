"""What was checked on a paper, line by line, and what came of it."""

from app.documents.verify import Reason, Verification
from app.domain.report import WET_INK, Signature
from ui.naming import minute
from ui.paper_words import level_words, paper_reason
from ui.wording import role
from ui.words import tr


def signed_in_words(signature: Signature, form: str, *, briefly: bool = False) -> str:
    """Who signed a paper of this form when, and whether that was on a print of the paper."""
    told = f"{role(signature.role, form)} {signature.signer_name} {minute(signature.signed_at)}"
    if signature.on_paper is None:
        return told
    if briefly:
        return told + tr("（纸上签字）")
    day, witness = signature.on_paper.signed_on, signature.on_paper.witness
    return told + tr("（纸上签字，签于 {0}，见证 {1}）", day, witness)


def paper_checks(
    verdict: Verification, newer: int | None = None, *, own: bool = True
) -> list[tuple[str, bool]]:
    """Each check in words and whether it holds; the verdict comes first.

    `newer` is the version that has taken its place, as far as this tablet knows; a file that is
    not its `own` was held against nothing but itself.
    """
    lines = [(tr(paper_reason(verdict.reason)), verdict.valid)]
    if newer is not None:  # what the file itself cannot know
        lines.append((tr("已由第 {} 版替代，请以新版为准", newer), False))
    signatures = verdict.signatures
    if not signatures:
        return lines
    for each in signatures:
        who = f"{role(each.role)} {each.signer_name}"
        if each.identified_by == WET_INK:
            told = tr("{}：纸上签字，由附入扫描件的人封存；笔迹见纸质原件", who)
            lines.append((told, True))
        good = tr("{}：签名所盖内容一字未改", who)
        bad = tr("{}：签名所盖内容已被改动", who)
        lines.append((good if each.intact else bad, each.intact))
        good = tr("{}：证书由本中心签发，签署时有效", who)
        bad = tr("{}：证书不是本中心签发，或本机还没有加入中心", who)
        lines.append((good if each.trusted else bad, each.trusted))
    missing = tr("、").join(role(waiting) for waiting in verdict.missing)
    whole = not verdict.missing
    lines.append((tr("该签的都已签") if whole else tr("还缺签字：{}", missing), whole))
    for stamp in verdict.stamps:
        at = minute(stamp.at)
        good = (
            tr("时间戳 {}：有效", at)
            if stamp.current
            else tr("时间戳 {}：证书已到期，须由中心续期", at)
        )
        lines.append((good if stamp.trusted else tr("时间戳 {}：不可信", at), stamp.trusted))
    if verdict.valid:
        lines.append(
            (tr("证明级别 {0}：{1}", verdict.level.value, level_words(verdict.level)), True)
        )
    if verdict.record_digest:
        lines.append(_record(verdict, own=own))
    return lines


def _record(verdict: Verification, *, own: bool) -> tuple[str, bool]:
    digest = verdict.record_digest[:16]
    same = verdict.reason is not Reason.RECORD
    if not own:
        good = tr("所附记录与签名所指一致（摘要 {}…）", digest)
        bad = tr("所附记录与签名所指不一致（摘要 {}…）", digest)
    else:
        good = tr("所附记录与本机记录一致（摘要 {}…）", digest)
        bad = tr("所附记录与本机记录不一致（摘要 {}…）", digest)
    return (good if same else bad), same
