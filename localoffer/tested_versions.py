"""The versions of libraries that this version of the program was tested with.

``python -m localoffer.tested_versions`` prints the path of the file that holds them, for pip's
``--constraint``. It can be asked before any library is installed.
"""

import sys

from localoffer.workspace import own_workspace

FILE = "requirements/runtime.txt"

if __name__ == "__main__":
    sys.stdout.write(f"{own_workspace().resources / FILE}\n")
