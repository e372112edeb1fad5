"""Pages that a build learns from templates, filled with each record of the example council."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route

from localoffer.calendar_days import day_of_build
from localoffer.editor.configuration import configuration
from localoffer.editor.preview.preview_files import FOLDER, preview_files
from localoffer.editor.preview.sample_page import KINDS_WITH_PREVIEW
from localoffer.kinds import Kind
from localoffer.model.editor import Editor
from localoffer.pipeline import CheckResult, Task, check
from localoffer.read.layers import is_national
from localoffer.render.assets import make_assets
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
ORIGIN = "https://editor.test"
SCRIPTS = ROOT / "templates" / "scripts" / "editor"

#: Headings of built pages that a preview leaves out, by kind. They come from other records, from
#: visits to other sites, or from what hangs together in a school's kind, phases and register.
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "school": frozenset(
        {
            "SEN information report", "A message you can copy", "It seems to answer",
            "We did not see an answer to", "It does not seem to answer", "What happens now",
            "What to ask when you visit", "Nursery and early years: ask too",
            "About the base or unit", "About a special school", "About a college",
            "What every school is expected to do", "Others like it nearby",
        }
    ),
}  # fmt: skip
#: Headings that lists of services, and what families said, have on any page.
OF_OTHER_RECORDS = frozenset({"Services", "Services that may help", "What families said about this page"})
