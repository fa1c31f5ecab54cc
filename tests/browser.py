"""A headless Chromium for the tests of the page; they are skipped where none is installed."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

MISSING = None if CHROMIUM and DRIVER else "no chromium and chromedriver on this machine"


@contextmanager
def browser() -> Iterator[Any]:
    """A selenium driver that keeps what the console and the network say."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    os.environ["SE_OFFLINE"] = "true"
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def opened(driver: Any, page: Path, anchor: str = "") -> Any:
    """The page, shown and its script done; says nothing of what was shown before."""
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(f"{page.as_uri()}{anchor}")
    deadline = time.monotonic() + 60
    while driver.execute_script("return document.documentElement.dataset.ready") != "yes":
        assert time.monotonic() < deadline, driver.get_log("browser")
        time.sleep(0.05)
    return driver


def width(driver: Any, pixels: int) -> None:
    """A screen so wide, as a phone's where it is narrow."""
    size = {"width": pixels, "height": 740, "deviceScaleFactor": 1, "mobile": pixels < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def settled(driver: Any, script: str, wanted: Any) -> Any:
    """What a script gives, once it gives what is wanted; the last it gave after five seconds."""
    deadline = time.monotonic() + 5
    while (found := driver.execute_script(script)) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
