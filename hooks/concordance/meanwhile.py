"""Work that is done in a process of its own, while this one goes on with something else."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

Result = TypeVar("Result")


@dataclass
class Meanwhile(Generic[Result]):
    """The result of some work, which begins at once where a second core is there to do it."""

    work: Callable[[], Result]
    _process: ForkProcess | None = field(default=None, init=False)
    _answer: Connection | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Begin, with all that this process knows; elsewhere the work waits until it is asked for.

        Only a process that is forked knows it at once, and systems differ in whether they can.
        """
        if (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("fork")
            self._answer, question = context.Pipe(duplex=False)
            self._process = context.Process(target=_tell, args=(question, self.work), daemon=True)
            self._process.start()
            question.close()

    def result(self) -> Result:
        """Wait for the work to be done, and give what came of it.

        Raises:
            Exception: what the work raised; of a process that was ended, nothing is known, and
                the work is done here.

        """
        if not self._process or not self._answer:
            return self.work()
        answer: tuple[Result, Exception | None]
        try:
            answer = self._answer.recv()
        except EOFError:
            return self.work()
        finally:
            self._answer.close()
            self._process.join()
        result, error = answer
        if error is not None:
            raise error
        return result


def _tell(answer: Connection, work: Callable[[], object]) -> None:
    try:
        answer.send((work(), None))
    except Exception as error:  # noqa: BLE001  (raised again where it is asked for)
        answer.send((None, error))
