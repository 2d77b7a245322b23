// How things look: light and dark, and charts in the place of the report.

import { readFileSync } from 'node:fs';

import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');

const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the page is as dark as the system, or as somebody chose, and paper is light', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  const light = await ground(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => theme(page)).toBe('dark');
  const dark = await ground(page);
  expect(dark).not.toBe(light);
  await page.locator('.bar [data-appearance]').selectOption('light');
  expect([await theme(page), await ground(page)]).toEqual(['light', light]);
  await page.locator('.bar [data-appearance]').selectOption('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  // Remembered, and there before anything is painted.
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => (window.themeAtFirst = document.documentElement.dataset.theme));
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.themeWithBody = document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await gouji.open();
  expect(await page.evaluate(() => window.themeWithBody)).toBe('dark');
  await expect(page.locator('.bar [data-appearance]')).toHaveValue('dark');
  await gouji.pastePlain(SOUND);
  const ink = () => page.locator('#preview h1').evaluate((title) => getComputedStyle(title).color);
  expect(await ink()).toBe('rgb(223, 226, 230)');
  await page.emulateMedia({ media: 'print' });
  expect(await ink()).toBe('rgb(26, 26, 26)');
});

test('charts take the place of the report and follow the draft', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  await page.click('#charts');
  const flow = page.locator('#chart-flow');
  await expect(flow.getByRole('img', { name: '申请从收到到办结' })).toBeVisible();
  await expect(page.locator('#preview')).toBeHidden();
  await expect(flow.locator('svg')).toContainText('共 44 件');
  await expect(flow.locator('svg desc')).toContainText('上年结转 3，本年新收 41，予以公开 18');
  await flow.locator('summary').click();
  await expect(flow.getByRole('row', { name: '本年新收 41' })).toBeVisible();
  // While somebody types, the picture follows, and what was unfolded stays so.
  await page.locator('#source').evaluate((source) => {
    const at = source.value.indexOf('\t41\n') + 1;
    source.setSelectionRange(at, at + 2);
  });
  await page.locator('#source').focus();
  await page.keyboard.type('57');
  await expect(flow.locator('svg')).toContainText('收 60 ≠ 去向 44');
  await expect(flow.locator('.chart-fault').first()).toContainText('相差 16 件');
  await expect(flow.getByRole('row', { name: '本年新收 57' })).toBeVisible();
  await expect(page.locator('#chart-years')).toHaveCount(0);
  // A finding is shown in the report.
  await page.locator('#findings > li button').first().click();
  await page.locator('#findings [data-do="show"]').first().evaluate((button) => button.click());
  await expect(page.locator('#preview')).toBeVisible();
  await expect(page.locator('#charts')).toHaveAttribute('aria-pressed', 'false');
});

test('charts that cannot be drawn say so, and are asked for again', async ({ closed }) => {
  closed.expectProblems(/404/);
  const { page } = closed;
  let asked = 0;
  await page.route('**/exporter-*.wasm', (route) => (asked++ ? route.continue() : route.fulfill({ status: 404 })));
  await closed.open();
  await closed.pastePlain(SOUND);
  await page.click('#charts');
  await expect(page.locator('#charts-view')).toContainText('图没有画成');
  await page.click('#charts');
  await page.click('#charts');
  await expect(page.locator('#chart-flow svg')).toBeVisible();
});
