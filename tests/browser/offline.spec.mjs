// The hosted page without a network, installed, and in a newer build.

import { readFile } from 'node:fs/promises';

import { docx } from './docx.mjs';
import { test as base, expect, repositoryFile } from './fixtures.mjs';
import { built, Host, newer } from './hosted.mjs';
import { xlsx } from './xlsx.mjs';

const SOUND = await readFile(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = await readFile(repositoryFile('samples/broken.txt'), 'utf8');
const FILES = built();

const test = base.extend({
  /** A server of its own for the page, in the build at hand. */
  host: async ({}, use) => {
    const host = new Host(FILES);
    await host.start();
    await use(host);
    await host.stop();
  },
  site: async ({ host }, use) => use(host.address),
});
test.use({ serviceWorkers: 'allow' });

const privacy = (gouji) => gouji.page.locator('.privacy');
const update = (gouji) => gouji.page.locator('.update');
const caches = (page) => page.evaluate(async () => (await window.caches.keys()).length);
const build = (page) => page.evaluate(async () => {
  const style = getComputedStyle(document.documentElement).getPropertyValue('--test-build').trim();
  return [window.testBuild || '', style];
});
/** Resolves when everything is kept on the device. */
const isKept = (gouji) => expect(privacy(gouji).locator('.works-offline')).toBeVisible();
const started = (page) => page.waitForFunction(() => performance.getEntriesByName('gouji-ready').length > 0);

test('once everything is kept, the page works with the network cut', async ({ gouji, host, context }) => {
  const { page } = gouji;
  await isKept(gouji);
  await expect(privacy(gouji)).toContainText('报告内容不上传。断网也能用。', { useInnerText: true });
  const { requests } = host;
  requests.length = 0;
  await host.stop();
  await context.setOffline(true);
  await gouji.open();
  await expect(privacy(gouji)).toContainText('断网也能用', { useInnerText: true });

  await gouji.drop({ name: '年报.docx', bytes: docx(SOUND) });
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await expect(page.locator('#headline')).toContainText('未发现错误');
  await gouji.drop({ name: '统计表.xlsx', bytes: xlsx(SOUND) });
  await expect(page.locator('#origin')).toHaveText('统计表.xlsx');
  await gouji.drop({ name: '扫描.pdf', bytes: Buffer.from('%PDF-1.7\nnothing') });
  // The module was there, and says what is wrong with the file.
  await expect(page.locator('#notice-text')).toContainText('“扫描.pdf”未能打开：文件不完整');
  await gouji.drop({ name: '年报.docx', bytes: docx(BROKEN) });
  await page.locator('#leave-open').click();
  const file = await gouji.saved(() => page.locator('[data-export="docx"]').click());
  expect(file.bytes.subarray(0, 2).toString()).toBe('PK');
  await page.locator('#rules').click();
  await expect(page.locator('#help')).toBeVisible();

  // The page is the same under its other names.
  await page.goto(`${gouji.address}index.html?from=portal`);
  await expect(page.locator('#source')).toBeVisible();
  expect(requests).toEqual([]);
  await host.start();
});

test('many reports are checked with the network cut', async ({ gouji, host, context }) => {
  await isKept(gouji);
  await host.stop();
  await context.setOffline(true);
  await gouji.open();
  await gouji.drop({ name: '一.docx', bytes: docx(SOUND) }, { name: '二.docx', bytes: docx(BROKEN) });
  await expect(gouji.page.locator('#county')).toHaveAttribute('data-state', 'done');
  await expect(gouji.page.locator('.county-table tbody tr')).toHaveCount(2);
  await host.start();
});

test('the browser finds what it needs to install the page', async ({ gouji, page }) => {
  await isKept(gouji);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Chromium installs nothing in the windows of a test, which forget everything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  const { errors, data, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data);
  expect(manifest.short_name).toBe('勾稽');
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, new URL(src, url).href);
    if (sizes !== 'any') expect(size).toBe(sizes);
  }
});

test('a newer build is offered, keeps the draft, and is taken whole', async ({ gouji, host, context }) => {
  const { page } = gouji;
  await isKept(gouji);
  await gouji.drop({ name: '年报.docx', bytes: docx(BROKEN) });
  await gouji.cell('requests.new.natural').click();
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  const text = await gouji.source();
  const cells = await page.locator('#preview').textContent();
  expect(await build(page)).toEqual(['', '']);

  host.files = newer(FILES, 'second');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await expect(update(gouji)).toBeVisible();
  await expect(update(gouji)).toContainText('有新版本');
  // A page of the present build that says so only now has nothing taken away that waits.
  const [, first] = /data-build="(\w+)"/.exec(FILES.get('index.html'));
  await page.evaluate((started) => navigator.serviceWorker.controller.postMessage({ started }), first);
  // Nothing of it is run before somebody wants it, not even when the page is opened once more.
  const other = await context.newPage();
  await other.goto(gouji.address);
  await started(other);
  expect(await build(other)).toEqual(['', '']);
  await other.close();

  await page.locator('[data-update-do="now"]').click();
  await page.waitForFunction(() => window.testBuild === 'second');
  expect(await build(page)).toEqual(['second', 'second']);
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  expect(await gouji.source()).toBe(text);
  expect(await page.locator('#preview').textContent()).toBe(cells);
  // It is the same visit: the draft that was kept is not offered as another's, and goes on to be kept.
  await expect(page.locator('#found')).toBeHidden();
  await expect(page.locator('#keeping .keeping-said')).toContainText('已存本机');
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('gouji.draft.')).length)).toBe(1);
  await expect(update(gouji)).toBeHidden();
  await expect.poll(() => caches(page)).toBe(1);
  await host.stop();
  await context.setOffline(true);
  await page.reload();
  await page.waitForFunction(() => window.testBuild === 'second');
  await host.start();
});

test('a window that is left open goes on in the build it was opened in', async ({ gouji, host, context }) => {
  const { page } = gouji;
  await isKept(gouji);
  const other = await context.newPage();
  await other.goto(gouji.address);
  await started(other);
  await other.locator('#source').fill(SOUND);
  // On the server nothing of the first build is left, its exporter no more than the rest.
  host.files = newer(FILES, 'second');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.locator('[data-update-do="now"]').click();
  await page.waitForFunction(() => window.testBuild === 'second');
  await started(page);
  // It is told, and not interrupted.
  await expect(other.locator('.update')).toBeVisible();
  expect(await build(other)).toEqual(['', '']);
  expect(await other.locator('#source').inputValue()).toBe(SOUND);
  expect(await caches(page)).toBe(2);
  await host.stop();
  await other.locator('#leave-open').click();
  await Promise.all([other.waitForEvent('download'), other.locator('[data-export="docx"]').click()]);
  await host.start();
  await other.locator('[data-update-do="now"]').click();
  await other.waitForFunction(() => window.testBuild === 'second');
  await expect(other.locator('#source')).toHaveValue(SOUND);
});

test('an update that is not whole changes nothing', async ({ gouji, host }) => {
  const { page } = gouji;
  await isKept(gouji);
  const second = newer(FILES, 'second');
  const torn = [...second.keys()].find((name) => name.startsWith('boot-'));
  const updated = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const next = await registration.update().then((it) => it.installing);
    if (!next) return 'none';
    return new Promise((resolve) => next.addEventListener('statechange', () => resolve(next.state)));
  });
  gouji.expectProblems(/integrity|404/);
  // A file that has not been uploaded yet, and one that still is the build's before.
  host.files = second;
  host.missing.add(torn);
  expect(await updated()).toBe('redundant');
  host.missing.clear();
  host.files = new Map([...second, ['index.html', FILES.get('index.html')]]);
  expect(await updated()).toBe('redundant');
  expect(await caches(page)).toBe(1);
  await expect(update(gouji)).toBeHidden();
  await page.reload();
  await started(page);
  expect(await build(page)).toEqual(['', '']);
  host.files = second;
  expect(await updated()).toBe('installed');
  await expect(update(gouji)).toBeVisible();
});

test('nothing is promised where it cannot be kept', async ({ closed, host }) => {
  closed.expectProblems(/404|integrity/);
  const help = [...FILES.keys()].find((name) => name.startsWith('help-'));
  host.missing.add(help);
  await closed.open();
  await started(closed.page);
  // Asked for once more past the browser's own cache, and given up.
  await expect.poll(() => host.requests.filter((path) => path.endsWith(help)).length).toBeGreaterThan(1);
  await expect.poll(() => caches(closed.page)).toBe(0);
  await expect(privacy(closed)).toContainText('报告内容不上传。', { useInnerText: true });
  await expect(privacy(closed).locator('.works-offline')).toBeHidden();
  await closed.pastePlain(BROKEN);
  await expect(closed.page.locator('#headline')).toContainText('处错误');
});

test('on an intranet without TLS the page works as before', async ({ closed, page }) => {
  const origin = 'http://portal.example/';
  await page.route(`${origin}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
    const bytes = FILES.get(name);
    const type = { js: 'text/javascript', css: 'text/css', html: 'text/html', wasm: 'application/wasm' }[name.split('.').pop()];
    return bytes ? route.fulfill({ body: bytes, contentType: type || 'application/json' }) : route.fulfill({ status: 404 });
  });
  closed.address = origin;
  await closed.open();
  await started(page);
  expect(await page.evaluate(() => 'serviceWorker' in navigator)).toBe(false);
  await expect(privacy(closed).locator('.works-offline')).toBeHidden();
  await closed.pastePlain(BROKEN);
  await expect(page.locator('#headline')).toContainText('处错误');
});

base('the single file holds everything and says so', { tag: '@everywhere' }, async ({ gouji, edition }) => {
  base.skip(edition !== 'file', 'the hosted page has tests of its own');
  await expect(privacy(gouji)).toContainText('断网也能用', { useInnerText: true });
  await expect(gouji.page.locator('link[rel="manifest"]')).toHaveCount(0);
});
