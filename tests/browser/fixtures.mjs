// The page as a test meets it: opened from a web server or from the disk, every complaint of the browser noted.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { test as base, expect } from '@playwright/test';

import { repositoryFile, SINGLE_FILE } from './surroundings.mjs';

export { expect, repositoryFile };

/** The page, with what a user does to it. */
class Gouji {
  /** @type {import('@playwright/test').Page} */
  page;
  /** What the browser complained about: console errors, uncaught errors, violations of the policy. */
  problems = [];
  #expected = [];

  constructor(page, address) {
    this.page = page;
    this.address = address;
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  /**
   * Opens the page and waits until the application has started, and has its rules: what is found at once afterwards is all.
   * @param {{withRules?: boolean}} [options] whether it waits for the rules, too
   */
  async open({ withRules = true } = {}) {
    await this.page.goto(this.address);
    await this.page.waitForFunction(() => performance.getEntriesByName('gouji-started').length > 0);
    if (withRules) await expect(this.page.locator('#headline')).not.toHaveText(/^(正在载入核对规则|Loading the rules)/);
  }

  /** Says that complaints of this kind belong to the test. */
  expectProblems(pattern) {
    this.#expected.push(pattern);
  }

  get unexpectedProblems() {
    return this.problems.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }

  /** Pastes plain text into the source, and waits until it has been checked. */
  async pastePlain(text) {
    await this.#checked(() => this.#paste({ 'text/plain': text }));
  }

  /** Pastes what a word processor or a web page puts on the clipboard. */
  async pasteRich(html, text) {
    await this.#paste({ 'text/html': html, 'text/plain': text });
  }

  async #paste(data) {
    await this.page.locator('#source').focus();
    await this.page.locator('#source').evaluate((source, data) => {
      const clipboardData = new DataTransfer();
      for (const [type, content] of Object.entries(data)) clipboardData.setData(type, content);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      // A paste made by a script inserts nothing: what the browser would do of itself is done here.
      if (source.dispatchEvent(event)) document.execCommand('insertText', false, data['text/plain']);
    }, data);
  }

  /**
   * Drops files onto the page, as if dragged from a folder.
   * @param {...(string | {name: string, bytes: Buffer})} files paths, or names with contents
   */
  async drop(...files) {
    const contents = [];
    for (const file of files) {
      const { name, bytes } = typeof file === 'string' ? { name: basename(file), bytes: await readFile(file) } : file;
      contents.push({ name, base64: bytes.toString('base64') });
    }
    await this.page.locator('body').evaluate((body, contents) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of contents) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name));
      }
      const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) || body;
      for (const type of ['dragenter', 'dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, contents);
  }

  /** Replaces the source's text as typing would, and waits until it has been checked. */
  async fill(text) {
    await this.#checked(() => this.page.locator('#source').fill(text));
  }

  /** Changes the text; on a slow machine the check waits until typing rests. */
  async #checked(change) {
    const painted = await this.page.evaluate(() => performance.getEntriesByName('gouji-painted').length);
    await change();
    await this.page.waitForFunction((before) => performance.getEntriesByName('gouji-painted').length > before, painted);
  }

  /**
   * What the browser saves when something is done: its name and its bytes. These are taken from the page: where the
   * browser's file ends up, it tells the test now and then too late, or never.
   * @param {() => Promise<void>} act what makes the browser save a file
   */
  async saved(act) {
    await this.page.evaluate(() => {
      if (URL.blobs) return;
      const create = URL.createObjectURL.bind(URL);
      URL.blobs = new Map();
      URL.createObjectURL = (blob) => {
        const url = create(blob);
        URL.blobs.set(url, blob);
        return url;
      };
    });
    const download = this.page.waitForEvent('download');
    await act();
    const file = await download;
    const address = await this.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const reader = new FileReader();
          reader.addEventListener('load', () => resolve(reader.result));
          reader.readAsDataURL(URL.blobs.get(url));
        }),
      file.url(),
    );
    return { name: file.suggestedFilename(), bytes: Buffer.from(address.slice(address.indexOf(',') + 1), 'base64') };
  }

  /** The text of the source. */
  async source() {
    return this.page.locator('#source').inputValue();
  }

  /** The findings shown: each one's rule, severity and words. */
  async findings() {
    return this.page.locator('#findings [data-finding]').evaluateAll((findings) =>
      findings.map(({ dataset, innerText }) => ({ rule: dataset.rule, severity: dataset.severity, text: innerText })),
    );
  }

  /** A cell of the preview. */
  cell(id) {
    return this.page.locator(`#preview [data-cell="${id}"]`);
  }
}

export const test = base.extend({
  edition: ['site', { option: true }],
  site: ['', { option: true }],

  /** The page, not opened yet. Complaints of the browser that no test expects fail the test. */
  closed: async ({ page, edition, site }, use) => {
    const gouji = new Gouji(page, edition === 'site' ? site : SINGLE_FILE);
    await use(gouji);
    expect(gouji.unexpectedProblems, 'the browser complained').toEqual([]);
  },

  /** The page, opened. */
  gouji: async ({ closed }, use) => {
    await closed.open();
    await use(closed);
  },
});
