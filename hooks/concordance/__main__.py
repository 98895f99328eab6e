"""Run the command line: ``python -m concordance``."""

import sys

from concordance.cli import run

sys.exit(run(sys.argv[1:]))
