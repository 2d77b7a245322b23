// The page as its user meets it: a draft goes in, findings come out, and both lead to each other.

import { readFileSync } from 'node:fs';

import { docx, html } from './docx.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
/** The cell most tests spoil. */
const TOTAL = 'requests.total.natural';

const summary = (gouji) => gouji.page.locator('#summary');
const errors = (gouji) => gouji.page.locator('#findings [data-finding][data-severity="error"]');
const marked = (gouji) => gouji.page.locator('#source-backdrop mark.chosen');

/** Selects, in the source, the figure that the cell holds: the first behind the label （七）总计. */
async function selectTotal(gouji) {
  return gouji.page.locator('#source').evaluate((source) => {
    const [all, label] = source.value.match(/(（七）总计\s+)\d+/);
    const start = source.value.indexOf(all) + label.length;
    source.focus();
    source.setSelectionRange(start, start + all.length - label.length);
    return all.slice(label.length);
  });
}

/** What is selected in the source. */
const selected = (gouji) =>
  gouji.page.locator('#source').evaluate((source) => source.value.slice(source.selectionStart, source.selectionEnd));

test('the empty page says what to do and has no findings', async ({ gouji }) => {
  await expect(gouji.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(gouji.page.locator('.privacy')).toContainText('报告内容不上传');
  expect(await gouji.findings()).toEqual([]);
  await expect(gouji.page.locator('#source')).toBeFocused();
});

test('a draft pasted as plain text is checked', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  await expect(summary(gouji)).toContainText('42条');
  await expect(errors(gouji)).not.toHaveCount(0);
  expect(await gouji.source()).toBe(BROKEN);
  // Every finding that concerns a cell marks it, and every finding holds a button.
  const [first] = await gouji.page.locator('#preview td[data-severity]').all();
  await expect(first).toHaveAttribute('data-cell', /^\w+\.\w+\.\w+$/);
  const buttons = await gouji.page.locator('#findings [data-finding] > button').count();
  expect(buttons).toBe((await gouji.findings()).length);
});

test('the samples do what their names say', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.page.click('#sample-sound');
  await expect(gouji.page.locator('#verdict')).toHaveAttribute('data-state', 'good');
  await expect(summary(gouji)).toContainText('42条成立，0条不成立');
  await gouji.page.click('#clear');
  await expect(gouji.page.getByRole('heading', { level: 1 })).toBeVisible();
  await gouji.page.click('#sample-broken');
  await expect(gouji.page.locator('#verdict')).toHaveAttribute('data-state', 'error');
});

test('pasted rich text keeps its tables, also through an edit of a cell', async ({ gouji }) => {
  await gouji.pasteRich(html(SOUND), SOUND);
  await expect(gouji.page.locator('#origin')).toHaveText('粘贴，带表格');
  await expect(summary(gouji)).toContainText('42条成立');
  const figure = await selectTotal(gouji);
  await gouji.page.keyboard.type(`${figure}9`);
  await expect(gouji.cell(TOTAL)).toHaveText(`${figure}9`);
  await expect(gouji.page.locator('#origin')).toHaveText('粘贴，带表格');
  await expect(errors(gouji)).not.toHaveCount(0);
});

test('rich text pasted into a draft is inserted as text', async ({ gouji }) => {
  await gouji.fill('一、总体情况\n');
  await gouji.pasteRich('<table><tr><td>插入</td></tr></table>', '插入');
  expect(await gouji.source()).toBe('一、总体情况\n插入');
});

test('a Word file dropped on the page is checked', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.drop({ name: '年度报告.docx', bytes: docx(SOUND) });
  await expect(gouji.page.locator('#origin')).toHaveText('年度报告.docx');
  await expect(summary(gouji)).toContainText('42条成立');
});

/** A report in Gouji's own JSON, with one wrong total. */
const JSON_REPORT = JSON.stringify({
  schema: 'gouji/report@1',
  title: '青石镇人民政府2024年政府信息公开工作年度报告',
  year: 2024,
  form: '2021',
  cells: Object.fromEntries(
    [
      ['natural', 3],
      ['business', 1],
      ['research', 0],
      ['nonprofit', 0],
      ['legal', 0],
      ['other', 0],
      ['total', 5],
    ].map(([column, value]) => [`requests.new.${column}`, { value, raw: String(value) }]),
  ),
  sections: [{ part: 3, heading: '三、收到和处理政府信息公开申请情况', paragraphs: [] }],
});

test('a report in JSON, dropped or pasted, becomes a text to work on', { tag: '@everywhere' }, async ({ gouji }) => {
  const checked = async () => {
    await expect(gouji.cell('requests.new.total')).toHaveText('5');
    await expect(gouji.page.locator('#findings [data-rule="APP-03"]')).toHaveCount(1);
    expect(await gouji.source()).toContain('青石镇人民政府2024年');
    expect(await gouji.source()).not.toContain('"schema"');
  };
  await gouji.drop({ name: '青石镇.gouji.json', bytes: Buffer.from(JSON_REPORT) });
  await checked();
  await gouji.page.click('#clear');
  await gouji.pastePlain(JSON_REPORT);
  await checked();
});

test('a file that is too large is not even read', async ({ gouji }) => {
  await gouji.fill(SOUND);
  await gouji.drop({ name: '录像.docx', bytes: Buffer.alloc(21 << 20) });
  await expect(gouji.page.getByRole('alert')).toContainText('“录像.docx”未能打开');
  expect(await gouji.source()).toBe(SOUND);
});

test('a file that cannot be read leaves the draft alone', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.fill(SOUND);
  await gouji.drop({ name: '扫描件.jpg', bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]) });
  await expect(gouji.page.getByRole('alert')).toContainText('“扫描件.jpg”未能打开：这是图片');
  expect(await gouji.source()).toBe(SOUND);
  await expect(summary(gouji)).toContainText('42条成立');
});

test('what replaces a draft can be undone', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await gouji.drop({ name: '年度报告.docx', bytes: docx(BROKEN) });
  await expect(gouji.page.getByRole('alert')).toContainText('Ctrl+Z');
  await gouji.page.locator('#source').press('Control+z');
  expect(await gouji.source()).toBe(SOUND);
  await expect(summary(gouji)).toContainText('42条成立');
});

test('typing makes a finding appear, and undoing makes it go', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  await expect(errors(gouji)).toHaveCount(0);
  const figure = await selectTotal(gouji);
  await gouji.page.keyboard.type(`${Number(figure) + 7}`);
  await expect(errors(gouji)).toHaveCount(1);
  await expect(gouji.cell(TOTAL)).toHaveAttribute('data-severity', 'error');
  while ((await gouji.source()) !== SOUND) await gouji.page.keyboard.press('Control+z');
  await expect(errors(gouji)).toHaveCount(0);
  await expect(gouji.cell(TOTAL)).not.toHaveAttribute('data-severity');
});

test('a finding leads to its cell and its place in the text, and back', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const figure = await selectTotal(gouji);
  await gouji.page.keyboard.type(`${figure}0`);
  const head = errors(gouji).getByRole('button').first();
  await head.click();
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect(gouji.cell(TOTAL)).toHaveClass(/chosen/);
  await expect(gouji.cell(TOTAL)).toBeInViewport();
  await expect(marked(gouji)).toHaveText(`${figure}0`);
  await expect(marked(gouji)).toBeInViewport();
  await head.click();
  await expect(marked(gouji)).toHaveCount(0);

  // The cell is there to be mended; its finding opens beside it.
  await gouji.cell(TOTAL).click();
  await expect(gouji.page.locator('#cell-editor')).toBeFocused();
  await expect(gouji.page.locator('#cell-editor')).toHaveValue(`${figure}0`);
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect(marked(gouji)).toHaveText(`${figure}0`);
});

test('a sound cell leads to its place in the text', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const cell = gouji.cell('requests.new.total');
  await cell.click();
  await expect(marked(gouji)).toHaveText(await cell.innerText());
});

test('a fix is applied to the text and can be undone', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const figure = await selectTotal(gouji);
  await gouji.page.keyboard.type(`${figure}0`);
  const spoilt = await gouji.source();
  await errors(gouji).getByRole('button').first().click();
  await errors(gouji).getByRole('button', { name: '改', exact: true }).first().click();
  expect(await gouji.source()).toBe(SOUND);
  await expect(errors(gouji)).toHaveCount(0);
  await gouji.page.locator('#source').press('Control+z');
  expect(await gouji.source()).toBe(spoilt);
  await expect(errors(gouji)).toHaveCount(1);
});

test('the keyboard alone goes from the empty page to a mended report', async ({ gouji }) => {
  const { keyboard } = gouji.page;
  const focused = () => gouji.page.evaluate(() => document.activeElement.id || document.activeElement.dataset.do);
  const tabTo = async (name) => {
    for (let i = 0; i < 40 && (await focused()) !== name; i++) await keyboard.press('Tab');
    expect(await focused()).toBe(name);
  };
  await tabTo('sample-broken');
  await keyboard.press('Enter');
  // The sample is fetched.
  await expect.poll(() => errors(gouji).count()).toBeGreaterThan(0);
  const before = await errors(gouji).count();
  // The text has the focus and keeps it; the first findings have no fix to apply, the first of the tables has.
  const open = gouji.page.locator('#findings > li.chosen');
  do await keyboard.press('F8');
  while (!(await open.getAttribute('data-rule')).startsWith('APP'));
  expect(await focused()).toBe('source');
  await tabTo('apply');
  await keyboard.press('Enter');
  await expect.poll(() => errors(gouji).count()).toBeLessThan(before);
  expect(await focused()).toBe('choose');
});

test('on a slow computer, too, a mended finding hands the focus on', async ({ gouji }) => {
  const { keyboard } = gouji.page;
  await gouji.pastePlain(BROKEN);
  const session = await gouji.page.context().newCDPSession(gouji.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  // A pass over the text as slow as that is not made at every keystroke, but it is for a fix.
  await gouji.page.locator('#source').press('End');
  await keyboard.type('。');
  const before = await errors(gouji).count();
  await gouji.page.locator('#findings [data-rule^="APP"] button').first().press('Enter');
  await gouji.page.locator('[data-do="apply"]').first().press('Enter');
  await expect.poll(() => errors(gouji).count()).toBeLessThan(before);
  await gouji.page.waitForTimeout(300);
  expect(await gouji.page.evaluate(() => document.activeElement.dataset.do)).toBe('choose');
});

test('F8 in the text selects the next place, ready to be typed over', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const figure = await selectTotal(gouji);
  await gouji.page.keyboard.type(`${figure}0`);
  await gouji.page.keyboard.press('F8');
  await expect(gouji.page.locator('#source')).toBeFocused();
  expect(await selected(gouji)).toBe(`${figure}0`);
  await gouji.page.keyboard.type(figure);
  expect(await gouji.source()).toBe(SOUND);
});

test('a word being composed is checked when it is finished', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const figure = await selectTotal(gouji);
  const input = await gouji.page.context().newCDPSession(gouji.page);
  await input.send('Input.imeSetComposition', { text: '九', selectionStart: 1, selectionEnd: 1 });
  await expect.poll(() => gouji.source()).not.toBe(SOUND);
  await gouji.page.waitForTimeout(100);
  await expect(gouji.cell(TOTAL)).toHaveText(figure);
  await input.send('Input.insertText', { text: '9999' });
  await expect(gouji.cell(TOTAL)).toHaveText('9999');
});

test('findings are filtered by severity', async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  const all = (await gouji.findings()).length;
  const count = await errors(gouji).count();
  await gouji.page.getByRole('button', { name: `错误 ${count}` }).click();
  await expect(gouji.page.locator('#findings [data-finding]:visible')).toHaveCount(count);
  await gouji.page.getByRole('button', { name: `全部 ${all}` }).click();
  await expect(gouji.page.locator('#findings [data-finding]:visible')).toHaveCount(all);
});

test('what the person says of the report counts', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const year = gouji.page.getByLabel('报告年度');
  await expect(year.locator('option').first()).toHaveText(/自动识别：2024 年/);
  const before = (await gouji.findings()).length;
  await year.selectOption('2022');
  await expect.poll(async () => (await gouji.findings()).length).toBeGreaterThan(before);
  await year.selectOption('');
  await expect.poll(async () => (await gouji.findings()).length).toBe(before);
});

test('a rule explains itself', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  await errors(gouji).getByRole('button').first().click();
  await errors(gouji).getByRole('button', { name: /^规则说明/ }).first().click();
  const help = gouji.page.getByRole('dialog');
  await expect(help).toContainText('依据');
  await gouji.page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('the page speaks English when asked, and remembers', async ({ gouji }) => {
  await gouji.page.click('#language');
  await expect(gouji.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(gouji.page).toHaveTitle(/^Gouji/);
  await expect(gouji.page.getByRole('button', { name: 'Try a sample (sound)' })).toBeVisible();
  await gouji.open();
  await gouji.page.click('#sample-sound');
  await expect(summary(gouji)).toContainText('42 hold');
});

test('without a store for preferences everything else works', async ({ closed }) => {
  await closed.page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  });
  await closed.open();
  await closed.page.click('#language');
  await closed.page.click('#sample-sound');
  await expect(summary(closed)).toContainText('42 hold');
});

test('on a phone one area shows at a time, and the page never scrolls sideways', async ({ gouji }) => {
  await gouji.page.setViewportSize({ width: 390, height: 844 });
  await gouji.page.click('#sample-broken');
  await expect(errors(gouji).first()).toBeVisible();
  await expect(gouji.cell(TOTAL)).toBeHidden();
  await errors(gouji).getByRole('button').first().click();
  await errors(gouji).getByRole('button', { name: '查看位置' }).first().click();
  await expect(gouji.page.locator('#preview .chosen').first()).toBeInViewport();
  expect(await gouji.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('on a phone the label of a row stays beside its figures', async ({ gouji }) => {
  await gouji.page.setViewportSize({ width: 390, height: 844 });
  await gouji.pastePlain(SOUND);
  await gouji.page.click('[data-show="preview"]');
  const table = gouji.page.locator('#preview [data-table="requests"]');
  await table.evaluate((table) => {
    table.scrollIntoView();
    table.scrollTo({ left: table.scrollWidth });
  });
  await expect(gouji.cell('requests.new.total')).toBeInViewport();
  const ends = await table.locator('tbody tr > th:last-of-type').evaluateAll((labels) =>
    labels.map((label) => Math.round(label.getBoundingClientRect().right)),
  );
  expect(new Set(ends).size, `${ends}`).toBe(1);
  expect(ends[0]).toBeGreaterThan(80);
});

test('on paper there is the report and nothing else', async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  await gouji.page.emulateMedia({ media: 'print' });
  // The width of the text on a sheet of A4.
  await gouji.page.setViewportSize({ width: 590, height: 800 });
  await expect(gouji.page.locator('#preview')).toBeVisible();
  for (const part of ['.bar', '.pane-source', '.pane-findings', '.tabs', '.pane-head']) {
    for (const shown of await gouji.page.locator(part).all()) await expect(shown, part).toBeHidden();
  }
  const overflow = await gouji.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('a finding is set aside with a reason, and taken up again', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  const { page } = gouji;
  const count = async () => page.locator('#findings > li').count();
  const before = await count();
  const first = page.locator('#findings > li').first();
  const sentence = await first.locator('.sentence').innerText();
  await first.getByRole('button').first().click();
  await first.getByText('忽略这一处').click();
  // Without a reason nothing is set aside.
  await first.getByRole('button', { name: '忽略' }).click();
  expect(await count()).toBe(before);
  await first.getByLabel('理由').fill('已与司法局核实');
  await first.getByLabel('理由').press('Enter');
  await expect(page.locator('#findings > li')).toHaveCount(before - 1);
  const aside = page.locator('#aside');
  await aside.getByText('已忽略 1').click();
  await expect(aside).toContainText(sentence);
  await expect(aside).toContainText('已与司法局核实');
  // It outlives an edit elsewhere.
  await page.locator('#source').press('End');
  await page.locator('#source').pressSequentially(' ');
  await expect(page.locator('#findings > li')).toHaveCount(before - 1);
  await aside.getByRole('button', { name: '取消忽略' }).click();
  await expect(page.locator('#findings > li')).toHaveCount(before);
  await expect(aside).toBeEmpty();
});

test('the report of the year before stands beside the draft until it is let go', async ({ gouji }) => {
  await gouji.pastePlain(SOUND);
  const { page } = gouji;
  await page.locator('#previous').setInputFiles({
    name: '上年.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(SOUND.replaceAll('2024', '2023')),
  });
  await expect(page.locator('#previous-name')).toHaveText('上年.txt');
  expect(await gouji.source()).toBe(SOUND);
  // What was carried out of that report is not what is carried into this one.
  await expect(page.locator('#findings [data-rule="YOY-01"]')).toHaveCount(1);
  await page.getByRole('button', { name: '与上年对照', exact: true }).click();
  const cell = gouji.cell('requests.carried_in.total');
  await expect(cell.locator('b')).toHaveText(/\d/);
  await expect(cell.locator('.last')).toHaveText(await cell.locator('b').innerText());
  await expect(page.locator('#preview .carried')).toContainText('不一致的列');
  await page.getByRole('button', { name: '不再与上年度对照' }).click();
  await expect(page.locator('#preview h1')).toBeVisible();
  await expect(page.locator('#previous-name')).toBeHidden();
});

test('the catalogue lists every rule, explains it, and switches it off', { tag: '@everywhere' }, async ({ gouji }) => {
  await gouji.pastePlain(BROKEN);
  const { page } = gouji;
  const rule = await page.locator('#findings > li').first().getAttribute('data-rule');
  const found = page.locator(`#findings > li[data-rule="${rule}"]`);
  await page.getByRole('button', { name: '全部规则…' }).click();
  const help = page.getByRole('dialog');
  await expect(help.getByRole('heading', { name: '全部规则' })).toBeVisible();
  await help.locator(`[data-help="${rule}"]`).click();
  await expect(help.getByRole('heading', { level: 2, name: rule })).toBeVisible();
  await help.getByLabel('应用这条规则').uncheck();
  await expect(found).toHaveCount(0);
  await help.getByRole('button', { name: '全部规则' }).click();
  await expect(help.getByLabel(`应用 ${rule}`)).not.toBeChecked();
  await help.getByLabel(`应用 ${rule}`).check();
  await expect(found).not.toHaveCount(0);
});
