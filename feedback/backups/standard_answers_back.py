"""Standard answers that were written or changed between a backup and its restore."""

from sqlalchemy import Connection, insert, select, update

from feedback.backups.missing_rows import without_id
from feedback.store.tables import standard_answers


def bring_standard_answers(source: Connection, target: Connection) -> int:
    """Take each standard answer as it was changed last, in either store; return how many came."""
    changed = {
        row.name: row.changed
        for row in target.execute(select(standard_answers.c.name, standard_answers.c.changed))
    }
    number = 0
    for row in source.execute(select(standard_answers)).mappings():
        values = without_id(dict(row))
        if row["name"] not in changed:
            target.execute(insert(standard_answers), values)
        elif row["changed"] > changed[row["name"]]:
            same = standard_answers.c.name == row["name"]
            target.execute(update(standard_answers).where(same).values(values))
        else:
            continue
        number += 1
    return number
