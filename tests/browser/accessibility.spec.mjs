// What a machine can tell of accessibility: the page in each of its states against WCAG 2.2 AA, on a desk and on a
// phone. What only a person can tell (the keyboard, the order of things) is tested in page.spec.mjs.

import { readFileSync } from 'node:fs';

import { AxeBuilder } from '@axe-core/playwright';

import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Opens a finding that has both a suggested change and its arithmetic. */
async function openFinding(gouji) {
  await gouji.pastePlain(BROKEN);
  // A broken sum: its details hold evidence and a fix.
  const broken = gouji.page.locator('#findings [data-rule^="APP"]');
  await broken.first().getByRole('button').first().click();
  await expect(broken.first().locator('.fixes')).toBeVisible();
  await expect(broken.first().locator('.evidence').first()).toBeVisible();
}

async function openHelp(gouji) {
  await openFinding(gouji);
  await gouji.page.locator('[data-do="help"]:visible').click();
  await expect(gouji.page.getByRole('dialog')).toBeVisible();
}

/** Each state of the page, by its name: how it is brought about. */
const STATES = {
  'the empty page': async () => {},
  'a sound report': (gouji) => gouji.pastePlain(SOUND),
  'a finding, opened': openFinding,
  'a report without its tables': (gouji) => gouji.pastePlain(SOUND.replaceAll('\t', '')),
  'a cell, chosen': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.page.locator('[data-show="preview"]').dispatchEvent('click');
    await gouji.cell('requests.new.total').click();
  },
  'a cell that is edited, its sum offered': async (gouji) => {
    await gouji.pastePlain(SOUND.replace('\t0\t41\n', '\t0\t40\n'));
    await gouji.page.locator('[data-show="preview"]').dispatchEvent('click');
    await gouji.cell('requests.new.total').click();
    await expect(gouji.page.locator('#in-place .fill')).toBeVisible();
  },
  'a sentence that is edited': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.page.locator('[data-show="preview"]').dispatchEvent('click');
    await gouji.page.locator('#preview p[data-section="0"]').first().click();
    await expect(gouji.page.locator('#passage-editor')).toBeFocused();
  },
  'the blank form': async (gouji) => {
    await gouji.page.click('#blank');
    await gouji.page.fill('#blank-organ', '青石镇人民政府');
    await gouji.page.press('#blank-organ', 'Enter');
    await expect(gouji.page.locator('#preview [data-insert]').first()).toBeFocused();
  },
  'the blank form, asked for': (gouji) => gouji.page.click('#blank'),
  'a draft that was found': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await expect(gouji.page.locator('#keeping .keeping-said')).toContainText('已存本机');
    await gouji.open();
    await expect(gouji.page.locator('#found')).toBeVisible();
  },
  'the help of a rule': openHelp,
  'a file that could not be read': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.drop({ name: '扫描件.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]) });
    await expect(gouji.page.locator('#notice')).toBeVisible();
  },
  'the menu of what leaves the page': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.page.click('#leave-open');
  },
  'that menu without a report': (gouji) => gouji.page.click('#leave-open'),
  'the dialog of a link': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.page.click('#leave-open');
    await gouji.page.click('#leave-menu [data-export="share"]');
    await expect(gouji.page.locator('#share-result')).toBeVisible();
    await gouji.page.locator('#share-lock').check();
    await gouji.page.locator('#share-passphrase').press('Enter');
    await gouji.page.locator('#share-result').evaluate((result) => (result.hidden = false));
  },
  'the question for a pass-phrase': (gouji) => gouji.page.evaluate(() => document.getElementById('passphrase').showModal()),
  'the question whether a link is to be opened': async (gouji) => {
    await gouji.pastePlain(SOUND);
    await gouji.page.evaluate(() => (location.hash = '#1dAAAAAAAA'));
    await expect(gouji.page.locator('#notice-actions')).toBeVisible();
  },
  'the charts of both years': async (gouji) => {
    await gouji.pastePlain(BROKEN);
    const previous = { name: '上年.txt', mimeType: 'text/plain', buffer: Buffer.from(SOUND.replaceAll('2024', '2023')) };
    await gouji.page.setInputFiles('#previous', previous);
    await gouji.page.locator('[data-show="preview"]').dispatchEvent('click');
    await gouji.page.click('#charts');
    await gouji.page.locator('#chart-years summary').click();
  },
  'the empty page in English': (gouji) => gouji.page.click('#language'),
  'a finding in English, opened': async (gouji) => {
    await gouji.page.click('#language');
    await openFinding(gouji);
  },
};

/** Every area of the page that can be shown: on a phone one at a time. */
async function areas(page) {
  const tabs = page.locator('.tabs [data-show]:visible');
  const over = (await page.getByRole('dialog').isVisible()) || (await page.locator('#leave-menu').isVisible());
  return (await tabs.count()) && !over ? tabs.all() : [null];
}

/** What a machine objects to in the page as it is. */
async function objections(page) {
  // Colours are judged as they come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target} ${any[0]?.message ?? ''}`));
}

for (const [width, height] of [
  [1440, 900],
  [390, 844],
]) {
  for (const [state, reach] of Object.entries(STATES)) {
    test(`${state} meets WCAG 2.2 AA at ${width} px`, async ({ gouji }) => {
      const { page } = gouji;
      await page.setViewportSize({ width, height });
      await reach(gouji);
      for (const area of await areas(page)) {
        await area?.click();
        expect(await objections(page)).toEqual([]);
      }
    });
  }
}

// In the dark the same colours are used everywhere: where most of them are seen is looked at, and nothing twice.
for (const state of ['a finding, opened', 'the charts of both years']) {
  test(`${state} meets WCAG 2.2 AA in the dark`, async ({ gouji }) => {
    await gouji.page.emulateMedia({ colorScheme: 'dark' });
    await expect(gouji.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await STATES[state](gouji);
    expect(await objections(gouji.page)).toEqual([]);
  });
}

test('what is exported as a page meets WCAG 2.2 AA in the dark, and is light on paper', async ({ gouji }) => {
  test.slow();
  const { page } = gouji;
  await gouji.pastePlain(BROKEN);
  const previous = { name: '上年.txt', mimeType: 'text/plain', buffer: Buffer.from(SOUND.replaceAll('2024', '2023')) };
  await page.setInputFiles('#previous', previous);
  await expect(page.locator('#previous-name')).toHaveText('上年.txt');
  const pages = [];
  for (const kind of ['html', 'protocol-html']) {
    await page.click('#leave-open');
    pages.push((await gouji.saved(() => page.click(`#leave-menu [data-export="${kind}"]`))).bytes.toString());
  }
  expect(pages[0]).toContain('id="chart-years"');
  await page.goto('about:blank');
  const colours = () =>
    page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]);
  for (const content of pages) {
    await page.setContent(content);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await colours();
    expect(light[1]).toBe('rgb(26, 26, 26)');
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colours();
    expect(dark[1]).toBe('rgb(223, 226, 230)');
    expect(dark[0]).not.toBe(light[0]);
    for (const summary of await page.locator('details summary').all()) await summary.click();
    expect(await objections(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect((await colours())[1]).toBe(light[1]);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('when the last finding is mended by keyboard, the focus stays in the list', async ({ gouji }) => {
  await gouji.pastePlain(SOUND.replace(/(（七）总计\t)\d+/, '$1907'));
  const findings = gouji.page.locator('#findings [data-finding]');
  await findings.getByRole('button').first().press('Enter');
  await findings.getByRole('button', { name: '改', exact: true }).press('Enter');
  await expect(findings).toHaveCount(0);
  await expect(gouji.page.locator('#results')).toBeFocused();
});

test('what is Chinese says so on the English page', async ({ gouji }) => {
  await gouji.page.click('#language');
  for (const id of ['source', 'preview', 'help-body']) {
    const language = await gouji.page.locator(`#${id}`).evaluate((element) => element.closest('[lang]').lang);
    expect(language, id).toBe('zh-CN');
  }
});
