"""Work in a process of its own: its result, its errors, and what happens if it is ended."""

from __future__ import annotations

import os
import signal

import pytest

from concordance.meanwhile import Meanwhile


def test_meanwhile__gives_the_result_of_another_process() -> None:
    here = os.getpid()
    elsewhere = Meanwhile(os.getpid).result()
    assert (elsewhere != here) == ((os.cpu_count() or 1) > 1)


def test_meanwhile__begins_at_once_with_what_is_known() -> None:
    known = [1, 2]
    work = Meanwhile(lambda: sum(known))
    if (os.cpu_count() or 1) > 1:
        known.append(3)
    assert work.result() == 3


def test_meanwhile__raises_what_the_work_raised() -> None:
    def fail() -> None:
        message = "no such bridge"
        raise LookupError(message)

    with pytest.raises(LookupError, match="no such bridge"):
        Meanwhile(fail).result()


def test_meanwhile__is_done_here_where_the_other_process_was_ended() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert Meanwhile(work).result() == 7


def test_meanwhile__waits_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert Meanwhile(os.getpid).result() == os.getpid()
