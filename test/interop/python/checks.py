"""Named expectations, each printed as `ok …` or `FAIL …`."""

import traceback
from contextlib import contextmanager
from typing import Any, Callable, Iterator


class Checks:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def run(self, name: str, check: Callable[..., None], *args: Any) -> None:
        """Runs one check; whatever it raises is its failure, and the next one goes on."""
        try:
            check(*args)
        except Exception:
            self.failed += 1
            print(f"FAIL {name}", flush=True)
            print("     " + traceback.format_exc().strip().replace("\n", "\n     "))
        else:
            self.passed += 1
            print(f"ok {name}", flush=True)

    def run_all(
        self, prefix: str, checks: list[Callable[..., None]], *args: Any
    ) -> None:
        for check in checks:
            self.run(f"{prefix}: {check.__name__.replace('_', ' ')}", check, *args)


def same(actual: Any, expected: Any) -> None:
    if actual != expected:
        raise AssertionError(f"{actual!r} instead of {expected!r}")


@contextmanager
def refused(kind: type[BaseException], *words: str) -> Iterator[None]:
    """The block must raise `kind`, with all `words` in its text."""
    try:
        yield
    except kind as error:
        text = f"{error} {error.args}"
        missing = [word for word in words if word not in text]
        if missing:
            raise AssertionError(f"{missing} not in: {text}") from error
    else:
        raise AssertionError(f"no {kind.__name__} was raised")
