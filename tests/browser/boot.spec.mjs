// Starting, and going on after something has broken.

import { readFileSync } from 'node:fs';

import { expect, repositoryFile, test } from './fixtures.mjs';

const notice = (gouji) => gouji.page.locator('.gouji-notice');

test('the page opens', { tag: '@everywhere' }, async ({ gouji }) => {
  await expect(gouji.page.locator('#source')).toBeVisible();
  await expect(notice(gouji)).toHaveCount(0);
});

test('a browser without WebAssembly says so', { tag: '@everywhere' }, async ({ closed }) => {
  await closed.page.addInitScript(() => delete globalThis.WebAssembly);
  await closed.page.goto(closed.address);
  await expect(notice(closed)).toContainText('Chromium 97');
  await expect(notice(closed)).toHaveCount(1);
});

test('a module that cannot be loaded says so', async ({ closed }) => {
  closed.expectProblems(/404/);
  await closed.page.route('**/start-*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await closed.page.goto(closed.address);
  await expect(notice(closed)).toContainText('未能载入');
});

test('a module that the browser refuses says so', async ({ closed }) => {
  await closed.page.route('**/start-*.wasm', (route) => route.fulfill({ body: 'no module' }));
  await closed.page.goto(closed.address);
  await expect(notice(closed)).toContainText('Chromium 97');
});

test('after a trap the page goes on with its text', { tag: '@everywhere' }, async ({ gouji }) => {
  const trap = () => gouji.page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    window.dispatchEvent(new ErrorEvent('error', { error }));
  });
  await gouji.fill('一、总体情况');
  await gouji.page.waitForTimeout(3100);
  await trap();
  await expect(notice(gouji)).toContainText('已重新启动');
  expect(await gouji.source()).toBe('一、总体情况');
  const starts = () => gouji.page.evaluate(() => performance.getEntriesByName('gouji-started').length);
  expect(await starts()).toBe(2);

  // A trap right after a start is the text's doing: it is kept, and not checked again.
  await trap();
  await expect(notice(gouji)).toContainText('未经检查');
  expect(await gouji.source()).toBe('一、总体情况');
  expect(await starts()).toBe(3);
  await notice(gouji).getByRole('button').click();
  await expect(notice(gouji)).toHaveCount(0);
});

test('an error that is no trap changes nothing', async ({ gouji }) => {
  await gouji.page.evaluate(() => window.dispatchEvent(new ErrorEvent('error', { error: new TypeError('x') })));
  await expect(notice(gouji)).toHaveCount(0);
});

test('the host decodes what only the browser can', { tag: '@everywhere' }, async ({ gouji }) => {
  const decode = (encoding, bytes) =>
    gouji.page.evaluate(([encoding, bytes]) => goujiHost.decode(encoding, Uint8Array.from(bytes)), [encoding, bytes]);
  expect(await decode('gb18030', [0xb9, 0xb4, 0xbb, 0xfc])).toEqual({ text: '勾稽', replaced: false });
  expect(await decode('gb18030', [0xb9, 0xb4, 0xff])).toEqual({ text: '勾\ufffd', replaced: true });
  expect(await decode('no-such-encoding', [0x41])).toBe(null);
});

test('the host has the rules’ pages', { tag: '@everywhere' }, async ({ gouji }) => {
  const help = await gouji.page.evaluate(() => goujiHost.loadPages('help'));
  const { off, ...pages } = help;
  for (const page of Object.values(pages)) expect(page).toContain('<h');
  for (const rule of off.split(' ').filter(Boolean)) expect(pages).toHaveProperty(rule);
});

const sample = () => readFileSync(repositoryFile('samples/broken.txt'), 'utf8');

test('a draft waits for rules that are still on their way', async ({ closed }) => {
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  await closed.page.route('**/examiner-*.wasm', async (route) => {
    await arrived;
    await route.continue();
  });
  await closed.open({ withRules: false });
  await closed.pastePlain(sample());
  await expect(closed.page.locator('#headline')).toContainText('正在载入核对规则');
  // What was read is there to see.
  await expect(closed.page.locator('#preview [data-cell="requests.new.total"]')).toBeVisible();
  arrive();
  await expect(closed.page.locator('#headline')).toContainText('处错误');
});

test('without the rules nothing is called checked', async ({ closed }) => {
  closed.expectProblems(/404/);
  await closed.page.route('**/examiner-*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await closed.open();
  await closed.pastePlain(sample());
  await expect(closed.page.locator('#headline')).toContainText('尚未核对');
  await expect(closed.page.locator('#findings > li')).toHaveCount(0);
  expect(await closed.source()).toBe(sample());
});

test('when the examiner traps, the text stays and the next edit is checked', async ({ closed }) => {
  closed.expectProblems(/unreachable/);
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  await closed.page.route('**/examiner-*.wasm', async (route) => {
    await arrived;
    await route.continue();
  });
  await closed.open({ withRules: false });
  await closed.page.evaluate(() => {
    const make = goujiExaminerBindings;
    window.isTrapping = true;
    window.goujiExaminerBindings = () => {
      const bindings = make();
      const { examine } = bindings;
      bindings.examine = (...question) => {
        if (window.isTrapping) throw new WebAssembly.RuntimeError('unreachable');
        return examine(...question);
      };
      return bindings;
    };
  });
  await closed.pastePlain(sample());
  arrive();
  await expect(closed.page.locator('#headline')).toContainText('未经核对');
  expect(await closed.source()).toBe(sample());
  await closed.page.evaluate(() => { window.isTrapping = false; });
  await closed.page.locator('#source').press('End');
  await closed.page.locator('#source').pressSequentially(' ');
  await expect(closed.page.locator('#headline')).toContainText('处错误');
});

test('the single file has what it starts with compiled first, and nothing else', { tag: '@everywhere' }, async ({ gouji }, testInfo) => {
  const early = await gouji.page.evaluate(() => (window.goujiEarly ? Array.from(goujiEarly.keys()) : []));
  expect(early).toEqual(testInfo.project.name === 'file' ? ['start', 'examiner'] : []);
});
