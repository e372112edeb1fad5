"""Registers: facts of law and practice that lie as YAML beside the module that reads them."""

from pathlib import Path
from typing import Any

from localoffer.read.yaml_parser import parse


def read_register(module_file: str | Path, name: str = "") -> Any:
    """Return the values of a register: mappings, lists and text, as it was typed.

    Args:
        module_file: the path of the module beside which it lies (``__file__``).
        name: the register's file name; without one, the module's own name ending in ``.yaml``.
    """
    file = Path(module_file).with_name(name) if name else Path(module_file).with_suffix(".yaml")
    return parse(file.read_text(encoding="utf-8"), file.name).values
