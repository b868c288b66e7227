"""`kanyan verify`: what was checked on a paper that somebody brought, and what came of it."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from app.actions.verify_report import verify_report
from app.documents.verify import Verification
from app.domain.names import minute
from app.domain.report import WET_INK
from ui.paper_words import level_words, paper_reason
from ui.wording import role


def tell_verdict(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Say the verdict; 0 where the paper is valid."""
    verdict = verify_report(asked.file, asked.trust, asked.trust_time)
    if asked.json:
        say(json.dumps(_facts(verdict), ensure_ascii=False, indent=2, default=str))
    else:
        _tell(verdict, say, trusts=bool(asked.trust))
    return 0 if verdict.valid else 1


def _tell(verdict: Verification, say: Callable[[str], None], *, trusts: bool) -> None:
    say(("✔ 有效" if verdict.valid else "✘ 无效") + f"：{paper_reason(verdict.reason)}")
    if verdict.reason == "untrusted" and not trusts:
        say("  没有给出可信的证书；请加 --trust，后接中心的 ca.pem。")
    if verdict.reason == "untrusted_stamp":
        say("  时间戳若由别的机构签发，请加 --trust-time，后接该机构的证书。")
    for signature in verdict.signatures:
        checks = f"完整 {_yes(signature.intact)}　可信 {_yes(signature.trusted)}"
        who = f"{role(signature.role)} {signature.signer_name}"
        if signature.identified_by == WET_INK:
            who += "（纸上签字，扫描件另存）"
        say(f"  {who}　{minute(signature.signed_at)}　{checks}")
    for waiting in verdict.missing:
        say(f"  {role(waiting)}　尚未签名")
    for stamp in verdict.stamps:
        good = "有效" if stamp.current else "证书已到期" if stamp.trusted else "不可信"
        say(f"  时间戳　{minute(stamp.at)}　{stamp.authority}　{good}")
    if verdict.valid:
        say(f"  证明级别 {verdict.level.value}：{level_words(verdict.level)}")
        say("  只看文件本身；是否已有新版替代，请扫单据页脚的二维码，向中心查询。")
    if verdict.record_digest:
        say(f"  记录摘要 {verdict.record_digest}")


def _facts(verdict: Verification) -> dict[str, Any]:
    told = asdict(verdict)
    for stamp in told["stamps"]:
        del stamp["certificates"]
    return told | {"proven_at": verdict.proven_at}


def _yes(holds: bool) -> str:
    return "✔" if holds else "✘"
