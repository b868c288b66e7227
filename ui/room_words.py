"""What is said of a disk that is full, or will be soon."""

from ui.words import tr


def no_room(why: str) -> str:
    """Why something was not kept on a full disk, and what to do."""
    if why == "released":
        return tr("存储空间已满，已放出预留空间。请再做一次这一步，然后同步并清理空间。")
    if why == "pictures":
        return tr(
            "剩余空间太少，不再收照片和文件，好让文字还能保存。请清理空间后再试，之前的内容都在。"
        )
    return tr("存储空间已满，这一步没有保存。请清理空间后再试，之前的内容都在。")


def little_room(room: str) -> str:
    """What is said before the disk is full; nothing while there is enough."""
    if room == "low":
        return tr(
            "本机存储空间不多了（不足 500 MB）。请尽快同步，再到“设置”的“本机存储”清理，"
            "并清理其他程序的文件。"
        )
    return no_room("pictures") if room == "words" else ""


def tight() -> str:
    """What is said when a deed was kept in the room that was set aside."""
    return tr(
        "存储空间已满：这一步用预留空间保存好了。请尽快同步，并删除本机上其他程序的文件腾出空间。"
    )
