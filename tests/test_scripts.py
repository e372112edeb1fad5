"""The site's scripts mean what was written when they are sent."""

import json
import subprocess
from pathlib import Path

from localoffer.model.colours import Colours
from localoffer.model.looks import Looks
from localoffer.render.assets import make_assets
from localoffer.render.design import Design

ROOT = Path(__file__).parent.parent

#: The leaves of every text's syntax, in order, as the compiler of TypeScript reads it.
SYNTAX = """
const ts = require("typescript");
const kinds = ts.SyntaxKind;
const read = text => {
  const file = ts.createSourceFile("one.js", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const words = [];
  const visit = node => {
    if (node.kind === kinds.EmptyStatement || node.kind === kinds.JSDoc) return;
    if (!node.getChildCount(file)) words.push(node.getText(file));
    else node.forEachChild(visit);
  };
  visit(file);
  return words;
};
const texts = JSON.parse(require("fs").readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(texts.map(read)));
"""


def source(name: str) -> Path:
    stemmer = ROOT / "node_modules" / "stemmer" / "index.js"
    return stemmer if name == "search/stemmer.js" else ROOT / "templates" / "scripts" / name


def leaves(*texts: str) -> list[list[str]]:
    done = subprocess.run(
        ["node", "-e", SYNTAX], cwd=ROOT, input=json.dumps(texts), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_every_script_means_what_was_written_once_it_is_made_small(tmp_path: Path) -> None:
    """A template inside a template loses spaces (rjsmin 1.3.0): write it in two steps."""
    assets = make_assets(Design(ROOT), Colours(), Looks(), tmp_path)
    names = [name for name in assets.files if name.endswith(".js")]
    written = [source(name).read_text(encoding="utf-8") for name in names]
    published = [assets.files[name][1].decode() for name in names]
    both = leaves(*written, *published)
    for name, one, other in zip(names, both[: len(names)], both[len(names) :], strict=True):
        differences = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
        assert differences[:1] == [], name
        assert len(one) == len(other), name
