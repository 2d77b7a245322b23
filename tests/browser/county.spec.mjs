// Many bodies at once: several files, a folder or an archive become a table, each draft opens and comes back, the sum
// stands below and goes into a file.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';

import { docx } from './docx.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';
import { zip } from './zip.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');
const PICTURE = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
const of = (organ, text = SOUND) => text.replaceAll('青石镇', organ);

// Many drafts take longer than one.
test.describe.configure({ timeout: 120_000 });

/** A township with errors, two without, one that is no text, and a picture. */
const FILES = [
  { name: '青石镇.docx', bytes: docx(SOUND) },
  { name: '柳林镇.txt', bytes: Buffer.from(of('柳林镇', BROKEN)) },
  { name: '桃源镇.docx', bytes: docx(of('桃源镇')) },
  { name: '扫描件.jpg', bytes: PICTURE },
];

const rows = (gouji) => gouji.page.locator('.county-table tbody tr');
const done = (gouji) =>
  expect(gouji.page.locator('#county')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
const row = (gouji, name) => rows(gouji).filter({ hasText: name });

async function dropAll(gouji, files = FILES) {
  await gouji.drop(...files);
  await done(gouji);
}

test('several files become a table of bodies', { tag: '@everywhere' }, async ({ gouji }) => {
  await dropAll(gouji);
  await expect(rows(gouji)).toHaveCount(4);
  await expect(row(gouji, '青石镇.docx')).toContainText('青石镇人民政府');
  await expect(row(gouji, '青石镇.docx')).toContainText('无误');
  await expect(row(gouji, '柳林镇.txt')).toHaveAttribute('data-status', 'errors');
  await expect(row(gouji, '柳林镇.txt').locator('.worst')).toHaveAttribute('data-severity', 'error');
  await expect(row(gouji, '扫描件.jpg')).toContainText('未能读取');
  await expect(row(gouji, '扫描件.jpg')).toContainText('这是图片');
  await expect(row(gouji, '扫描件.jpg').getByRole('button')).toBeDisabled();
  await expect(gouji.page.locator('#county [role="status"]')).toContainText('4 份文件已核对完毕');
});

test('without workers the page checks them itself', { tag: '@everywhere' }, async ({ closed }) => {
  await closed.page.addInitScript(() => delete globalThis.Worker);
  await closed.open();
  await dropAll(closed);
  await expect(row(closed, '柳林镇.txt')).toHaveAttribute('data-status', 'errors');
  await expect(row(closed, '桃源镇.docx')).toHaveAttribute('data-status', 'good');
});

test('one file goes where it always went', async ({ gouji }) => {
  await gouji.drop(FILES[0]);
  await expect(gouji.page.locator('#origin')).toHaveText('青石镇.docx');
  await expect(gouji.page.locator('#county')).toHaveCount(0);
});

test('an archive of several drafts is taken apart', async ({ gouji }) => {
  const archive = zip({
    '各单位/青石镇.docx': FILES[0].bytes,
    '各单位/柳林镇.txt': FILES[1].bytes,
    '各单位/扫描件.jpg': PICTURE,
    '__MACOSX/各单位/._青石镇.docx': 'kept by a system',
  });
  await gouji.drop({ name: '各单位.zip', bytes: archive });
  await done(gouji);
  await expect(rows(gouji)).toHaveCount(3);
  await expect(row(gouji, '各单位.zip/各单位/柳林镇.txt')).toHaveAttribute('data-status', 'errors');
  // Beside other files, too.
  await gouji.drop({ name: '更多.zip', bytes: archive }, FILES[2]);
  await expect(rows(gouji)).toHaveCount(7);
  await done(gouji);
});

test('a folder is chosen', async ({ gouji }) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'gouji-')), '全县');
  await mkdir(join(folder, '乡镇'), { recursive: true });
  writeFileSync(join(folder, '乡镇', '青石镇.docx'), FILES[0].bytes);
  writeFileSync(join(folder, '桃源镇.docx'), FILES[2].bytes);
  writeFileSync(join(folder, '~$桃源镇.docx'), 'kept by Word');
  await gouji.page.setInputFiles('#folder', folder);
  await done(gouji);
  await expect(rows(gouji)).toHaveCount(2);
  await expect(row(gouji, '乡镇/青石镇.docx')).toHaveAttribute('data-status', 'good');
});

test('a draft is opened, changed, and checked again in its place', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await dropAll(gouji);
  await row(gouji, '柳林镇.txt').getByRole('button').click();
  await expect(page.locator('#origin')).toHaveText('柳林镇.txt');
  await expect(page.locator('#county')).toBeHidden();
  await expect(gouji.cell('requests.new.total')).toHaveText('41');
  await page.getByRole('button', { name: '下一份' }).click();
  await expect(page.locator('#origin')).toHaveText('青石镇.docx');
  await page.locator('#source').evaluate((source) => {
    const at = source.value.indexOf('\t41', source.value.indexOf('本年新收政府信息公开申请数量'));
    source.setSelectionRange(at + 1, at + 3);
    source.focus();
    document.execCommand('insertText', false, '49');
  });
  await page.getByRole('button', { name: '返回全部单位列表' }).click();
  await done(gouji);
  await expect(row(gouji, '青石镇.docx')).toHaveAttribute('data-status', 'errors');
  await expect(row(gouji, '青石镇.docx')).toContainText('已修改');
  await expect(row(gouji, '桃源镇.docx')).toHaveAttribute('data-status', 'good');
  await row(gouji, '青石镇.docx').getByRole('button').click();
  await expect(gouji.cell('requests.new.total')).toHaveText('49');
});

test('the table is sorted and filtered', async ({ gouji }) => {
  const { page } = gouji;
  await dropAll(gouji);
  const head = (name) => page.locator('#county thead th', { hasText: name });
  const names = () => rows(gouji).first().locator('th small');
  await head('错误').getByRole('button').click();
  await expect(head('错误')).toHaveAttribute('aria-sort', 'descending');
  await expect(names()).toHaveText('柳林镇.txt');
  await head('错误').getByRole('button').click();
  await expect(head('错误')).toHaveAttribute('aria-sort', 'ascending');
  await head('状态').getByRole('button').press('Enter');
  await expect(head('状态')).toHaveAttribute('aria-sort', 'ascending');
  await expect(head('错误')).toHaveAttribute('aria-sort', 'none');
  await expect(rows(gouji).first()).toContainText('扫描件.jpg');
  await page.locator('[data-only="good"]').click();
  await expect(rows(gouji)).toHaveCount(2);
  await expect(page.locator('[data-only="good"]')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('searchbox').fill('桃源');
  await expect(rows(gouji)).toHaveCount(1);
  await page.getByRole('searchbox').fill('无此单位');
  await expect(page.getByText('没有符合条件的单位。')).toBeVisible();
});

test('the sum is compared with the chosen authority, and names who is missing', async ({ gouji }) => {
  const { page } = gouji;
  const figure = of('云溪县').replace('行政许可\t126', '行政许可\t253');
  await dropAll(gouji, [FILES[0], FILES[2], { name: '云溪县.txt', bytes: Buffer.from(figure) }]);
  await expect(page.locator('.county-panel [data-cell="requests.new.total"]')).toContainText('123');
  await page.selectOption('#county-parent', { label: '云溪县人民政府（云溪县.txt）' });
  await expect(page.locator('.county-panel td[data-cell="requests.new.total"]')).toContainText('82');
  await expect(page.locator('.differences tr[data-cell="disclosure.licences.decisions"]')).toContainText('+1');
  await expect(page.locator('.differences tr[data-cell="requests.new.total"]')).toContainText('−41');
  await expect(page.locator('.set-aside')).toContainText('云溪县.txt：是上级自己的年报');
  // What differs is a finding, with the way to both cells.
  const found = page.locator('.county-panel [data-finding][data-rule="HIE-03"]');
  await expect(found.locator('.severity')).toHaveText(['i 提示', 'i 提示']);
  await expect(found.first()).toContainText('“行政许可·处理决定数量”为 253，载入的 2 个单位之和为 252，多 1');
  await found.first().getByRole('link', { name: '下级之和 252' }).click();
  await expect(page.locator('.county-panel td[data-cell="disclosure.licences.decisions"]')).toBeFocused();
  expect(page.url()).not.toContain('#');
  await found.first().getByRole('button', { name: '上级年报 253' }).click();
  await expect(page.locator('#origin')).toHaveText('云溪县.txt');
  await expect(gouji.cell('disclosure.licences.decisions')).toBeFocused();
  await expect(gouji.cell('disclosure.licences.decisions')).toBeInViewport();
  await page.getByRole('button', { name: '返回全部单位列表' }).click();
  await page.fill('#county-roster', '青石镇人民政府\n临河街道办事处\n');
  await expect(page.locator('.missing')).toContainText('名单上还缺：临河街道办事处');
  await expect(page.locator('.missing')).not.toContainText('青石镇');
});

for (const [button, name, start] of [
  ['导出表格', '年报核对与汇总.xlsx', 'PK'],
  ['导出网页', '年报核对与汇总.html', '<!DOCTYPE html>'],
]) {
  test(`the result goes into ${name}`, { tag: '@everywhere' }, async ({ gouji }) => {
    const { page } = gouji;
    await dropAll(gouji);
    const file = await gouji.saved(() => page.getByRole('button', { name: button }).click());
    expect(file.name).toBe(name);
    expect(file.bytes.subarray(0, start.length).toString()).toBe(start);
    if (start !== 'PK') expect(file.bytes.toString()).toContain('柳林镇人民政府');
  });
}

test('checking is stopped and gone on with', async ({ gouji }) => {
  const { page } = gouji;
  const many = Array.from({ length: 24 }, (_, index) => ({ name: `单位${index}.docx`, bytes: FILES[0].bytes }));
  await gouji.drop(...many);
  const bar = page.getByRole('progressbar');
  await page.getByRole('button', { name: '停止' }).click();
  await expect(page.locator('#county')).toHaveAttribute('data-state', 'stopped');
  expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(24);
  await expect(bar).toHaveAttribute('aria-valuemax', '24');
  await page.getByRole('button', { name: '继续核对' }).click();
  await done(gouji);
  await expect(page.locator('[data-status="good"]')).toHaveCount(24);
});

test('checking that is stopped while files are read goes on at once, and no draft is lost', async ({ closed }) => {
  const { page } = closed;
  await page.addInitScript(() => {
    const { arrayBuffer } = Blob.prototype;
    window.reading = 0;
    Blob.prototype.arrayBuffer = async function () {
      window.reading += 1;
      while (!window.released) await new Promise((resolve) => setTimeout(resolve, 20));
      return arrayBuffer.call(this);
    };
  });
  await closed.open();
  await closed.drop(...Array.from({ length: 6 }, (_, index) => ({ name: `单位${index}.docx`, bytes: FILES[0].bytes })));
  await page.waitForFunction(() => window.reading >= 2);
  await page.getByRole('button', { name: '停止' }).click();
  await page.evaluate(() => {
    window.released = true;
  });
  await page.getByRole('button', { name: '继续核对' }).click();
  // What waits for a worker that was ended waits for ten seconds.
  await expect(page.locator('[data-status="good"]')).toHaveCount(6, { timeout: 8_000 });
});

test('what breaks a worker is one line, and the others go on', async ({ closed }) => {
  await closed.page.addInitScript(() => {
    // One draft ends its worker.
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message && message.name === '坏.docx') return postMessage.call(this, { ...message, task: 'none such' }, []);
      return postMessage.call(this, message, ...rest);
    };
  });
  await closed.open();
  await dropAll(closed, [FILES[0], { name: '坏.docx', bytes: FILES[0].bytes }, FILES[2]]);
  await expect(closed.page.locator('#county tr[data-status="failed"]')).toHaveCount(1);
  await expect(row(closed, '桃源镇.docx')).toHaveAttribute('data-status', 'good');
});

test('findings are worded in the language of the page', async ({ gouji }) => {
  await dropAll(gouji);
  await gouji.page.click('#language');
  await expect(row(gouji, '扫描件.jpg')).toContainText('This is a picture');
  await done(gouji);
  await expect(gouji.page.locator('#county-heading')).toHaveText('Many reports: checked and added up');
  await expect(gouji.page.locator('.county-panel')).toContainText('were added up cell by cell');
});

test('the list outlives an application that has to be started anew', async ({ gouji }) => {
  const { page } = gouji;
  await dropAll(gouji);
  await row(gouji, '青石镇.docx').getByRole('button').click();
  await expect(page.locator('#origin')).toHaveText('青石镇.docx');
  gouji.expectProblems(/a trap of the test/);
  await page.evaluate(() => setTimeout(() => {
    throw new WebAssembly.RuntimeError('a trap of the test');
  }));
  await expect(page.getByRole('alert').first()).toContainText('已重新启动');
  await page.getByRole('button', { name: '返回全部单位列表' }).click();
  await expect(rows(gouji)).toHaveCount(4);
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
]) {
  test(`the list and a draft of it meet WCAG 2.2 AA at ${width} px`, async ({ gouji }) => {
    const { page } = gouji;
    await page.setViewportSize({ width, height });
    await dropAll(gouji);
    await page.selectOption('#county-parent', { index: 1 });
    const check = async () => {
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target} ${any[0]?.message ?? ''}`))).toEqual([]);
    };
    await check();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await row(gouji, '青石镇.docx').getByRole('button').click();
    await expect(page.locator('#origin')).toHaveText('青石镇.docx');
    await check();
  });
}
