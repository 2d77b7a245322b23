// The package in other people's pages, as its recipes say it: each of them is tried here in a browser.

import { readFileSync } from 'node:fs';

import { AxeBuilder } from '@axe-core/playwright';

import { docx, html } from './docx.mjs';
import { expect, repositoryFile, STRICT, test } from './portal.mjs';
import { xlsx } from './xlsx.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
const TOTAL = 'requests.total.natural';
/** The sound report with another figure in one cell: （七）总计, 自然人. */
const WRONG = SOUND.replace(/(（七）总计\t)\d+/, '$1907');
const ELEMENT = '<script type="module" src="/gouji/element.js"></script>';

/** Waits until the element is ready, and lets it load what the page can say. */
function load(page, input, selector = 'gouji-checker') {
  return page.locator(selector).evaluate((checker, input) => checker.load(input), input);
}

/** Puts plain text into the element, as typing would. */
async function type(page, text) {
  await page.locator('gouji-checker textarea').fill(text);
}

const findings = (page) => page.locator('gouji-checker [data-finding].finding');

test.describe('a plain page', () => {
  test('says what is wrong in colour, sign and word, with the arithmetic', async ({ portal, page }) => {
    await portal.open('<h1>年报</h1><gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    const finding = findings(page).first();
    await expect(finding).toHaveAttribute('data-severity', 'error');
    await expect(finding.locator('.severity')).toHaveText('✕ 错误');
    await expect(finding.locator('.severity')).toHaveCSS('color', 'rgb(179, 38, 30)');
    const difference = finding.locator('.evidence .difference').first();
    await expect(difference).toBeHidden();
    await finding.getByText('依据').click();
    await expect(difference).toContainText('相差');
    await expect(page.getByRole('status')).toContainText('发现 1 处错误');
    await expect(page.getByRole('status')).toContainText('勾稽关系42条');
    const cell = page.locator(`gouji-checker [data-cell="${TOTAL}"]`);
    await expect(cell).toHaveText('907');
    await expect(cell).toHaveAttribute('data-severity', 'error');
    // From the list to the place, and back.
    await finding.getByRole('button').first().click();
    await expect(cell).toHaveClass(/chosen/);
    await expect(cell).toBeInViewport();
    await cell.click();
    await expect(finding).toHaveClass(/chosen/);
  });

  test('has nothing to say about a sound report, but what was checked', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, SOUND);
    await expect(page.getByRole('status')).toContainText('没有发现问题');
    await expect(page.getByRole('status')).toContainText('42条成立');
    await expect(findings(page)).toHaveCount(0);
  });

  test('is mended with a click, and Ctrl+Z takes it back', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, WRONG);
    const source = page.locator('gouji-checker textarea');
    await findings(page).locator('[data-do="apply"]').first().click();
    await expect(findings(page)).toHaveCount(0);
    await expect(source).toHaveValue(SOUND);
    await expect(page.getByRole('status')).toContainText('已修改');
    expect(await page.locator('gouji-checker').evaluate((checker) => checker.text)).toBe(SOUND);
    await source.focus();
    await page.keyboard.press('Control+z');
    await expect(source).toHaveValue(WRONG);
    await expect(findings(page)).toHaveCount(1);
  });

  test('tells of the check in an event that leaves the shadow tree', async ({ portal, page }) => {
    await portal.open(
      '<div id="outside"><gouji-checker year="2024"></gouji-checker></div>',
      `globalThis.heard = [];
       for (const type of ['gouji-ready', 'gouji-check']) {
         document.getElementById('outside').addEventListener(type, (event) => heard.push([type, event.composed, event.detail]));
       }
       await import('/gouji/element.js');`,
    );
    await page.waitForFunction(() => globalThis.heard && heard.length === 1);
    expect((await page.evaluate(() => heard[0])).slice(0, 2)).toEqual(['gouji-ready', true]);
    const result = await load(page, WRONG);
    expect(result.schema).toBe('gouji/check@1');
    const [type, composed, detail] = await page.evaluate(() => heard[1]);
    expect([type, composed]).toEqual(['gouji-check', true]);
    expect(detail).toEqual(result);
    const [report, found] = await page.locator('gouji-checker').evaluate(({ report, findings }) => [report, findings]);
    expect(report.cells[TOTAL].raw).toBe('907');
    expect(found).toEqual(result.files[0].findings);
  });

  test('what is copied from a word processor keeps its tables', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    const paste = (data) =>
      page.locator('gouji-checker textarea').evaluate((source, data) => {
        const clipboardData = new DataTransfer();
        for (const [type, content] of Object.entries(data)) clipboardData.setData(type, content);
        return source.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }));
      }, data);
    await expect(page.getByRole('status')).toContainText('粘贴文字');
    expect(await paste({ 'text/html': '<p>甲</p>', 'text/plain': '甲' })).toBe(true);
    expect(await paste({ 'text/html': html(WRONG), 'text/plain': WRONG.replaceAll('\t', '') })).toBe(false);
    await expect(findings(page)).toHaveCount(1);
  });

  test('a finger that slips onto the empty text or a picture ends in a sentence', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    await type(page, '  ');
    await expect(page.getByRole('status')).toContainText('粘贴文字');
    await expect(page.locator('gouji-checker [data-cell]')).toHaveCount(0);
    await page.locator('gouji-checker input[type=file]').setInputFiles({ name: '扫描.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) });
    await expect(page.getByRole('status')).toContainText('图片');
    await expect(page.locator('gouji-checker .checker')).toHaveAttribute('data-state', 'failed');
  });
});

test.describe('attributes', () => {
  test('read-only: findings and preview, and nothing that changes anything', async ({ portal, page }) => {
    await portal.open('<gouji-checker readonly></gouji-checker>', '', ELEMENT);
    await load(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    await expect(findings(page).locator('.fixes')).toBeVisible();
    await expect(page.locator('gouji-checker :is(textarea, input, [data-do="apply"])')).toHaveCount(0);
    await page.locator('gouji-checker').evaluate((checker) => (checker.readonly = false));
    await expect(page.locator('gouji-checker textarea')).toHaveValue(WRONG);
    await expect(findings(page).locator('[data-do="apply"]').first()).toBeVisible();
  });

  test('a text that was edited outlives a change of attributes', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await load(page, SOUND);
    await type(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    await page.locator('gouji-checker').evaluate((checker) => {
      checker.readonly = true;
      checker.lang = 'en';
    });
    await expect(findings(page)).toHaveCount(1);
    await expect(page.getByRole('status')).toContainText('Found 1 error');
    await page.locator('gouji-checker').evaluate((checker) => (checker.readonly = false));
    await expect(page.locator('gouji-checker textarea')).toHaveValue(WRONG);
  });

  test('properties are attributes, also those set before the element was there', async ({ portal, page }) => {
    await portal.open(
      '<gouji-checker></gouji-checker>',
      `const checker = document.querySelector('gouji-checker');
       checker.year = 2023;
       checker.level = 'county';
       await import('/gouji/element.js');`,
    );
    const checker = page.locator('gouji-checker');
    await expect(checker).toHaveAttribute('year', '2023');
    await expect(checker).toHaveAttribute('level', 'county');
    // The draft is of 2024: that year is said otherwise is told.
    const first = await load(page, SOUND);
    expect(first.files[0].summary.errors + first.files[0].summary.warnings).toBeGreaterThan(0);
    await checker.evaluate((checker) => {
      checker.year = null;
      checker.level = 'township';
    });
    await expect(checker).not.toHaveAttribute('year');
    await expect(page.getByRole('status')).toContainText('没有发现问题');
  });

  test('a value that means nothing is told, not passed over', async ({ portal, page }) => {
    await portal.open('<gouji-checker level="村"></gouji-checker>', '', ELEMENT);
    expect((await load(page, SOUND)).error.code).toBe('option');
    await expect(page.getByRole('status')).toContainText('level');
    await page.locator('gouji-checker').evaluate((checker) => (checker.level = 'township'));
    await expect(page.getByRole('status')).toContainText('没有发现问题');
    await page.locator('gouji-checker').evaluate((checker) => checker.setAttribute('year', '今年'));
    await expect(page.getByRole('status')).toContainText('year');
  });

  test('looks follow custom properties and parts', async ({ portal, page }) => {
    portal.pages['/portal.css'] = `gouji-checker { --gouji-accent: rgb(10, 120, 60); --gouji-font: serif; }
      gouji-checker::part(summary) { border-left-width: 9px; }`;
    await portal.open('<gouji-checker></gouji-checker>', '', `${ELEMENT}<link rel="stylesheet" href="/portal.css">`);
    await type(page, WRONG);
    await expect(page.locator('gouji-checker [part~="open"]')).toHaveCSS('background-color', 'rgb(10, 120, 60)');
    await expect(page.locator('gouji-checker .sentence').first()).toHaveCSS('font-family', 'serif');
    await expect(page.locator('gouji-checker [part="summary"]')).toHaveCSS('border-left-width', '9px');
  });
});

test.describe('what can be loaded', () => {
  test('HTML, a Word document, a report and a file object', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    const rules = ({ files: [file] }) => file.findings.map((finding) => finding.rule);
    const first = await load(page, WRONG);
    expect(rules(first).length).toBe(1);
    expect(rules(await load(page, { html: html(WRONG) }))).toEqual(rules(first));
    const word = docx(WRONG).toString('base64');
    const results = await page.locator('gouji-checker').evaluate(async (checker, word) => {
      const bytes = Uint8Array.from(atob(word), (character) => character.charCodeAt(0));
      const ofBytes = await checker.load({ bytes, name: '年报.docx' });
      const ofFile = await checker.load(new File([bytes], '年报.docx'));
      const ofReport = await checker.load(checker.report);
      return [ofBytes, ofFile, ofReport];
    }, word);
    for (const result of results) expect(rules(result)).toEqual(rules(first));
    expect(portal.asked('gouji_spreadsheets_bg.wasm')).toBe(0);
    // What came from a file is mended as text.
    await findings(page).locator('[data-do="apply"]').first().click();
    await expect(page.getByRole('status')).toContainText('没有发现问题');
  });

  test('a spreadsheet, by a module that is loaded for it; once', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    const file = { name: '年报.xlsx', mimeType: '', buffer: xlsx(WRONG) };
    const source = page.locator('gouji-checker input[type=file]');
    await source.setInputFiles(file);
    await expect(findings(page)).toHaveCount(1);
    await source.setInputFiles({ ...file, buffer: xlsx(SOUND) });
    await expect(page.getByRole('status')).toContainText('没有发现问题');
    expect(portal.asked('gouji_spreadsheets_bg.wasm')).toBe(1);
    expect(portal.asked('gouji_pages_bg.wasm')).toBe(0);
    await source.setInputFiles({ name: '年报.pdf', mimeType: '', buffer: Buffer.from('%PDF-1.7\n') });
    await expect(page.locator('gouji-checker .checker')).toHaveAttribute('data-state', 'failed');
    expect(portal.asked('gouji_pages_bg.wasm')).toBe(1);
  });

  test('of two that are loaded at once the later one is shown', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    const sheet = xlsx(WRONG).toString('base64');
    const [first, second] = await page.locator('gouji-checker').evaluate(async (checker, sheet) => {
      const bytes = Uint8Array.from(atob(sheet), (character) => character.charCodeAt(0));
      return Promise.all([checker.load({ bytes, name: '年报.xlsx' }), checker.load('别的文字')]);
    }, sheet);
    expect(first.error.code).toBe('superseded');
    expect(second.schema).toBe('gouji/check@1');
    await expect(page.locator('gouji-checker textarea')).toHaveValue('别的文字');
  });

  test('what is typed before the checker is there is checked when it is', async ({ portal, page }) => {
    let answer;
    portal.delays['/gouji/gouji_bg.wasm'] = new Promise((resolve) => (answer = resolve));
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, WRONG);
    await page.waitForTimeout(300);
    await expect(page.getByRole('status')).toContainText('正在载入');
    answer();
    await expect(findings(page)).toHaveCount(1);
    await expect(page.locator('gouji-checker textarea')).toHaveValue(WRONG);
  });

  test('a file that cannot be read takes nothing away', async ({ portal, page }) => {
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await type(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    expect((await load(page, { bytes: { 0: 1 }, name: 'a' })).ok).toBe(false);
    await expect(page.locator('gouji-checker textarea')).toHaveValue(WRONG);
    await page.locator('gouji-checker').evaluate((checker) => (checker.lang = 'en'));
    await expect(page.getByRole('status')).toContainText('Found 1 error');
  });

  test('a checker that cannot be loaded says so, and is tried again', async ({ portal, page }) => {
    portal.expectProblems(/404/);
    portal.pages['/gouji/gouji_bg.wasm'] = undefined;
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await expect(page.getByRole('status')).toContainText('核对程序没有载入');
    delete portal.pages['/gouji/gouji_bg.wasm'];
    expect((await load(page, SOUND)).schema).toBe('gouji/check@1');
    await expect(page.getByRole('status')).toContainText('没有发现问题');
  });
});

test.describe('a good guest', () => {
  test('a strict policy, which allows no HTML from scripts either, is kept', async ({ portal, page }) => {
    portal.policy = `${STRICT}; require-trusted-types-for 'script'; trusted-types gouji`;
    await portal.open('<gouji-checker></gouji-checker>', `addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective));`, ELEMENT);
    await type(page, BROKEN);
    await expect(findings(page).first()).toBeVisible();
    await expect(page.locator('gouji-checker .summary')).toHaveCSS('border-left-color', 'rgb(179, 38, 30)');
    await findings(page).locator('[data-do="apply"]').first().click();
    await expect(page.getByRole('status')).toContainText('已修改');
  });

  test('where WebAssembly is forbidden, it says that it cannot check', async ({ portal, page }) => {
    portal.policy = STRICT.replace(" 'wasm-unsafe-eval'", '');
    portal.expectProblems(/WebAssembly|wasm|Content Security Policy/i);
    await portal.open('<gouji-checker></gouji-checker>', '', ELEMENT);
    await expect(page.getByRole('status')).toContainText('核对程序没有载入');
  });

  test('two on one page share one module and nothing else', async ({ portal, page }) => {
    await portal.open('<gouji-checker id="one"></gouji-checker><gouji-checker id="two" lang="en" readonly></gouji-checker>', '', ELEMENT);
    await load(page, WRONG, '#one');
    await load(page, SOUND, '#two');
    await expect(page.locator('#one .headline')).toContainText('发现 1 处错误');
    await expect(page.locator('#two .headline')).toHaveText('Nothing was found');
    expect(portal.asked('gouji_bg.wasm')).toBe(1);
    await page.locator('#one [data-do="apply"]').first().click();
    await expect(page.locator('#one .headline')).toContainText('没有发现问题');
    await expect(page.locator('#two .headline')).toHaveText('Nothing was found');
  });

  test('nothing is left in the window', async ({ portal, page }) => {
    await portal.open(
      '<main></main>',
      `const before = new Set(Reflect.ownKeys(window));
       await import('/gouji/element.js');
       const checker = document.createElement('gouji-checker');
       document.querySelector('main').append(checker);
       await checker.load('青石镇人民政府2024年政府信息公开工作年度报告');
       document.body.dataset.added = Reflect.ownKeys(window).filter((key) => !before.has(key)).map(String).join();`,
    );
    await expect(page.locator('body')).toHaveAttribute('data-added', '');
  });

  test('what is removed is gone: elements, listeners, memory', async ({ portal, page }) => {
    test.setTimeout(60_000);
    await page.addInitScript(() => {
      // Listeners on what outlives an element, and instances of the module.
      globalThis.listeners = 0;
      for (const target of [window, document]) {
        const { addEventListener } = target;
        target.addEventListener = function (...rest) {
          listeners++;
          return addEventListener.apply(this, rest);
        };
      }
      globalThis.instances = [];
      const { Instance } = WebAssembly;
      WebAssembly.Instance = function (...rest) {
        const instance = new Instance(...rest);
        instances.push(new WeakRef(instance));
        return instance;
      };
    });
    await portal.open('<main></main>', `await import('/gouji/element.js'); document.body.dataset.ready = '';`);
    await expect(page.locator('body[data-ready]')).toBeAttached();
    const before = await page.evaluate(() => listeners);
    await page.evaluate(async (texts) => {
      globalThis.elements = [];
      for (let turn = 0; turn < 50; turn++) {
        const checker = document.createElement('gouji-checker');
        document.querySelector('main').append(checker);
        await checker.load(texts[turn % 2]);
        elements.push(new WeakRef(checker));
        checker.remove();
        await null;
      }
    }, [WRONG, SOUND]);
    const session = await page.context().newCDPSession(page);
    const alive = async (name) => {
      await session.send('HeapProfiler.collectGarbage');
      return page.evaluate((name) => globalThis[name].filter((reference) => reference.deref()).length, name);
    };
    // The last one may still be on the stack of the browser's own bookkeeping.
    await expect.poll(() => alive('elements')).toBeLessThanOrEqual(1);
    await expect.poll(() => alive('instances')).toBeLessThanOrEqual(1);
    expect(await page.evaluate(() => listeners)).toBe(before);
    // And it works as on the first day.
    await page.evaluate(() => document.querySelector('main').append(document.createElement('gouji-checker')));
    expect((await load(page, WRONG)).files[0].findings).toHaveLength(1);
  });

  test('one that is moved keeps its draft', async ({ portal, page }) => {
    await portal.open('<div id="a"><gouji-checker></gouji-checker></div><div id="b"></div>', '', ELEMENT);
    await type(page, WRONG);
    await expect(findings(page)).toHaveCount(1);
    await page.evaluate(() => document.getElementById('b').append(document.querySelector('gouji-checker')));
    await expect(page.locator('#b textarea')).toHaveValue(WRONG);
    await findings(page).locator('[data-do="apply"]').first().click();
    await expect(page.getByRole('status')).toContainText('没有发现问题');
  });

  for (const [name, attributes] of Object.entries({ editable: '', 'read-only, in English': 'readonly lang="en"' })) {
    test(`no barrier that a machine can tell: ${name}`, async ({ portal, page }) => {
      await portal.open(`<main><h1>年报</h1><h2>核对</h2><gouji-checker ${attributes}></gouji-checker></main>`, '', ELEMENT);
      // The whole of a report is much to look through.
      test.setTimeout(90_000);
      // Dark as the page around it: once.
      const dark = attributes ? [] : [[BROKEN, 1280, 'dark']];
      for (const [text, width, scheme] of [[null, 390], [BROKEN, 390], [BROKEN, 1280], ...dark]) {
        if (scheme) {
          await page.evaluate((scheme) => (document.documentElement.style.colorScheme = scheme), scheme);
          await expect(page.locator('gouji-checker .summary')).toHaveCSS('border-left-color', 'rgb(255, 149, 140)');
        } else if (text) {
          await load(page, text);
        }
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html).slice(0, 3)])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    });
  }
});

test.describe('without the element', () => {
  test('the module in a worker', async ({ portal, page }) => {
    portal.policy = `${STRICT}; worker-src 'self'`;
    portal.pages['/worker.js'] = `import { check, init } from '/gouji/gouji.js';
      onmessage = async ({ data }) => postMessage([await init(), check(data)]);`;
    await portal.open('', `const worker = new Worker('/worker.js', { type: 'module' });
      globalThis.ask = (text) => new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage(text); });`);
    await page.waitForFunction(() => globalThis.ask);
    const [ready, result] = await page.evaluate((text) => ask(text), WRONG);
    expect(ready).toEqual({ ok: true });
    expect(result.files[0].findings).toHaveLength(1);
  });

  test('a rich-text editor: its HTML is checked, and the mended report goes back', async ({ portal, page }) => {
    // An editor is large.
    test.slow();
    // It writes styles at its elements; the checker does not.
    portal.policy = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace("frame-src 'self'", "frame-src 'self' blob:");
    await portal.open(
      '<textarea id="editor"></textarea><gouji-checker></gouji-checker>',
      `const script = document.createElement('script');
       script.src = '/npm/tinymce/tinymce.min.js';
       await new Promise((resolve) => { script.onload = resolve; document.head.append(script); });
       const [editor] = await tinymce.init({ selector: '#editor', license_key: 'gpl', plugins: 'table', menubar: false, promotion: false });
       const checker = document.querySelector('gouji-checker');
       await import('/gouji/element.js');
       const { render } = await import('/gouji/gouji.js');
       globalThis.portal = {
         write: (html) => editor.setContent(html),
         read: () => editor.getContent(),
         check: () => checker.load({ html: editor.getContent() }),
         takeBack: () => editor.setContent(render(checker.report, 'fragment')),
       };`,
    );
    await page.waitForFunction(() => globalThis.portal);
    await page.evaluate((html) => portal.write(html), html(WRONG));
    expect(await page.evaluate(() => portal.read())).toContain('<table');
    const result = await page.evaluate(() => portal.check());
    expect(result.files[0].findings.map((finding) => finding.places[0].cell)).toEqual([TOTAL]);
    await findings(page).locator('[data-do="apply"]').first().click();
    await expect(page.getByRole('status')).toContainText('没有发现问题');
    await page.evaluate(() => portal.takeBack());
    const again = await page.evaluate(() => portal.check());
    expect(again.files[0].summary.errors).toBe(0);
    expect(again.files[0].summary.checks.held).toBe(42);
  });

  test('Vue: attributes bound, events heard, the report read', async ({ portal, page }) => {
    await portal.open(
      '<div id="app"></div>',
      `import { createApp, h, ref } from '/npm/vue/dist/vue.runtime.esm-browser.prod.js';
       import '/gouji/element.js';
       createApp({
         setup() {
           const [errors, readonly, checker] = [ref(null), ref(false), ref(null)];
           globalThis.app = { readonly, load: (text) => checker.value.load(text) };
           return () => [
             h('gouji-checker', { ref: checker, year: 2024, level: 'township', readonly: readonly.value,
               onGoujiCheck: ({ detail }) => (errors.value = detail.files[0].summary.errors) }),
             h('output', errors.value === null ? '' : String(errors.value)),
           ];
         },
       }).mount('#app');`,
    );
    await page.waitForFunction(() => globalThis.app);
    await page.evaluate((text) => app.load(text), WRONG);
    await expect(page.locator('output')).toHaveText('1');
    await expect(page.locator('gouji-checker')).toHaveAttribute('level', 'township');
    await page.evaluate(() => (app.readonly.value = true));
    await expect(page.locator('gouji-checker textarea')).toHaveCount(0);
    await expect(findings(page)).toHaveCount(1);
  });

  test('React: the same, through a reference', async ({ portal, page }) => {
    await portal.open(
      '<div id="app"></div>',
      `import '/gouji/element.js';
       const { createElement: h, useEffect, useRef, useState } = React;
       function App() {
         const checker = useRef(null);
         const [errors, setErrors] = useState('');
         useEffect(() => {
           const { current } = checker;
           const hear = ({ detail }) => setErrors(String(detail.files[0].summary.errors));
           current.addEventListener('gouji-check', hear);
           globalThis.app = { load: (text) => current.load(text) };
           return () => current.removeEventListener('gouji-check', hear);
         }, []);
         return h('div', null, h('gouji-checker', { ref: checker, year: 2024, level: 'township' }), h('output', null, errors));
       }
       ReactDOM.createRoot(document.getElementById('app')).render(h(App));`,
      '<script src="/npm/react/umd/react.production.min.js"></script><script src="/npm/react-dom/umd/react-dom.production.min.js"></script>',
    );
    await page.waitForFunction(() => globalThis.app);
    await page.evaluate((text) => app.load(text), WRONG);
    await expect(page.locator('output')).toHaveText('1');
    await expect(page.locator('gouji-checker')).toHaveAttribute('year', '2024');
  });
});

test.describe('in a frame', () => {
  const HOST = `import { embed } from '/gouji/host.js';
    globalThis.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
    for (const type of ['gouji-ready', 'gouji-check']) document.body.addEventListener(type, ({ detail }) => heard.push([type, detail]));
    globalThis.frame = embed(document.querySelector('main'), { src: '/gouji/frame.html', level: 'township' });`;
  const inside = (page) => page.frameLocator('iframe');

  test('a sandbox that may run scripts and nothing else', async ({ portal, page }) => {
    await portal.open('<main></main>', HOST);
    await page.waitForFunction(() => globalThis.frame);
    expect(await page.evaluate(() => frame.ready)).toEqual({ ok: true });
    await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-scripts');
    const result = await page.evaluate((text) => frame.load(text), WRONG);
    expect(result.files[0].findings).toHaveLength(1);
    await expect(inside(page).locator('.headline')).toContainText('发现 1 处错误');
    expect(await page.evaluate(() => frame.report.cells['requests.total.natural'].raw)).toBe('907');
    // The page hears what is done in the frame.
    await inside(page).locator('[data-do="apply"]').first().click();
    await page.waitForFunction(() => frame.findings.length === 0);
    expect(await page.evaluate(() => heard.filter(Array.isArray).map(([type]) => type))).toEqual(['gouji-ready', 'gouji-check', 'gouji-check']);
    // No script of the checker runs in the page, and the frame asks for nothing.
    expect(portal.requests.filter((path) => path.startsWith('/gouji/'))).toEqual(['/gouji/host.js', '/gouji/frame.html']);
  });

  test('it grows with what it shows, and follows attributes', async ({ portal, page }) => {
    await portal.open('<main></main>', HOST);
    await page.waitForFunction(() => globalThis.frame);
    await page.evaluate((text) => frame.load(text), WRONG);
    const height = () => page.locator('iframe').evaluate((iframe) => iframe.clientHeight);
    await expect.poll(height).toBeGreaterThan(600);
    const before = await height();
    await page.evaluate(() => frame.set({ readonly: true, lang: 'en' }));
    await expect(inside(page).locator('textarea')).toHaveCount(0);
    await expect(inside(page).locator('.headline')).toContainText('Found 1 error');
    await expect.poll(height).toBeLessThan(before);
    await page.evaluate(() => frame.set({ readonly: null, lang: null }));
    await expect(inside(page).locator('textarea')).toHaveValue(WRONG);
  });

  test('files go in, errors come out', async ({ portal, page }) => {
    await portal.open('<main></main>', HOST);
    await page.waitForFunction(() => globalThis.frame);
    const answers = await page.evaluate(async (sheet) => {
      const bytes = Uint8Array.from(atob(sheet), (character) => character.charCodeAt(0));
      const file = await frame.load(new File([bytes], '年报.xlsx'));
      return [file, await frame.load({ bytes: new Uint8Array([0xff, 0xd8, 0xff]), name: 'a.jpg' }), await frame.load(3)];
    }, xlsx(WRONG).toString('base64'));
    expect(answers[0].files[0].findings).toHaveLength(1);
    expect(answers.slice(1).map((answer) => answer.error.code)).toEqual(['picture', 'input']);
  });

  test('it says nothing to a page that has not said hello, and nothing to others than that', async ({ portal, page }) => {
    portal.pages['/other.html'] = '<!doctype html><title>其他</title>';
    await portal.open(
      '<iframe id="checker" sandbox="allow-scripts" src="/gouji/frame.html"></iframe><iframe id="other" src="/other.html"></iframe>',
      `globalThis.heard = [];
       addEventListener('message', ({ data }) => heard.push(data.type));
       globalThis.checker = document.getElementById('checker');
       globalThis.say = (message) => checker.contentWindow.postMessage(message, '*');`,
    );
    await page.waitForFunction(() => globalThis.say);
    const child = page.frames().find((frame) => frame.url().endsWith('frame.html'));
    await expect(page.frameLocator('#checker').locator('.headline')).toContainText('粘贴文字');
    await page.evaluate((text) => say({ gouji: 1, type: 'load', input: text }), WRONG);
    await page.frameLocator('#checker').locator('textarea').fill(SOUND);
    await expect(page.frameLocator('#checker').locator('.headline')).toContainText('没有发现问题');
    // Another frame of the same page is not its host.
    await page.frames().find((frame) => frame.url().endsWith('other.html')).evaluate((text) => {
      parent.frames[0].postMessage({ gouji: 1, type: 'hello' }, '*');
      parent.frames[0].postMessage({ gouji: 1, type: 'load', input: text }, '*');
    }, WRONG);
    for (const message of [null, 3, 'hello', {}, { type: 'hello' }, { gouji: 2, type: 'hello' }]) await page.evaluate((message) => say(message), message);
    await child.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect(await page.evaluate(() => heard)).toEqual([]);
    await expect(page.frameLocator('#checker').locator('textarea')).toHaveValue(SOUND);
    await page.evaluate(() => say({ gouji: 1, type: 'hello' }));
    await page.waitForFunction(() => heard.includes('ready'));
    await page.evaluate((text) => say({ gouji: 1, type: 'load', input: text, id: 7 }), WRONG);
    await page.waitForFunction(() => heard.includes('check'));
  });

  test('a file that keeps its reader busy is given up, and the next one is read', async ({ portal, page }) => {
    await page.addInitScript(() => {
      // The limit comes soon, and one file is never done with.
      const { setTimeout } = window;
      window.setTimeout = (act, delay, ...rest) => setTimeout(act, delay === 10000 ? 1500 : delay, ...rest);
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...rest) {
        if (!message.file || message.file.name !== '坏.xlsx') postMessage.call(this, message, ...rest);
      };
    });
    await portal.open('<main></main>', HOST);
    await page.waitForFunction(() => globalThis.frame);
    const [bad, good] = await page.evaluate(async ([...bytes]) => {
      const bad = await frame.load({ bytes: new Uint8Array(bytes), name: '坏.xlsx' });
      return [bad, await frame.load({ bytes: new Uint8Array(bytes), name: '年报.xlsx' })];
    }, [...xlsx(SOUND)]);
    expect(bad.error.code).toBe('timeout');
    expect(bad.error.message).toContain('读取时间过长');
    expect(good.files[0].summary.checks.held).toBe(42);
  });

  test('a frame that is not there is told, and what is removed leaves nothing', async ({ portal, page }) => {
    portal.expectProblems(/404/);
    await portal.open(
      '<main></main>',
      `import { embed } from '/gouji/host.js';
       const { addEventListener: add, removeEventListener: remove } = window;
       globalThis.listening = 0;
       window.addEventListener = function (type, ...rest) { listening += type === 'message'; return add.call(window, type, ...rest); };
       window.removeEventListener = function (type, ...rest) { listening -= type === 'message'; return remove.call(window, type, ...rest); };
       globalThis.frame = embed(document.querySelector('main'), { src: '/gouji/missing.html', timeout: 500 });`,
    );
    await page.waitForFunction(() => globalThis.frame);
    const answer = await page.evaluate(() => frame.load('文字'));
    expect(answer.error.code).toBe('unavailable');
    expect(answer.error.message).toContain('没有载入');
    expect(await page.evaluate(() => listening)).toBe(1);
    await page.evaluate(() => frame.remove());
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await page.evaluate(() => listening)).toBe(0);
  });
});
