# SPDX-License-Identifier: Apache-2.0
"""Tryton's web client in a headless Chromium, handled the way a person does: by what is written
on menus, fields and buttons. Nothing sleeps: every step waits until the page shows what it needs.

What is looked for is looked for in the dialog in front, or else in the tab in front.
"""
import contextlib

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException, ElementNotInteractableException,
    InvalidElementStateException, JavascriptException, NoSuchElementException,
    StaleElementReferenceException, TimeoutException)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from page import CALL, LIST_OF_FORM, MENU

_PATIENCE = 30
_NOT_YET = (ElementClickInterceptedException, ElementNotInteractableException,
    InvalidElementStateException, JavascriptException, NoSuchElementException,
    StaleElementReferenceException)
_DIALOG = '.modal.in'
_ROW = 'table.tree > tbody > tr'
_TAB = '#tabcontent > .tab-pane.active'
# No request under way, and no dialog that is still opening or closing.
_QUIET = '''
    if (!window.jQuery || !window.Sao || jQuery.active) return false;
    return !jQuery('.modal:visible:not(.in), .modal-backdrop.fade:not(.in)').length;
    '''


class WebClient:
    def __init__(self, driver, url, database):
        self.driver = driver
        self.url = url
        self.database = database

    # People

    def login(self, login, password):
        self.logout()
        self._when('a field for the login',
            lambda: self._find('#login').send_keys(login) or True)
        self.press('Login')
        self._when('a field for the password', lambda: self._find(
                _DIALOG + ' input[type=password]').send_keys(password) or True)
        self.press('OK')
        self._when('the menu', lambda: self._find('#menu .treeview tbody tr'))
        self.settle()

    def logout(self):
        if self.driver.current_url.startswith(self.url):
            self.driver.execute_script('localStorage.clear(); sessionStorage.clear()')
        # A page of its own, or else the client opens again what was open.
        self.driver.get('about:blank')
        self.driver.get(self.url + '#' + self.database)
        self.settle()

    # Menus, tabs, lists

    def open_menu(self, *path, shown='.panel-body'):
        "Closes what is open, unfolds what lies above the last entry, and opens that."
        self._close_tabs()
        for depth in range(1, len(path)):
            self._when('the menu %s' % ' / '.join(path[:depth + 1]),
                lambda: self._menu_row(path[:depth + 1]) or self._unfold(path[:depth]))

        def click():
            self._menu_row(path).find_element(By.CSS_SELECTOR, '.column-char').click()
            return True
        self._when('the menu %s' % ' / '.join(path), click)
        self._when('the tab of %s' % path[-1],
            lambda: self._find('#tabcontent > .active ' + shown))
        self.settle()

    def _close_tabs(self):
        # A tab that is open already would come to the front as it was left.
        def close():
            for each in self.driver.find_elements(By.CSS_SELECTOR, '#tablist button.close'):
                each.click()
            return not self.driver.find_elements(By.CSS_SELECTOR, '#tablist li')
        self._when('an end of the open tabs', close)

    def _unfold(self, path):
        self._menu_row(path).find_element(By.CSS_SELECTOR, '.expander').click()
        self.settle()

    def _menu_row(self, path):
        rows, margin = iter(self._menu_rows()), -1
        for name in path:
            for found, indent, row in rows:
                if indent <= margin:
                    return None
                if found == name:
                    margin = indent
                    break
            else:
                return None
        return row

    def _menu_rows(self):
        return self.driver.execute_script(MENU)

    def choose_row(self, *words):
        "Opens the row of the list that has all the words."
        def double_click():
            webdriver.ActionChains(self.driver).double_click(_cell(self._row(words))).perform()
            return True
        self._when('a row with %s' % ', '.join(words), double_click)
        self.settle()

    def mark_row(self, *words):
        "The box in front of the row; the client marks the first one by itself."
        def mark():
            box = self._row(words).find_element(By.CSS_SELECTOR, '.selection-state input')
            if not box.is_selected():
                box.click()
            return box.is_selected()
        self._when('a row with %s' % ', '.join(words), mark)
        self.settle()

    def row(self, *words):
        return self._when('a row with %s' % ', '.join(words), lambda: self._row(words).text)

    def rows_of(self, title):
        "The texts of the rows in the form's list with this title."
        self.settle()
        panel = self._when('the list %s' % title, lambda: self._scope().find_element(
                By.XPATH, LIST_OF_FORM % title))
        return [_words_of(row) for row in panel.find_elements(By.CSS_SELECTOR, _ROW)
            if row.is_displayed()]

    def page(self, title):
        "A page of a form's notebook, or of a list, where a count may follow the title."
        def click():
            self._scope().find_element(By.XPATH, './/ul[contains(@class, "nav-tabs")]'
                '//a[normalize-space()="%s" or normalize-space(text())="%s"]'
                % (title, title)).click()
            return True
        self._when('the page %s' % title, click)
        self.settle()

    # Forms

    def tool(self, title):
        "A button of the bar above the form or list."
        def click():
            self._visible('.toolbar button[title="%s"]' % title).click()
            return True
        self._when('the button %s above' % title, click)
        self.settle()

    def launch(self, action):
        "An action for the marked rows, from the menu above the list."
        self.tool('Launch action')

        def click():
            self._scope().find_element(By.XPATH, './/*[contains(@class, "open")]//li'
                '//a[normalize-space()="%s"]' % action).click()
            return True
        self._when('the action %s' % action, click)
        self.settle()

    def relate(self, title):
        "Opens what belongs to the record, from the menu above the form."
        self.tool('Open related records')

        def click():
            self._scope().find_element(By.XPATH, './/*[contains(@class, "open")]//li'
                '//a[normalize-space()="%s"]' % title).click()
            return True
        self._when('the related %s' % title, click)
        self._when('the tab of %s' % title, lambda: title in self._find(
                '#tablist li.active').text)
        self.settle()

    def add_to(self, title):
        "New, on the list of a form with this title."
        def click():
            self._scope().find_element(By.XPATH,
                LIST_OF_FORM % title + '//button[@title="New"]').click()
            return True
        self._when('the list %s' % title, click)
        self._when('the form for it', lambda: self._find(_DIALOG + ' .form'))
        self.settle()

    def press(self, text):
        def click():
            self._button(text).click()
            return True
        self._when('the button %s' % text, click)
        self.settle()

    def has_button(self, text):
        self.settle()
        try:
            return self._button(text).is_enabled()
        except NoSuchElementException:
            return False

    def enter(self, name, text):
        "A late answer may empty the field again: a person looks, and types it once more."
        def leave():
            self._field(name).send_keys(Keys.TAB)
            return True
        for _ in range(3):
            self._type(name, text)
            self._when('a way out of the field %s' % name, leave)
            self.settle()
            if self.value(name) or not text:
                return
        raise LookupError('the field %s does not keep %s' % (name, text))

    def _type(self, name, text):
        def type_in():
            entry = self._field(name)
            entry.clear()
            entry.send_keys(text)
            return True
        self._when('the field %s' % name, type_in)

    def choose(self, name, text):
        """A record by its name: type it, take the proposal. A late answer may empty the field
        before the client looks for proposals: a person types it again."""
        def take():
            self._scope().find_element(By.XPATH, './/*[contains(@class, "dropdown") and '
                'contains(@class, "open")]//li//*[normalize-space()="%s"]' % text).click()
            return True
        for last in (False, False, True):
            self._type(name, text)
            try:
                self._when('the proposal %s for %s' % (text, name), take, _PATIENCE / 3)
                break
            except LookupError:
                if last:
                    raise
        self.settle()

    def tick(self, name, wanted=True):
        def click():
            if self._field(name).is_selected() != wanted:
                self._field(name).click()
            return self._field(name).is_selected() == wanted
        self._when('the box %s' % name, click)
        self.settle()

    def select(self, name, text):
        def take():
            self._field(name).find_element(By.XPATH,
                './option[normalize-space()="%s"]' % text).click()
            return True
        self._when('the choice %s of %s' % (text, name), take)
        self.settle()

    def value(self, name):
        "What the field shows."
        self.settle()
        return self._when('the field %s' % name, lambda: [self._shown(self._field(name))])[0]

    def label(self, name):
        "What is written before the field."
        id_ = self._field(name).get_attribute('id')
        found = self._scope().find_elements(By.CSS_SELECTOR, 'label[for="%s"]' % id_)
        return found[0].text.rstrip(': ') if id_ and found else name

    def shows(self, name, *texts):
        "Waits until the field shows one of the texts; gives what it shows in the end."
        shown = None

        def compare():
            nonlocal shown
            shown = self._shown(self._field(name))
            return shown in texts
        with contextlib.suppress(TimeoutException):
            self._wait(compare)
        return shown

    # Dialogs

    def dialog(self):
        "The text of the dialog in front."
        return self._when('a dialog', lambda: self._find(_DIALOG + ' .modal-body').text)

    def answer(self, button):
        "Presses the button of a dialog, and waits until the dialog has gone."
        front = self._when('a dialog', lambda: self._find(_DIALOG))
        self.press(button)
        self._when('the end of the dialog', lambda: _is_gone(front))
        self.settle()

    # What the page asks the server

    def call(self, method, *arguments):
        """Sends a request as this person does who is logged in, without the button: gives the
        server's answer, an error as {'error': [...]}."""
        self.driver.set_script_timeout(_PATIENCE)
        return self.driver.execute_async_script(CALL, method, list(arguments))

    # Pictures and waiting

    def picture(self, path):
        self.settle()
        self.driver.save_screenshot(str(path))

    def text(self):
        return self._find('body').text

    def settle(self):
        "Twice in a row, because an answer may lead to the next request."
        quiet = 0

        def look():
            nonlocal quiet
            quiet = quiet + 1 if self.driver.execute_script(_QUIET) else 0
            return quiet > 2
        self._when('an end of the requests', look)

    def _wait(self, look, patience=_PATIENCE):
        return WebDriverWait(self.driver, patience, 0.05, _NOT_YET).until(lambda _: look())

    def _when(self, what, look, patience=_PATIENCE):
        try:
            return self._wait(look, patience)
        except TimeoutException:
            raise LookupError('found no %s on the page in %d seconds' % (what, patience))

    # Finding

    def _find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def _scope(self):
        dialogs = [each for each in self.driver.find_elements(By.CSS_SELECTOR, _DIALOG)
            if each.is_displayed()]
        return dialogs[-1] if dialogs else self._find(_TAB)

    def _field(self, name):
        return self._visible('[name="%s"]' % name)

    def _visible(self, selector):
        for each in self._scope().find_elements(By.CSS_SELECTOR, selector):
            if each.is_displayed():
                return each
        raise NoSuchElementException(selector)

    def _button(self, text):
        for each in self._scope().find_elements(By.XPATH,
                './/button[normalize-space()="%s"]' % text):
            if each.is_displayed():
                return each
        raise NoSuchElementException(text)

    def _row(self, words):
        for row in self._scope().find_elements(By.CSS_SELECTOR, _ROW):
            text = _words_of(row)
            if all(word in text for word in words):
                return row
        raise NoSuchElementException(' '.join(words))

    def _shown(self, entry):
        if entry.tag_name == 'select':
            chosen = entry.find_elements(By.CSS_SELECTOR, 'option:checked')
            return chosen[0].text if chosen else ''
        if entry.get_attribute('type') == 'checkbox':
            return entry.is_selected()
        return entry.get_property('value')


def _words_of(row):
    return ' '.join(row.text.split())


def _cell(row):
    "One that can be pressed, and leads nowhere by itself, as a party's name does."
    for cell in row.find_elements(By.CSS_SELECTOR, '.cell .widget'):
        if cell.is_displayed() and not cell.find_elements(By.TAG_NAME, 'a'):
            return cell
    raise NoSuchElementException('a cell')


def _is_gone(element):
    try:
        return not element.is_displayed()
    except StaleElementReferenceException:
        return True
