"""Anki's sync server and client as a peer; run by the Python of a venv that has `anki` in it.

It is no part of the project and none of its dependencies (AGPL): whoever wants the comparison
installs it by hand and names that Python to `bench_sync --anki`.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from anki.collection import AddNoteRequest, Collection
from anki.decks import DeckId

PASSWORD = "bench"


def main(records: Path, folder: Path) -> None:
    """Sync these records as notes, and print seconds as JSON."""
    folder.mkdir()
    bodies = json.loads(records.read_text(encoding="utf-8"))
    port = _free_port()
    environment = {
        **os.environ,
        **{"SYNC_USER1": f"bench:{PASSWORD}", "SYNC_BASE": str(folder / "server")},
        **{"SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port), "RUST_LOG": "error"},
    }
    with subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env=environment, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port)
            print(json.dumps(_figures(bodies, folder, f"http://127.0.0.1:{port}/")))
        finally:
            server.terminate()


def _figures(bodies: list[dict[str, object]], folder: Path, url: str) -> dict[str, float]:
    first, second, third = (Collection(str(folder / f"{n}.anki2")) for n in range(3))
    auth = first.sync_login("bench", PASSWORD, url)
    _whole(first, auth, upload=True)
    _whole(second, auth, upload=False)
    kind = first.models.by_name("Basic")
    notes = []
    for body in bodies:
        note = first.new_note(kind)
        note.fields = [str(body["id"]), json.dumps(body, ensure_ascii=False)]
        notes.append(note)
    first.add_notes([AddNoteRequest(note, DeckId(1)) for note in notes])
    told = {"push": _timed(lambda: first.sync_collection(auth, False))}
    told["pull"] = _timed(lambda: second.sync_collection(auth, False))
    told["pull whole"] = _timed(lambda: _whole(third, auth, upload=False))
    some = notes[: max(1, len(notes) // 100)]
    for note in some:
        note.fields[1] = note.fields[1].replace("completion", "changed", 1) + " "
    first.update_notes(some)
    told["edits"] = _timed(lambda: first.sync_collection(auth, False))
    told["nothing"] = _timed(lambda: first.sync_collection(auth, False))
    for collection in (second, third):
        if collection.note_count() != len(bodies):
            raise SystemExit("not all notes came")
    return told


def _whole(collection: Collection, auth: object, *, upload: bool) -> None:
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)


def _timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the sync server did not start")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
