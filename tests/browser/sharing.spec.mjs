// Links, as those who send and those who receive them meet them.

import { readFileSync } from 'node:fs';

import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
const PASSPHRASE = '青石镇-2024-勾稽';

const share = (page) => page.locator('#share');
const figures = (page) => page.locator('#preview [data-cell]').allTextContents();

async function openShare(page) {
  await page.click('#leave-open');
  await page.locator('#leave-menu [data-export="share"]').click();
  await expect(share(page)).toBeVisible();
}

/** The link that the dialog shows. */
async function link(page) {
  await expect(page.locator('#share-result')).toBeVisible({ timeout: 15_000 });
  return page.locator('#share-link').inputValue();
}

/** Closes the dialog, and opens the page anew with that fragment in its address. */
async function follow(gouji, fragment) {
  await gouji.page.goto('about:blank');
  await gouji.page.goto(gouji.address + fragment);
  await gouji.page.waitForFunction(() => performance.getEntriesByName('gouji-started').length > 0);
  // What an address holds lands in histories: it is gone at once.
  expect(gouji.page.url()).toBe(gouji.address);
}

const fragmentOf = (link) => link.slice(link.indexOf('#'));

test('a link with numbers only shows the same figures, judged by these', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(BROKEN);
  // Something about figures is set aside, and comes along.
  const finding = page.locator('#findings > li[data-rule^="APP"]').first();
  await finding.getByRole('button').first().click();
  await finding.getByText('忽略这一处').click();
  await finding.getByLabel('理由').fill('原件如此');
  await finding.getByLabel('理由').press('Enter');
  const before = await figures(page);
  await openShare(page);
  await expect(page.getByLabel('仅数据')).toBeChecked();
  const made = await link(page);
  expect(fragmentOf(made)).toMatch(/^#1d[\w-]+$/);
  expect(fragmentOf(made).length).toBeLessThan(400);
  await expect(page.locator('#share-length')).toHaveText(`共 ${made.length} 个字符`);
  const hosted = gouji.address.startsWith('http');
  expect(made.startsWith(hosted ? `${gouji.address}#` : '#')).toBe(true);
  await expect(page.locator('#share-unhosted')).toBeVisible({ visible: !hosted });
  await expect(page.locator('#share-code svg')).toBeVisible({ visible: hosted });

  await follow(gouji, fragmentOf(made));
  await expect(page.locator('#origin')).toHaveText('链接，仅数据');
  expect(await figures(page)).toEqual(before);
  await expect(page.locator('#aside')).toContainText('已忽略 1');
  const rules = async () => (await gouji.findings()).map(({ rule }) => rule);
  const ofWords = /^(STR-(?!21)|NAR|TXT|DAT|PRI)/;
  expect((await rules()).filter((rule) => ofWords.test(rule))).toEqual([]);
  expect((await rules()).filter((rule) => rule.startsWith('APP')).length).toBeGreaterThan(0);
  // It is a text like any other: figures can be mended, and it stays a report of numbers …
  const source = await gouji.source();
  await gouji.fill(source.replace(/本年新收/, '本年新收　'));
  await expect(page.locator('#origin')).toHaveText('链接，仅数据');
  expect((await rules()).filter((rule) => ofWords.test(rule))).toEqual([]);
  // … until somebody writes words into it.
  await gouji.fill(source.replace(/\n\n/, '\n\n2024年，本机关主动公开工作稳步推进。\n\n'));
  await expect(page.locator('#origin')).toHaveText('链接');
  expect((await rules()).filter((rule) => ofWords.test(rule))).not.toEqual([]);
});

test('a link with the text brings the whole report', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  const before = await figures(page);
  const paragraphs = await page.locator('#preview [data-paragraph]').allTextContents();
  await openShare(page);
  await link(page);
  await page.getByLabel('含正文').check();
  await expect(page.locator('#share-link')).toHaveValue(/#1f/);
  const made = await link(page);
  // Too long for a text message, and says so.
  await expect(page.locator('#share-channels tr').first()).toHaveAttribute('data-fits', 'no');
  await expect(page.locator('#share-channels tr').first()).toContainText('发文件');
  await expect(page.locator('#share-channels tr').last()).toHaveAttribute('data-fits', 'yes');
  await follow(gouji, fragmentOf(made));
  await expect(page.locator('#origin')).toHaveText('链接');
  await expect(page.locator('#summary')).toContainText('42条成立，0条不成立');
  expect(await figures(page)).toEqual(before);
  expect(await page.locator('#preview [data-paragraph]').allTextContents()).toEqual(paragraphs);
});

test('an encrypted link opens with its pass-phrase alone', { tag: '@everywhere' }, async ({ gouji }) => {
  test.setTimeout(120_000);
  const { page } = gouji;
  const slow = { timeout: 40_000 };
  await gouji.pastePlain(SOUND);
  const before = await figures(page);
  await openShare(page);
  await link(page);
  await page.getByLabel('用口令加密').check();
  await expect(page.locator('#share-result')).toBeHidden();
  await page.locator('#share-passphrase').fill('1234');
  await page.locator('#share-passphrase').press('Enter');
  await expect(page.locator('#share-status')).toContainText('口令太短');
  await page.locator('#share-passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: '生成链接' }).click();
  await expect(page.locator('#share-link')).toHaveValue(/#1e/, slow);
  const made = await link(page);
  await page.keyboard.press('Escape');
  await expect(page.locator('#share-passphrase')).toHaveValue('');

  await follow(gouji, fragmentOf(made));
  const dialog = page.locator('#passphrase');
  await expect(dialog).toBeVisible();
  expect(await gouji.source()).toBe('');
  await page.locator('#passphrase-input').fill('不是这个口令');
  await page.locator('#passphrase-input').press('Enter');
  await expect(page.locator('#passphrase-status')).toContainText('口令不对', slow);
  await expect(dialog).toBeVisible();
  await page.locator('#passphrase-input').fill(PASSPHRASE);
  await page.locator('#passphrase-input').press('Enter');
  await expect(dialog).toBeHidden(slow);
  await expect(page.locator('#origin')).toHaveText('链接，仅数据');
  expect(await figures(page)).toEqual(before);
  await expect(page.locator('#passphrase-input')).toHaveValue('');
});

/** A link with the figures of the sound sample. */
async function soundLink(gouji) {
  await gouji.pastePlain(SOUND);
  await openShare(gouji.page);
  const made = fragmentOf(await link(gouji.page));
  await gouji.page.keyboard.press('Escape');
  return made;
}

test('a link never overwrites a draft unasked', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  const made = await soundLink(gouji);
  await gouji.fill(BROKEN);
  const arrive = () => page.evaluate((hash) => (location.hash = hash), made);
  await arrive();
  await expect(page.getByRole('alert')).toContainText('收到一个报告链接');
  expect(page.url()).toBe(gouji.address);
  expect(await gouji.source()).toBe(BROKEN);
  // Typing goes on, the question stays.
  await page.locator('#source').press('End');
  await page.locator('#source').pressSequentially('。');
  await page.getByRole('button', { name: '保留当前文稿' }).click();
  await expect(page.getByRole('button', { name: '打开链接中的报告' })).toBeHidden();
  expect(await gouji.source()).toContain('。');
  const kept = await gouji.source();
  await arrive();
  await page.getByRole('button', { name: '打开链接中的报告' }).click();
  await expect(page.locator('#origin')).toHaveText('链接，仅数据');
  await expect(page.getByRole('alert')).toContainText('Ctrl+Z');
  await page.locator('#source').press('Control+z');
  expect(await gouji.source()).toBe(kept);
  // The draft that came back has words, and they are judged.
  expect((await gouji.findings()).some(({ rule }) => rule.startsWith('DAT'))).toBe(true);
});

test('a link that is pasted, or typed, as the whole text is opened', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  const made = await soundLink(gouji);
  for (const [how, give] of [
    ['pasted', () => gouji.pastePlain(` https://example.invalid/gouji.html${made}\n`)],
    ['its fragment alone', () => gouji.pastePlain(made)],
    ['typed', () => gouji.fill(made)],
  ]) {
    await page.click('#clear');
    await give();
    await expect(page.locator('#summary'), how).toContainText('42条成立');
    await expect(page.locator('#origin'), how).toHaveText('链接，仅数据');
    expect(await gouji.source(), how).not.toContain('#1d');
  }
});

test('hostile links end in a sentence, and leave the address and the draft alone', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  const made = await soundLink(gouji);
  await page.click('#clear');
  for (const [fragment, sentence] of [
    [made.slice(0, -5), '链接不完整或被改动过'],
    [made.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), '链接不完整或被改动过'],
    ['#1d<img src=x onerror=alert(1)>', '链接不完整或被改动过'],
    ['#1e' + 'A'.repeat(200), '链接不完整或被改动过'],
    ['#9dAAAAAAAA', '更新的版本'],
    ['#1f' + 'A'.repeat(70_000), '链接太长'],
  ]) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await expect(page.locator('#notice'), fragment.slice(0, 20)).toContainText(sentence);
    expect(page.url()).toBe(gouji.address);
    expect(await gouji.source()).toBe('');
    await page.click('#notice-close');
  }
  // What is no link stays what it is: part of an address.
  await page.evaluate(() => (location.hash = '#help'));
  await expect(page.locator('#notice')).toBeHidden();
  expect(page.url()).toBe(`${gouji.address}#help`);
});

test('a report too large for a link can be sent as a file', async ({ gouji }) => {
  test.slow();
  const { page } = gouji;
  let text = SOUND;
  let seed = 1;
  // Words that do not repeat are not compressed.
  const word = () => String.fromCharCode(0x4e00 + ((seed = (seed * 48271) % 0x7fffffff) % 0x5000));
  text = text.replace(/\n/, `\n\n${Array.from({ length: 28_000 }, word).join('')}。\n\n`);
  await gouji.fill(text);
  await openShare(page);
  await link(page);
  await page.getByLabel('含正文').check();
  await expect(page.locator('#share-status')).toContainText('放不进链接', { timeout: 30_000 });
  await expect(page.locator('#share-result')).toBeHidden();
  const download = page.waitForEvent('download');
  await share(page).locator('[data-export="json"]').click();
  expect((await download).suggestedFilename()).toMatch(/\.gouji\.json$/);
  await expect(page.locator('#share-status')).toContainText('已保存');
});

test('the link is copied', async ({ gouji }) => {
  const { page } = gouji;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await gouji.pastePlain(SOUND);
  await openShare(page);
  const made = await link(page);
  await page.getByRole('button', { name: '复制链接' }).click();
  await expect(page.locator('#share-status')).toContainText('已复制');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made);
});

test('nothing is sent while a link is made and opened', async ({ gouji }) => {
  const { page } = gouji;
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await follow(gouji, await soundLink(gouji));
  await expect(page.locator('#origin')).toHaveText('链接，仅数据');
  const own = asked.filter((url) => url.startsWith(gouji.address) || url.startsWith('data:') || url.startsWith('blob:'));
  expect(asked).toEqual(own);
  expect(asked.filter((url) => url.includes('1d'))).toEqual(asked.filter((url) => /-[\da-f]{10}\./.test(url) && url.includes('1d')));
});
