"""What is wrong with a file that could not be sent."""

from typing import Final

from ui.words import tr

_FILES: Final = {
    "DigestMismatch": "本机的这个文件已损坏。若还在现场，请重新拍摄；否则请联系管理员从备份恢复。",
    "UnknownRecord": "中心找不到这个文件的去处。内容仍在本机，可以再试；仍不行请联系管理员。",
    "other": "这个文件没有传成。内容仍在本机，可以再试。",
    "BadRequest": "中心没有接受这个文件。内容仍在本机，可以再试；仍不行请联系管理员。",
}


def of_file(reason: str) -> str:
    """Why a file needs a person, and what to do."""
    return tr(_FILES.get(reason, _FILES["other"]))
