"""The real model, loaded once a session."""

import pytest

from kimxi_cli.annotate import Annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return Annotator()
