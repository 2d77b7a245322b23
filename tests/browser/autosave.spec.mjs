// Nothing is lost, and nothing is kept against anybody's will.

import { readFileSync } from 'node:fs';

import { docx } from './docx.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');

const drafts = (gouji) => gouji.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('gouji.draft.')));
const kept = (gouji) => expect.poll(async () => (await drafts(gouji)).length).toBe(1);
const found = (gouji) => gouji.page.locator('#found');
const said = (gouji) => gouji.page.locator('#keeping .keeping-said');
const trap = (gouji) =>
  gouji.page.evaluate(() => {
    const error = new WebAssembly.RuntimeError('unreachable');
    window.dispatchEvent(new ErrorEvent('error', { error }));
  });

test('a draft is kept on this device, offered at the next visit, and put back as it was', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(SOUND) });
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  // What is only looked at is not kept.
  await page.waitForTimeout(1200);
  expect(await drafts(gouji)).toEqual([]);
  await gouji.cell('requests.new.natural').click();
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  await page.locator('#level').selectOption('township');
  const item = page.locator('#findings > li').first();
  await item.getByRole('button').first().click();
  await item.getByText('忽略这一处').click();
  await item.getByLabel('理由').fill('已核实');
  await item.getByLabel('理由').press('Enter');
  await expect(page.locator('#aside')).toContainText('已忽略 1');
  await expect(said(gouji)).toContainText('已存本机');
  await kept(gouji);
  const [text, cells] = [await gouji.source(), await page.locator('#preview').textContent()];
  await gouji.open();
  expect(await gouji.source()).toBe('');
  await expect(found(gouji)).toContainText('年报.docx');
  await expect(found(gouji)).toContainText('自动保存');
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(found(gouji)).toBeHidden();
  expect(await gouji.source()).toBe(text);
  expect(await page.locator('#preview').textContent()).toBe(cells);
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await expect(page.locator('#level')).toHaveValue('township');
  await expect(page.locator('#aside')).toContainText('已忽略 1');
  await kept(gouji);
});

test('a draft that was found is never put over another unasked, and can be dropped', async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  await kept(gouji);
  await gouji.open();
  await expect(found(gouji)).toBeVisible();
  await gouji.pastePlain(SOUND);
  expect(await gouji.source()).toBe(SOUND);
  await expect(found(gouji)).toBeVisible();
  await expect.poll(async () => (await drafts(gouji)).length).toBe(2);
  await gouji.page.getByRole('button', { name: '丢弃' }).click();
  await expect(found(gouji)).toBeHidden();
  await kept(gouji);
  expect(await gouji.source()).toBe(SOUND);
  // Put back, it takes the place of what is there, and that can be undone.
  await gouji.open();
  await gouji.fill('另一份');
  await gouji.page.getByRole('button', { name: '恢复' }).click();
  expect(await gouji.source()).toBe(SOUND);
  await gouji.page.keyboard.press('Control+z');
  expect(await gouji.source()).toBe('另一份');
});

test('the report of the year before comes back along', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.page.locator('#previous').setInputFiles({ name: '上年.txt', mimeType: 'text/plain', buffer: Buffer.from(SOUND.replaceAll('2024', '2023')) });
  await expect(gouji.page.locator('#findings [data-rule="YOY-01"]')).toHaveCount(1);
  await expect(said(gouji)).toContainText('已存本机');
  await gouji.page.waitForTimeout(900);
  await gouji.open();
  await gouji.page.getByRole('button', { name: '恢复' }).click();
  await expect(gouji.page.locator('#previous-name')).toHaveText('上年.txt');
  await expect(gouji.page.locator('#findings [data-rule="YOY-01"]')).toHaveCount(1);
});

test('what is older than a week, or damaged, is dropped', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await kept(gouji);
  const leave = (days) => gouji.page.evaluate((days) => {
    const [key] = Object.keys(localStorage).filter((key) => key.startsWith('gouji.draft.'));
    const text = localStorage.getItem(key);
    const [version, at] = text.split(' ');
    localStorage.removeItem(key);
    localStorage.setItem('gouji.draft.1', text.replace(`${version} ${at}`, `${version} ${at - days * 24 * 3600}`));
    localStorage.setItem('gouji.draft.2', '{"what":1}');
  }, days);
  await leave(6);
  await gouji.open();
  await expect(found(gouji)).toContainText('政府信息公开工作年度报告');
  expect(await drafts(gouji)).toEqual(['gouji.draft.1']);
  await leave(2);
  await gouji.open();
  await expect(gouji.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(found(gouji)).toBeHidden();
  expect(await drafts(gouji)).toEqual([]);
});

test('one click forgets everything, and nothing more is kept', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await kept(gouji);
  await gouji.page.locator('#keeping').getByRole('button', { name: '忘记' }).click();
  await expect(said(gouji)).toContainText('已忘记');
  expect(await drafts(gouji)).toEqual([]);
  await gouji.page.locator('#source').press('End');
  await gouji.page.keyboard.type('甲');
  await gouji.page.waitForTimeout(1200);
  expect(await drafts(gouji)).toEqual([]);
  // Switched on again, it goes on.
  await gouji.page.locator('#keeping').getByLabel('自动保存在本机').check();
  await kept(gouji);
});

test('switched off, nothing of the draft is stored, also at the next visit', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await expect(page.locator('.privacy')).toContainText('只自动保存在本机浏览器');
  await page.locator('.welcome').getByLabel('自动保存在本机').uncheck();
  for (const visit of [1, 2]) {
    await gouji.pastePlain(BROKEN);
    await expect(page.locator('#findings > li'), `visit ${visit}`).not.toHaveCount(0);
    await page.waitForTimeout(1200);
    expect(await drafts(gouji)).toEqual([]);
    expect(await page.evaluate(() => [sessionStorage.length, document.cookie])).toEqual([0, '']);
    await expect(said(gouji)).toContainText('已关闭');
    await gouji.open();
  }
  await expect(found(gouji)).toBeHidden();
});

test('a store that is full or forbidden is said once, and everything else works', async ({ closed }) => {
  const { page } = closed;
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await closed.open();
  await closed.pastePlain(SOUND);
  await expect(said(closed)).toContainText('存储已满');
  await page.locator('#source').press('End');
  await page.keyboard.type('甲');
  await expect(page.locator('#summary')).toContainText('42条成立');
});

test('without a store work that is not kept is warned of before it is left', async ({ closed }) => {
  const { page } = closed;
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  await closed.open();
  await closed.pastePlain(SOUND);
  await expect(said(closed)).toContainText('不允许保存');
  const dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    dialog.accept();
  });
  // Nothing was changed yet: the text is still where it was copied.
  await page.locator('#source').click();
  await page.reload();
  expect(dialogs).toEqual([]);
  await page.waitForFunction(() => performance.getEntriesByName('gouji-started').length > 0);
  await closed.pastePlain(SOUND);
  await page.locator('#source').press('End');
  await page.keyboard.type('甲');
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
});

test('a draft that is kept is left without a question', async ({ gouji }) => {
  const dialogs = [];
  gouji.page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    dialog.accept();
  });
  await gouji.pastePlain(SOUND);
  await gouji.page.locator('#source').press('End');
  await gouji.page.keyboard.type('甲');
  // Before the time to keep it has come.
  await gouji.page.reload();
  expect(dialogs).toEqual([]);
  await expect(found(gouji)).toBeVisible();
  await gouji.page.getByRole('button', { name: '恢复' }).click();
  expect(await gouji.source()).toContain('甲');
});

test('after a trap the page goes on with everything that was said of the draft', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(BROKEN) });
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await page.locator('#level').selectOption('county');
  const item = page.locator('#findings > li').first();
  await item.getByRole('button').first().click();
  await item.getByText('忽略这一处').click();
  await item.getByLabel('理由').fill('已核实');
  await item.getByLabel('理由').press('Enter');
  await page.waitForTimeout(3200);
  const preview = await page.locator('#preview').textContent();
  // The last strokes have not been kept yet.
  await page.locator('#source').press('Control+Home');
  await page.keyboard.type('甲');
  const text = await gouji.source();
  await trap(gouji);
  await expect(page.locator('.gouji-notice')).toContainText('已重新启动');
  expect(await gouji.source()).toBe(text);
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await expect(page.locator('#level')).toHaveValue('county');
  await expect(page.locator('#aside')).toContainText('已忽略 1');
  expect(await page.locator('#preview').textContent()).toBe(`甲${preview}`);
  await expect(found(gouji)).toBeHidden();
  // The page still has the file it came from.
  await page.click('#leave-open');
  await expect(page.locator('#leave-menu [data-export="amend"]')).toBeVisible();
  await expect(page.locator('#leave-lost')).toBeHidden();
});

test('a draft that breaks the page as it arrives is still there, and nothing of the one before is taken for its own', async ({ gouji }) => {
  const { page } = gouji;
  gouji.expectProblems(/unreachable/);
  await gouji.drop({ name: '年报.docx', bytes: docx(SOUND) });
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await page.locator('#level').selectOption('county');
  await page.waitForTimeout(3200);
  // What the examiner asks for its details breaks the page this once.
  await page.evaluate(() => {
    const { examine } = goujiHost;
    goujiHost.examine = () => {
      goujiHost.examine = examine;
      throw new WebAssembly.RuntimeError('unreachable');
    };
  });
  await page.locator('#source').press('Control+a');
  await gouji.pastePlain(BROKEN);
  await expect(page.locator('.gouji-notice')).toContainText('已重新启动');
  expect(await gouji.source()).toBe(BROKEN);
  await expect(page.locator('#level')).toHaveValue('');
  await expect(page.locator('#origin')).toHaveText('纯文本');
});

test('two windows keep a draft each', async ({ gouji, context }) => {
  await gouji.pastePlain(SOUND);
  await kept(gouji);
  const other = await context.newPage();
  await other.goto(gouji.address);
  await other.waitForFunction(() => performance.getEntriesByName('gouji-started').length > 0);
  await other.locator('#source').fill(BROKEN);
  await expect.poll(async () => (await drafts(gouji)).length).toBe(2);
  await gouji.page.locator('#source').press('End');
  await gouji.page.keyboard.type('甲');
  await gouji.page.waitForTimeout(1200);
  expect(await drafts(gouji)).toHaveLength(2);
});
