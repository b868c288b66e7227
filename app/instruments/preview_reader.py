"""The child that looks at the first lines of a load file: a line of JSON goes back.

Run as `python -m app.instruments.preview_reader REQUEST`. It goes without numpy: whoever picked a
file waits for it.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.child import limit_this_process
from app.errors import LoadFileRefused
from app.instruments.load_preview import preview_load
from app.instruments.load_wishes import LoadWishes, understood_wishes

_MEMORY_BYTES: Final = 512 << 20
_CPU_S: Final = 30


def told(path: Path, wishes: LoadWishes, around: int) -> bytes:
    """The first lines of this file, or why none can be seen, as bytes."""
    try:
        return json.dumps(asdict(preview_load(path, wishes, around))).encode()
    except LoadFileRefused as refused:
        return json.dumps({"refused": asdict(refused)}).encode()
    except MemoryError:
        return json.dumps({"refused": {"name": path.name, "why": "out_of_memory"}}).encode()


if __name__ == "__main__":
    limit_this_process(_MEMORY_BYTES, _CPU_S)
    asked = json.loads(sys.argv[1])
    wishes = understood_wishes(asked["wishes"])
    sys.stdout.buffer.write(told(Path(asked["path"]), wishes, asked["around"]))
