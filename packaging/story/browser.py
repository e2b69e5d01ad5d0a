# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium of the story's own."""
import contextlib

from selenium import webdriver
from selenium.webdriver.chrome.service import Service


@contextlib.contextmanager
def opened(folder, size=(1200, 1330)):
    "Chromium's profile lies in the folder, and goes with it."
    options = webdriver.ChromeOptions()
    for argument in ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage',
            '--disable-gpu', '--disable-background-networking', '--no-first-run', '--lang=en',
            '--window-size=%s,%s' % size, '--user-data-dir=%s' % folder]:
        options.add_argument(argument)
    driver = webdriver.Chrome(service=Service('/usr/bin/chromedriver'), options=options)
    try:
        yield driver
    finally:
        driver.quit()
