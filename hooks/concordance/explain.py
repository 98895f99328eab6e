"""What a rule means, for whoever reads its name in a finding."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import indent

from concordance.configuration import UsageError
from concordance.rules.catalogue import catalogue


def explain(name: str) -> str:
    """Say what a rule finds and what to do, and show it.

    Raises:
        UsageError: there is no such rule.

    """
    rules = catalogue()
    if name not in rules:
        near = get_close_matches(name, rules, 1)
        instead = f'did you mean "{near[0]}"?' if near else "concordance explain lists all"
        message = f'there is no rule "{name}": {instead}'
        raise UsageError(message)
    rule = rules[name]
    ours, theirs = rule.example.languages
    glossary = [("The glossary", rule.example.glossary)] if rule.example.glossary else []
    published = [("As it was approved", text) for text in rule.example.published[:1]]
    former = [
        ("The folder's name, as it was approved", text)
        for text in [rule.example.published_as]
        if text
    ]
    mended = [("The original, mended", text) for text in [rule.example.mended_original] if text]
    shown = (
        *glossary,
        *former,
        *published,
        (f"The original ({ours})", rule.example.original),
        (f"With the defect ({theirs})", rule.example.defect or "(there is no file)"),
        *mended,
        (f"Mended ({theirs})", rule.example.mended),
    )
    head = f"{rule.name} ({rule.family}, {rule.severity})"
    examples = [f"{title}:\n\n{indent(text.rstrip(), '    ')}" for title, text in shown]
    return "\n\n".join([head, rule.meaning, f"What to do: {rule.cure}", *examples])


def list_rules() -> str:
    """Name every rule, with what it means in a line."""
    rules = catalogue().values()
    width = max(len(rule.name) for rule in rules)
    return "\n".join(f"{rule.name:{width}}  {rule.severity:7}  {rule.meaning}" for rule in rules)
