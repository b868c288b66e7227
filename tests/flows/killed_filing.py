"""Fills one field and one row of a form, says so, and is killed: `FOLDER FILING_ID`."""

import os
import signal
import sys
from pathlib import Path

from app.actions.keep_entry import keep_rows, keep_values
from app.actions.open_workspace import open_workspace
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.workspace import Place
from tests.flows.filings import PASSWORD


def main(folder: Path, filing_id: str) -> None:
    """Keep what is typed; nothing is closed."""
    ws = open_workspace(folder, PASSWORD)
    place = Place(
        "filing", filing_id, "investment_boundary", "", "investment_boundary", 3, "产权分"
    )
    row = FormRow("co_signers", "row-1", {"dept": "发展策划部"})
    keep_rows(ws, filing_id, [row], [], place, Filing)
    keep_values(ws, filing_id, {"investment_boundary": "产权分"}, place, Filing)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
