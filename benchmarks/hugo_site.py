"""The same records as a site that Hugo builds: the files copied, their headers in its words.

Hugo keeps ``kind``, ``type`` and ``url`` for itself and knows a page's name as ``title``. What
we work out while building (age groups, first letter, lists of schools and of statements) is
written into the headers beforehand, so that Hugo's own taxonomies can group by it.
"""

import re
import shutil
from pathlib import Path

import yaml

from benchmarks.hugo_schools import Lists, lists_of, write_lists, write_visits

_LAYOUTS = Path(__file__).parent / "hugo"
_RENAMED = (("name", "title"), ("kind", "record_kind"), ("url", "web"), ("type", "register_type"))
_FOLDERS = {
    "services": "services",
    "guides": "guides",
    "topics": "landing",
    "schools": "schools",
    "reports": "reports",
    "provision": "provision",
}
_OF_SCHOOLS = ("schools", "reports", "provision")
_AGE = re.compile(r"^(minimum|maximum)_age: (\d+)$", re.MULTILINE)


def make_hugo_site(content: Path, built: Path, folder: Path) -> Lists:
    """Write the records of ``content`` as a Hugo site into ``folder``, which is emptied first.

    Styles, script and pictures are taken as they are from ``built``, a site that we built.
    Return the lists of schools and statements, which ``bring_record`` needs.
    """
    lists = lists_of(content, folder.parent / "checked")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_LAYOUTS, folder)
    for place, name in _FOLDERS.items():
        (folder / "content" / name).mkdir()
        for file in (content / place).glob("*.md"):
            bring_record(content, file.relative_to(content).as_posix(), folder, lists)
    for file in (*content.glob("*.yaml"), *(content / "lists").glob("*.yaml")):
        bring_list(content, file.relative_to(content).as_posix(), folder)
    write_lists(lists, folder)
    shutil.copytree(built / "pictures", folder / "static" / "pictures", dirs_exist_ok=True)
    (folder / "static" / "assets").mkdir()
    for file in (one for one in (built / "assets").iterdir() if one.is_file()):
        stem, _, suffix = file.name.split(".")
        shutil.copyfile(file, folder / "static" / "assets" / f"{stem}.{suffix}")
    return lists


def bring_record(content: Path, path: str, folder: Path, lists: Lists) -> None:
    """Copy one Markdown file, its header in Hugo's words."""
    place, name = path.split("/")
    _, header, body = (content / path).read_text(encoding="utf-8").split("---\n", 2)
    for ours, hugos in _RENAMED:
        header = re.sub(rf"^{ours}:", f"{hugos}:", header, flags=re.MULTILINE)
    if place in _OF_SCHOOLS:
        header = header.replace("\nneeds:", "\nschool_needs:") + lists.lines.get(path, "")
        header += f"title: {_title_of_report(name)}\n" if place == "reports" else ""
    else:
        header += _groups(place, header, content)
    file = folder / "content" / _FOLDERS[place] / name
    file.write_text(f"---\n{header}---\n{body}", encoding="utf-8")


def bring_list(content: Path, path: str, folder: Path) -> None:
    """Copy one YAML file to where Hugo looks for it."""
    (folder / "data" / path).parent.mkdir(parents=True, exist_ok=True)
    if path == "link-checks.yaml":
        write_visits(content, folder)
        return
    shutil.copyfile(content / path, folder / "data" / path)


def _title_of_report(name: str) -> str:
    return f"'SEN information report of {name.removesuffix('.md').replace('-', ' ')}'"


def _groups(place: str, header: str, content: Path) -> str:
    if place == "topics":
        return "topics: []\n"
    title = re.search(r"^title: [\"'‘“]?(.*)$", header, re.MULTILINE)
    letter = (title[1] if title else "").casefold().removeprefix("the ").lstrip("'‘“\" ")[:1]
    line = f"letter: ['{letter if 'a' <= letter <= 'z' else '0-9'}']\n"
    bounds = {found[1]: int(found[2]) for found in _AGE.finditer(header)}
    return line + (_ages(bounds, content) if bounds else "")


def _ages(bounds: dict[str, int], content: Path) -> str:
    rows = yaml.load((content / "lists" / "ages.yaml").read_bytes(), yaml.CSafeLoader)
    groups = [
        repr(row["id"])
        for row in rows
        if bounds["minimum"] <= row["maximum_age"] and bounds["maximum"] >= row["minimum_age"]
    ]
    return f"ages: [{', '.join(groups)}]\n"
