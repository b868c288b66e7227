"""`kanyan rescue`: a damaged workspace, what its backup would bring back, and bringing it back."""

import argparse
from collections.abc import Callable

from app.actions.open_workspace import close_workspace, open_workspace
from app.actions.rescue_workspace import rescue_workspace, survey_damage
from app.errors import StoreDamaged
from ui.rescue_words import offer_words, rescued_words


def tell_rescue(asked: argparse.Namespace, password: str, say: Callable[[str], None]) -> int:
    """Say how it stands, and with `--take` put the backup in place; 1 where it stays damaged."""
    try:
        close_workspace(open_workspace(asked.folder, password))
    except StoreDamaged:
        pass
    else:
        say("这个工作区完好，不需要恢复。")
        return 0
    offer = survey_damage(asked.folder, password)
    say(offer_words(offer))
    if offer.made_at is None:
        return 1
    if not asked.take:
        say("要恢复，请加 --take。")
        return 1
    say(rescued_words(rescue_workspace(asked.folder, password)))
    return 0
