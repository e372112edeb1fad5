"""What docs/feedback.md says can be typed and set: each command parses, each setting is named."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from feedback import settings
from feedback.mail.delivery_attempts import WAITS
from feedback.retention.rules import RULES
from localoffer.cli.options import make_parser
from localoffer.model.feedback import Feedback
from localoffer.read.yaml_parser import parse

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "feedback.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"local-offer (feedback[^`\n]*)", PAGE)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_that_the_page_shows_can_be_typed(command: str) -> None:
    assert make_parser().parse_args(shlex.split(command)).command == "feedback"


def test_the_page_shows_every_command() -> None:
    commands = {command.split()[1] for command in COMMANDS}
    expected = {"setup", "new-key", "accounts", "export", "purge", "find", "give", "erase", "send"}
    expected |= {"backup", "restore", "bring-back", "move", "status"}
    assert expected | {"confirm-link"} == commands


def test_the_page_names_every_setting_and_no_other() -> None:
    pattern = re.compile(r"(?:FEEDBACK|LOCAL_OFFER)_[A-Z_]+")
    known = {
        value
        for value in vars(settings).values()
        if isinstance(value, str) and pattern.fullmatch(value)
    }
    of_the_workflow = {"FEEDBACK_EXPORT", "FEEDBACK_SETTINGS"}
    assert set(pattern.findall(PAGE)) == known | of_the_workflow


def test_the_numbers_on_the_page_are_those_of_the_model_and_the_example() -> None:
    commands = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert commands
    values = yaml.load(commands[1], yaml.CBaseLoader)  # noqa: S506
    fields = set(Feedback.model_fields) - {"safety"}
    assert set(values["feedback"]) == fields
    site = parse((ROOT / "content/site.yaml").read_text("utf-8"), "site.yaml").values["feedback"]
    without_default = ("address", "triage_days", "answer_days")
    for name, given in values["feedback"].items():
        default = str(Feedback.model_fields[name].default)
        assert given == (site[name] if name in without_default else default), name


def test_the_waits_and_the_rules_are_those_of_the_program() -> None:
    assert WAITS == (5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 24 * 3600)
    assert "5 minutes, half an\n  hour, 2, 6 and 24 hours" in PAGE
    assert len(RULES) == 10
