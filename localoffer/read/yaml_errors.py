"""The errors of the YAML parser in an editor's words: what is wrong and what to write."""

_QUOTES = 'Put the text in "quotes".'

_EXPLAINED = (
    (
        "mapping values are not allowed",
        "There is a second colon on this line, or the line above is not finished.",
        'Put text with a colon in it in "quotes", and write a space after the colon of a field.',
    ),
    (
        "could not find expected ':'",
        "This line, or the one above it, has no colon after a field's name.",
        "Write a field as name: value, and indent the further lines of a long text.",
    ),
    (
        "did not find expected key",
        "This line does not fit the lines above it: its indent differs, or quotes are in the way.",
        'Line it up with the field above, and put text with an apostrophe in "double quotes".',
    ),
    (
        "did not find expected '-'",
        "This line does not fit the rows above it, which begin with a hyphen.",
        "Begin it with a hyphen and a space, or line it up with the fields of its row.",
    ),
    (
        "expected ',' or ']'",
        "A square bracket is opened here and never closed.",
        "Add ] at the end of the list.",
    ),
    (
        "expected ',' or '}'",
        "A curly bracket is opened here and never closed.",
        "Add } at the end of the fields.",
    ),
    ("expected node content", "A bracket or a comma stands where a value begins.", _QUOTES),
    (
        "unexpected end of stream",
        "A quote is opened here and never closed.",
        "Add the same quote at the end of the text, or take this one out.",
    ),
    (
        "block sequence entries are not allowed",
        "A hyphen and a space stand where a text begins.",
        'Begin a list on a line of its own; put text that starts with a hyphen in "quotes".',
    ),
    (
        "mapping keys are not allowed",
        "A question mark and a space stand where a text begins.",
        _QUOTES,
    ),
    (
        "comment or line break",
        "Text stands on the same line as | or >.",
        "Begin the text on the next line, indented by two spaces.",
    ),
    (
        "unknown escape character",
        'A backslash between "double quotes" has a meaning of its own.',
        "Use 'single quotes', or take the backslash out.",
    ),
    (
        "hexdecimal",
        'A backslash between "double quotes" has a meaning of its own.',
        "Use 'single quotes', or take the backslash out.",
    ),
    (
        "expected <document start>",
        "This line is indented less than the first one, or a line begins with %.",
        "Line all fields up at the left edge.",
    ),
    (
        "but found another document",
        "A line of --- splits the file in two.",
        "Take that line out.",
    ),
    (
        "expected alphabetic or numeric character",
        "A text cannot begin with & or * here.",
        _QUOTES,
    ),
    (
        "tab character",
        "A tab stands where spaces belong.",
        "Write two spaces instead of each tab.",
    ),
    (
        "found character that",
        "There is a character here that YAML does not allow.",
        'Use spaces instead of tabs, and put the text in "quotes".',
    ),
    (
        "characters are not allowed",
        "There is a character here that cannot be printed.",
        "Delete it and type the text again.",
    ),
)


def explain(yaml_message: str, character: str) -> tuple[str, str]:
    """Return (what is wrong, what to write) for a message of libyaml.

    ``character`` is the one at which it stopped.
    """
    if "cannot start any token" in yaml_message:
        if character == "\t":
            return "A tab stands where spaces belong.", "Write two spaces instead."
        return f"A text cannot begin with the character {character} here.", _QUOTES
    for part, message, fix in _EXPLAINED:
        if part in yaml_message:
            return message, fix
    return (
        f"This is not YAML that can be read ({yaml_message}).",
        "Compare it with a file that works, line by line.",
    )
