// What people do most, as they do it, in the browsers that many desks have: `cargo xtask test --old`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { docx, html } from '../browser/docx.mjs';
import { xlsx } from '../browser/xlsx.mjs';
import { CHROMIUMS, chromium, firefox } from './browsers.mjs';

const SITE = process.env.GOUJI_SITE || 'http://127.0.0.1:4173/';
const dist = (name) => new URL(`../../dist/${name}`, import.meta.url).href;
const sample = (name) => readFileSync(fileURLToPath(new URL(`../../samples/${name}.txt`, import.meta.url)), 'utf8');
const [SOUND, BROKEN] = ['sound', 'broken'].map(sample);
/** Old engines compile slowly, and this computer may be busy. */
const PATIENCE = 30000;

/** Opens a page; what it complains about is kept. */
async function open(browser, address, before) {
  const page = await browser.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => {
    const kind = typeof message.type === 'function' ? message.type() : message.type;
    // The word that old browsers do not know stands beside the one they do.
    if (kind === 'error' && !/'wasm-unsafe-eval''. It will be ignored/.test(message.text())) page.problems.push(message.text());
  });
  if (before) await page.evaluateOnNewDocument(before);
  await page.goto(address);
  return page;
}

const text = (page, selector) =>
  page.evaluate((selector) => {
    const element = document.querySelector(selector);
    return element ? element.innerText : '';
  }, selector);

/** Waits until something holds in the page. The drivers' own ways need `eval` there, which its policy forbids. */
async function until(page, holds, ...values) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    // While one page gives way to the next, nothing can be asked.
    const answer = await page.evaluate(holds, ...values).catch((error) => ({ error: String(error) }));
    if (answer === true) return;
    if (Date.now() > end) {
      const problems = page.problems.join('\n');
      assert.fail(`waited in vain: ${JSON.stringify(answer)} for ${holds} ${JSON.stringify(values)}\n${problems}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until an element says something. */
const says = (page, selector, words) =>
  until(
    page,
    (selector, words) => {
      const element = document.querySelector(selector);
      return Boolean(element) && element.innerText.indexOf(words) >= 0;
    },
    selector,
    words,
  );

const started = (page) => until(page, () => performance.getEntriesByName('gouji-started').length > 0);

/** Clicks with the mouse; the driver of 2018 does not find everything that can be seen. */
async function press(page, selector) {
  const [x, y] = await page.evaluate((selector) => {
    const element = document.querySelector(selector);
    const isSeen = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;
    if (!isSeen(element.getBoundingClientRect())) element.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }, selector);
  await page.mouse.click(x, y);
}

/** Pastes into the draft's area, as the browser does. */
const paste = (page, data) =>
  page.evaluate((data) => {
    const source = document.getElementById('source');
    source.focus();
    const clipboardData = new DataTransfer();
    for (const type of Object.keys(data)) clipboardData.setData(type, data[type]);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    // Firefox gives an event that a script makes a clipboard of its own, and empty.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    if (source.dispatchEvent(event)) document.execCommand('insertText', false, data['text/plain']);
  }, data);

/** Drops files, as if dragged from a folder. */
const drop = (page, files) =>
  page.evaluate(
    (files) => {
      const dataTransfer = new DataTransfer();
      files.forEach((file) => {
        const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], file.name));
      });
      const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2) || document.body;
      ['dragenter', 'dragover', 'drop'].forEach((type) => {
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      });
    },
    files.map(([name, bytes]) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );

/** The bytes that the page hands over to be saved when something is done, as a browser's download would hold them. */
async function saved(page, act) {
  await page.evaluate(() => {
    window.savedFile = null;
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const reader = new FileReader();
      reader.onload = () => (window.savedFile = reader.result);
      reader.readAsDataURL(blob);
      URL.createObjectURL = create;
      return create.call(URL, blob);
    };
  });
  await act();
  await until(page, () => Boolean(window.savedFile));
  const address = await page.evaluate(() => window.savedFile);
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** The way from a draft with mistakes to a file to hand in. */
async function journey(page) {
  await started(page);
  assert.equal(await text(page, '.gouji-notice'), '');
  await paste(page, { 'text/plain': BROKEN });
  await says(page, '#headline', '处错误');
  const before = await text(page, '#headline');

  // A finding is opened, and its mending taken.
  const open = '#findings > li[data-severity="error"] [data-do="choose"]';
  const count = await page.evaluate((open) => document.querySelectorAll(open).length, open);
  let isMended = false;
  for (let number = 0; number < count && !isMended; number += 1) {
    await page.evaluate((open, number) => document.querySelectorAll(open)[number].click(), open, number);
    isMended = await page.evaluate(() => {
      const button = document.querySelector('#findings [data-do="apply"]');
      if (button) button.click();
      return Boolean(button);
    });
  }
  assert.ok(isMended, 'no finding could be mended');
  await until(page, (before) => document.getElementById('headline').innerText !== before, before);

  // A cell is edited in place, by mouse and keyboard, and undone.
  const cell = '#preview [data-cell="requests.new.natural"]';
  const figure = await text(page, cell);
  await press(page, cell);
  await page.keyboard.type('777');
  await page.keyboard.press('Enter');
  await says(page, cell, '777');
  await press(page, '#undo');
  await until(page, (cell, figure) => document.querySelector(cell).innerText === figure, cell, figure);

  await drop(page, [['年报.docx', docx(SOUND)]]);
  await says(page, '#origin', '年报.docx');
  await says(page, '#headline', '未发现错误');
  await drop(page, [['统计表.xlsx', xlsx(SOUND)]]);
  await says(page, '#origin', '统计表.xlsx');
  await drop(page, [['扫描.pdf', Buffer.from('%PDF-1.7\nnothing')]]);
  await says(page, '#notice-text', '未能打开');
  await paste(page, { 'text/plain': '' });
  await press(page, '#clear');
  await paste(page, { 'text/html': html(BROKEN), 'text/plain': BROKEN });
  await says(page, '#origin', '带表格');

  const file = await saved(page, async () => {
    await press(page, '#leave-open');
    await press(page, '[data-export="docx"]');
  });
  assert.equal(file.subarray(0, 2).toString(), 'PK');
  assert.ok(file.length > 5000);

  // Help, in a dialog.
  await page.evaluate(() => document.getElementById('rules').click());
  await until(page, () => document.getElementById('help').open);
  await press(page, '#help-close');
  assert.deepEqual(page.problems, []);
}

/** Many bodies at once. */
async function county(page) {
  await started(page);
  await drop(page, [
    ['一.docx', docx(SOUND)],
    ['二.docx', docx(BROKEN)],
  ]);
  await until(page, () => {
    const county = document.getElementById('county');
    return Boolean(county) && county.dataset.state === 'done';
  });
  assert.equal(await page.evaluate(() => document.querySelectorAll('.county-table tbody tr').length), 2);
  assert.deepEqual(page.problems, []);
}

/** The package on a page of somebody else's. */
async function portal() {
  const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
  const server = createServer((request, response) => {
    const type = types[extname(request.url)];
    response.writeHead(200, { 'content-type': type || 'text/html' });
    if (type) response.end(readFileSync(new URL(`../../dist/npm${request.url}`, import.meta.url)));
    else response.end('<!doctype html><script type="module" src="/element.js"></script><gouji-checker></gouji-checker>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

const BROWSERS = [
  ...CHROMIUMS.map((version) => ({ name: `Chromium ${version}`, version, launch: () => chromium(version) })),
  { name: 'Firefox', version: Infinity, launch: firefox },
];

// One of them alone: GOUJI_BROWSER=Firefox.
for (const { name, version, launch } of BROWSERS.filter(({ name }) => name.includes(process.env.GOUJI_BROWSER || ''))) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser && browser.close());
    const isToday = version >= 97;

    test('the edition for old browsers takes a draft from paste to a Word file', async () => {
      await journey(await open(browser, dist('gouji-old.html')));
    });

    test('and many drafts', async () => {
      await county(await open(browser, dist('gouji-old.html')));
    });

    if (isToday) {
      test('the single file takes a draft from paste to a Word file', async () => {
        await journey(await open(browser, dist('gouji.html')));
        await county(await open(browser, dist('gouji.html')));
      });

      test('the hosted page takes a draft from paste to a Word file', async () => {
        await journey(await open(browser, SITE));
        await county(await open(browser, SITE));
      });

      test('the element checks a draft, also after its memory was given back', async () => {
        const { address, close } = await portal();
        const page = await open(browser, address);
        await until(page, () => Boolean(window.customElements.get('gouji-checker')));
        const errors = () =>
          page.evaluate(
            (text) => document.querySelector('gouji-checker').load(text).then((answer) => answer.files[0].summary.errors),
            BROKEN,
          );
        assert.ok((await errors()) > 0);
        await page.evaluate(() => import('/gouji.js').then((gouji) => gouji.release()));
        await new Promise((resolve) => setTimeout(resolve, 500));
        assert.ok((await errors()) > 0);
        assert.deepEqual(page.problems, []);
        close();
      });

      test('the hosted page works with its server gone', async () => {
        const page = await open(browser, SITE);
        await until(page, () => document.documentElement.dataset.offline === '');
        await page.setOfflineMode(true);
        await page.reload();
        await started(page);
        await paste(page, { 'text/plain': BROKEN });
        await says(page, '#headline', '处错误');
        await page.setOfflineMode(false);
      });
    } else {
      test('the single file says which browser it needs', async () => {
        const page = await open(browser, dist('gouji.html'));
        await says(page, '.gouji-notice', 'Chromium 97');
        // It is told once, above a page that can be read.
        assert.equal(await page.evaluate(() => document.querySelectorAll('.gouji-notice').length), 1);
        assert.match(await text(page, 'h1'), /贴上年报/);
      });

      test('the hosted page leads to the edition for old browsers, with the link it was opened by', async () => {
        const page = await open(browser, `${SITE}#nothing`);
        await until(page, () => location.pathname.slice(-9) === '/old.html' && location.hash === '#nothing');
        await journey(page);
      });
    }

    test('without WebAssembly a notice names the floor', async () => {
      const page = await open(browser, dist('gouji-old.html'), () => delete window.WebAssembly);
      await says(page, '.gouji-notice', 'Chromium 65');
      assert.equal(await page.evaluate(() => document.querySelectorAll('.gouji-notice').length), 1);
    });
  });
}
