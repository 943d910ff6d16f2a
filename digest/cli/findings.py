"""Pure: the faults of a mail as the text and the JSON that commands print."""

from collections.abc import Sequence

from digest.compose.lint import Finding, passed

MOST_PLACES = 20  # of a check that are printed; --json has them all


def as_answer(found: Sequence[Finding]) -> dict[str, object]:
    """The answer for a program."""
    return {
        "passed": passed(found),
        "findings": [
            {"check": one.check, "level": one.level, "where": one.where, "message": one.message}
            for one in found
        ],
    }


def printed(name: str, found: Sequence[Finding]) -> list[str]:
    """The answer for a person: each check once, its places below it, then the verdict."""
    lines: list[str] = []
    for level, check in dict.fromkeys((one.level, one.check) for one in found):
        lines.append(f"{level}  {check}")
        places = [one for one in found if (one.level, one.check) == (level, check)]
        for one in places[:MOST_PLACES]:
            lines += [f"      {one.where}", f"        {one.message}"]
        if len(places) > MOST_PLACES:
            lines.append(f"      and {len(places) - MOST_PLACES} more places")
    return [*lines, *([""] if lines else []), f"{name}: {verdict(found)}"]


def verdict(found: Sequence[Finding]) -> str:
    """How many, in words."""
    fails = sum(one.level == "fail" for one in found)
    warnings = len(found) - fails
    counts = [_counted(fails, "fault"), _counted(warnings, "warning")]
    return ", ".join(["fails" if fails else "passes", *filter(None, counts)])


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def refusal(found: Sequence[Finding]) -> str:
    """Why an edition is not sent: a line for each fail, and the ways on."""
    fails = [one for one in found if one.level == "fail"]
    lines = [f"{one.check}: {one.where}: {one.message}" for one in fails]
    lines.append(
        f"nothing was sent: {_counted(len(fails), 'fault')}; mend it, or send it as it is with --force"
    )
    return "\n".join(lines)
