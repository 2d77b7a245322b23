// Editing in place, as in a spreadsheet: cells and sentences of the preview, with a way back from everything.

import { readFileSync } from 'node:fs';

import { docx } from './docx.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
const NATURAL = 'requests.new.natural';
const TOTAL = 'requests.new.total';

const errors = (gouji) => gouji.page.locator('#findings [data-finding][data-severity="error"]');
const editor = (gouji) => gouji.page.locator('#cell-editor');
const passage = (gouji) => gouji.page.locator('#passage-editor');
const focusedCell = (gouji) => gouji.page.evaluate(() => document.activeElement.dataset.cell);

/** Puts data on the clipboard of a paste event, where the focus is. */
const paste = (gouji, data) =>
  gouji.page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    for (const [type, content] of Object.entries(data)) clipboardData.setData(type, content);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);

test('a cell is clicked and typed into; its findings come and go with every stroke', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.cell(NATURAL).click();
  await expect(editor(gouji)).toBeFocused();
  await expect(editor(gouji)).toHaveValue('33');
  await gouji.page.keyboard.type('43');
  await expect(gouji.cell(NATURAL)).toHaveText('43');
  await expect(errors(gouji)).not.toHaveCount(0);
  expect(await gouji.source()).toBe(SOUND.replace('\t33\t5', '\t43\t5'));
  await gouji.page.keyboard.press('Backspace');
  await gouji.page.keyboard.press('Backspace');
  await gouji.page.keyboard.type('33');
  await expect(errors(gouji)).toHaveCount(0);
  await gouji.page.keyboard.type('9');
  await gouji.page.keyboard.press('Escape');
  expect(await gouji.source()).toBe(SOUND);
  await expect(editor(gouji)).toBeHidden();
  expect(await focusedCell(gouji)).toBe(NATURAL);
});

test('Enter goes down, Tab to the right, arrows anywhere, digits begin to type', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const { keyboard } = gouji.page;
  await gouji.cell(NATURAL).click();
  await keyboard.press('Enter');
  expect(await focusedCell(gouji)).toBe('requests.carried_in.natural');
  await expect(editor(gouji)).toBeHidden();
  await keyboard.type('12');
  await expect(editor(gouji)).toHaveValue('12');
  await keyboard.press('Tab');
  expect(await focusedCell(gouji)).toBe('requests.carried_in.business');
  await expect(gouji.cell('requests.carried_in.natural')).toHaveText('12');
  await keyboard.press('F2');
  await keyboard.press('Shift+Tab');
  for (const [key, cell] of [
    ['ArrowUp', NATURAL],
    ['End', TOTAL],
    ['Home', NATURAL],
    ['ArrowDown', 'requests.carried_in.natural'],
    ['ArrowRight', 'requests.carried_in.business'],
    ['Control+End', 'requests.carried_out.total'],
    ['Control+Home', NATURAL],
  ]) {
    await keyboard.press(key);
    expect(await focusedCell(gouji), key).toBe(cell);
  }
  await keyboard.press('F2');
  await expect(editor(gouji)).toHaveValue('33');
  await keyboard.press('ArrowDown');
  await keyboard.press('Delete');
  await expect(gouji.cell('requests.carried_in.natural')).toHaveText('');
  await expect(gouji.cell('requests.carried_in.natural')).toHaveClass(/blank/);
});

test('figures are kept as they are typed, and judged', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.cell(NATURAL).click();
  await gouji.page.keyboard.type('３３');
  await gouji.page.keyboard.press('Enter');
  expect(await gouji.source()).toContain('数量\t３３\t5');
  await expect(errors(gouji)).toHaveCount(0);
});

test('one stop of the Tab key leads into a table, and a screen reader hears what a cell is', async ({ gouji }) => {
  await gouji.pastePlain(SOUND.replace('\t33\t5', '\t34\t5'));
  const table = gouji.page.locator('#preview [data-table="requests"] table');
  await expect(table).toHaveRole('grid');
  expect(await table.locator('td[tabindex="0"]').count()).toBe(1);
  await gouji.cell(NATURAL).focus();
  await expect(gouji.cell(NATURAL)).toHaveAccessibleName('一、本年新收·自然人，34，有错误');
  await gouji.page.keyboard.press('ArrowRight');
  expect(await table.locator('td[tabindex="0"]').count()).toBe(1);
  await expect(gouji.cell('requests.new.business')).toHaveAccessibleName('一、本年新收·商业企业，5');
});

test('a block from a spreadsheet fills the cells from there on, in one step', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.cell('requests.granted.other').click();
  await gouji.page.keyboard.press('Escape');
  await paste(gouji, { 'text/plain': '7\t8\t99\r\n1\t2\t98\r\n' });
  await expect(gouji.cell('requests.granted.other')).toHaveText('7');
  await expect(gouji.cell('requests.partial.total')).toHaveText('2');
  await expect(gouji.page.locator('#notice')).toContainText('已填入 4 格');
  await expect(gouji.page.locator('#notice')).toContainText('2 格超出表格，未填入：99、98');
  await gouji.page.keyboard.press('Control+z');
  expect(await gouji.source()).toBe(SOUND);
  // From a web page, and with the editor open.
  await gouji.cell('requests.granted.natural').click();
  await paste(gouji, { 'text/html': '<table><tr><td>1</td><td>2</td></tr></table>', 'text/plain': '' });
  await expect(gouji.cell('requests.granted.business')).toHaveText('2');
});

test('a total offers to fill itself', async ({ gouji }) => {
  await gouji.pastePlain(SOUND.replace('\t0\t41\n', '\t0\t40\n'));
  const { page } = gouji;
  await gouji.cell(TOTAL).click();
  const offer = page.locator('#in-place').getByRole('button', { name: '填入合计 41' });
  await offer.click();
  await expect(gouji.cell(TOTAL)).toHaveText('41');
  await expect(offer).toBeHidden();
  expect(await gouji.source()).toBe(SOUND);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(gouji.cell(TOTAL)).toHaveText('41');
  // No cell that is a part of a sum offers anything.
  await gouji.cell(NATURAL).click();
  await expect(page.locator('#in-place .fill')).toHaveCount(0);
});

test('a sentence is clicked and changed where it stands', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const paragraph = gouji.page.locator('#preview p[data-section="0"][data-paragraph="0"]');
  const before = await paragraph.innerText();
  await paragraph.click({ position: { x: 120, y: 14 } });
  await expect(passage(gouji)).toBeFocused();
  await expect(passage(gouji)).toHaveValue(before);
  // The caret is where the click was.
  const caret = await passage(gouji).evaluate((area) => area.selectionStart);
  expect(caret).toBeGreaterThan(2);
  expect(caret).toBeLessThan(12);
  await gouji.page.keyboard.press('Control+End');
  await gouji.page.keyboard.type('公开312条。');
  await expect(paragraph).toHaveText(`${before}公开312条。`);
  await gouji.page.keyboard.press('Enter');
  await expect(passage(gouji)).toBeHidden();
  expect(await gouji.source()).toContain(`${before}公开312条。\n`);
  await gouji.page.keyboard.press('Enter');
  await gouji.page.keyboard.type('甲');
  await gouji.page.keyboard.press('Escape');
  expect(await gouji.source()).toBe(SOUND.replace(before, `${before}公开312条。`));
  await gouji.page.keyboard.press('Control+z');
  expect(await gouji.source()).toBe(SOUND);
});

test('a word that an input method composes goes in when it is finished', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.page.locator('#preview h1').click();
  await gouji.page.keyboard.press('Control+End');
  const input = await gouji.page.context().newCDPSession(gouji.page);
  await input.send('Input.imeSetComposition', { text: 'bao', selectionStart: 3, selectionEnd: 3 });
  await gouji.page.waitForTimeout(100);
  expect(await gouji.source()).toBe(SOUND);
  await input.send('Input.insertText', { text: '报' });
  await expect.poll(() => gouji.source()).toContain('工作年度报告报\n');
  await expect(passage(gouji)).toBeVisible();
});

test('another cell, or the text, may be clicked while one is edited', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.cell(NATURAL).click();
  await gouji.page.keyboard.type('34');
  await gouji.cell(TOTAL).click();
  await expect(editor(gouji)).toHaveValue('41');
  await expect(gouji.cell(NATURAL)).toHaveText('34');
  await gouji.page.keyboard.type('42');
  await gouji.page.locator('#source').click();
  await expect(editor(gouji)).toBeHidden();
  await expect(gouji.cell(TOTAL)).toHaveText('42');
  await expect(gouji.page.locator('#source')).toBeFocused();
  // Each is a step of its own.
  await gouji.page.keyboard.press('Control+z');
  await expect(gouji.cell(TOTAL)).toHaveText('41');
  await expect(gouji.cell(NATURAL)).toHaveText('34');
});

test('undo and redo go through everything, from either side and by button', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(BROKEN) });
  await expect(gouji.page.locator('#origin')).toHaveText('年报.docx');
  const first = await gouji.source();
  // In place, in the text, a fix, a finding set aside, cleared.
  await gouji.cell(NATURAL).click();
  await page.keyboard.type('34');
  await page.keyboard.press('Enter');
  const second = await gouji.source();
  await page.locator('#source').press('Control+Home');
  await page.keyboard.type('甲乙');
  const third = await gouji.source();
  const broken = page.locator('#findings [data-rule^="APP"]');
  await broken.first().getByRole('button').first().click();
  await broken.first().getByRole('button', { name: '改', exact: true }).first().click();
  const fourth = await gouji.source();
  expect(fourth).not.toBe(third);
  const count = await page.locator('#findings > li').count();
  const item = page.locator('#findings > li').first();
  await item.getByRole('button').first().click();
  await item.getByText('忽略这一处').click();
  await item.getByLabel('理由').fill('已核实');
  await item.getByLabel('理由').press('Enter');
  await expect(page.locator('#findings > li')).toHaveCount(count - 1);
  await page.click('#clear');
  await expect(page.getByRole('heading', { level: 1, name: /贴上年报/ })).toBeVisible();

  await page.keyboard.press('Control+z');
  expect(await gouji.source()).toBe(fourth);
  await expect(page.locator('#findings > li')).toHaveCount(count - 1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('#findings > li')).toHaveCount(count);
  await page.click('#undo');
  expect(await gouji.source()).toBe(third);
  await page.click('#undo');
  expect(await gouji.source()).toBe(second);
  await page.click('#undo');
  expect(await gouji.source()).toBe(first);
  // Its structure is there, too.
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await page.click('#undo');
  await expect(page.locator('#undo')).toBeDisabled();
  await page.locator('#source').focus();
  for (const text of [first, second, third, fourth, fourth]) {
    await page.keyboard.press(text === second ? 'Control+Shift+Z' : 'Control+y');
    expect(await gouji.source()).toBe(text);
  }
  await expect(page.locator('#findings > li')).toHaveCount(count - 1);
  await page.keyboard.press('Control+y');
  expect(await gouji.source()).toBe('');
  await expect(page.locator('#redo')).toBeDisabled();
});

test('after a step back the caret, or the focus, is where something changed', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  await gouji.cell(NATURAL).click();
  await page.keyboard.type('35');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+z');
  expect(await focusedCell(gouji)).toBe(NATURAL);
  await page.locator('#source').focus();
  await page.keyboard.press('Control+y');
  await expect(page.locator('#source')).toBeFocused();
  const before = await page.locator('#source').evaluate((source) => source.value.slice(0, source.selectionStart));
  expect(before.endsWith('\t35')).toBe(true);
});

test('what has no place in the draft says so, and nothing is lost', async ({ gouji }) => {
  const short = SOUND.replace(/^二、上年结转.*\n/m, '');
  await gouji.pastePlain(short);
  await gouji.cell('requests.carried_in.natural').click();
  await expect(gouji.page.locator('#notice')).toContainText('原文里没有这一格');
  await expect(editor(gouji)).toBeHidden();
  expect(await gouji.source()).toBe(short);
});

test('the two years side by side are looked at, not edited', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.page.locator('#previous').setInputFiles({ name: '上年.txt', mimeType: 'text/plain', buffer: Buffer.from(SOUND.replaceAll('2024', '2023')) });
  await gouji.page.getByRole('button', { name: '与上年对照', exact: true }).click();
  await gouji.cell(NATURAL).click();
  await expect(editor(gouji)).toBeHidden();
});

test('a report is begun with the blank form', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await page.getByRole('button', { name: '从空白表开始…' }).click();
  await expect(page.getByLabel('填报单位（全称）')).toBeFocused();
  // Who reports is never guessed.
  await page.getByRole('button', { name: '开始填写' }).click();
  await expect(page.getByLabel('填报单位（全称）')).toBeFocused();
  await page.getByLabel('填报单位（全称）').fill('青石镇人民政府');
  await page.locator('#blank-year').selectOption('2020');
  await expect(page.getByText('2019 版试行格式')).toBeVisible();
  await page.locator('#blank-year').selectOption('2024');
  await page.getByLabel('填报单位（全称）').press('Enter');
  await expect(page.locator('#preview h1')).toHaveText('青石镇人民政府2024年政府信息公开工作年度报告');
  await expect(page.locator('#origin')).toHaveText('从空白表开始');
  await expect(page.locator('#preview td[data-cell]')).toHaveCount(200);
  expect(await page.locator('#preview td.absent, #preview td.unread').count()).toBe(0);
  // The keyboard is at the first thing to be written.
  await page.keyboard.press('Enter');
  await page.keyboard.type('2024年，工作平稳。');
  // The editor stays over what it has begun.
  const first = page.locator('#preview p[data-section="0"]').first();
  await expect(first).toHaveText('2024年，工作平稳。');
  const [over, under] = [await passage(gouji).boundingBox(), await first.boundingBox()];
  expect(Math.abs(over.y - under.y)).toBeLessThan(2);
  await page.keyboard.press('Enter');
  await expect(page.locator('#preview p[data-section="0"]').first()).toHaveText('2024年，工作平稳。');
  await gouji.cell('requests.new.natural').click();
  for (const figure of ['3', '1', '0', '0', '0', '0']) {
    await page.keyboard.type(figure);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Control+Enter');
  await expect(gouji.cell(TOTAL)).toHaveText('4');
  await expect(page.locator('#origin')).toHaveText('从空白表开始');
});

test('on a phone a cell is edited where it is, and the finding is a tap away', async ({ gouji }) => {
  const { page } = gouji;
  await page.setViewportSize({ width: 390, height: 844 });
  await gouji.pastePlain(SOUND.replace('\t33\t5', '\t34\t5'));
  await page.click('[data-show="preview"]');
  await gouji.cell(NATURAL).click();
  await expect(editor(gouji)).toBeFocused();
  await expect(editor(gouji)).toHaveAttribute('inputmode', 'decimal');
  await page.keyboard.type('36');
  await expect(gouji.cell(NATURAL)).toHaveText('36');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: '看问题' }).click();
  await expect(errors(gouji).first()).toBeVisible();
  await expect(gouji.cell(NATURAL)).toHaveText('36');
});
