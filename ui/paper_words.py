"""Why a paper is valid or not, in words."""

from typing import Final

from ui.words import tr

_PAPER: Final = {
    "ok": "签名完整可信，内容未被改动",
    "no_file": "找不到这个文件，或者打不开；请核对文件名",
    "no_authority": "用来核对的证书文件读不出，意见单未作判断；请换中心的 ca.pem",
    "not_a_pdf": "这不是 PDF 文件",
    "unreadable": "文件无法读取或已损坏",
    "no_signature": "没有签名",
    "not_intact": "签名后的内容已被改动",
    "changed_after_signing": "签名后又添加了内容",
    "untrusted": "签名证书不是受信任机构签发",
    "incomplete": "签字不全",
    "record_mismatch": "所附记录与签名不符",
}


def paper_reason(word: str) -> str:
    """Why a paper is valid or not."""
    return tr(_PAPER.get(word, word))
