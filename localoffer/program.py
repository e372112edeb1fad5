"""What the program is called where it runs, for every sentence that tells how to call it."""

from typing import Final

from localoffer.workspace import IS_CHECKOUT

PROGRAM: Final = "python build.py" if IS_CHECKOUT else "local-offer"

#: The program's own repository on GitHub, whose workflows a council's repository calls.
REPOSITORY: Final = "local-offer/local-offer"
