"""Reads what is kept in YAML beside the code, as each process that checks has to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

FAST_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same in C, ten times as fast, where PyYAML was built with it."""


def load_table(path: Path) -> Any:  # noqa: ANN401  (what it holds is for its reader to say)
    """Read a table.

    Raises:
        yaml.YAMLError: it is not valid YAML.

    """
    return yaml.load(path.read_text(encoding="utf-8"), FAST_LOADER)  # noqa: S506  (a safe loader)
