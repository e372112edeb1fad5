"""The example council's own facts and lists, in a small council that uses no national texts."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LAYERS = (ROOT / "national", ROOT / "content")

_ITS_OWN_FEEDBACK = re.compile(r"^feedback:\n(?: .*\n)+", re.MULTILINE)


def lay_example_facts(content: Path) -> None:
    """Lay the example's lists, contacts and ``site.yaml`` into a folder, both layers as one."""
    for layer in LAYERS:
        shutil.copytree(layer / "lists", content / "lists", dirs_exist_ok=True)
    shutil.copy(ROOT / "content" / "contacts.yaml", content)
    defaults, own = ((layer / "site.yaml").read_text(encoding="utf-8") for layer in LAYERS)
    text = f"national: no\n{_ITS_OWN_FEEDBACK.sub('', defaults)}\n{own}"
    (content / "site.yaml").write_text(text, encoding="utf-8")
