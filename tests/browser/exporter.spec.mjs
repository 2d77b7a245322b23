// The menu of what leaves the page, as a person uses it: files are looked into, what is copied is pasted.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

import { commandLine } from '../wasm/command-line.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const BROKEN = repositoryFile('samples/broken.txt');
const TITLE = '青石镇人民政府2024年政府信息公开工作年度报告';

const menu = (page) => page.locator('#leave-menu');

async function openMenu(page) {
  await page.click('#leave-open');
  await expect(menu(page)).toBeVisible();
}

/** Chooses a kind in the menu: the name of the file that the browser saves, and its bytes. */
async function saved(gouji, kind) {
  const { page } = gouji;
  await openMenu(page);
  const file = await gouji.saved(() => menu(page).locator(`[data-export="${kind}"]`).click());
  await expect(page.locator('#notice')).toContainText(file.name);
  await expect(menu(page)).toBeHidden();
  return file;
}

/** What the command line writes of the draft with mistakes. */
function written(kind, ...options) {
  const { stdout, stderr, status } = spawnSync(commandLine(), ['render', BROKEN, '--to', kind, ...options], { maxBuffer: 1 << 26 });
  expect(status, stderr.toString()).toBe(0);
  return stdout;
}

const FILES = {
  docx: '.docx',
  xlsx: '（统计表）.xlsx',
  html: '.html',
  json: '.gouji.json',
  'protocol-docx': '（核对意见）.docx',
  'protocol-html': '（核对意见）.html',
};

test('every file is that of the command line, to the byte', async ({ gouji }) => {
  // It may have to be built.
  test.setTimeout(600_000);
  await gouji.drop(BROKEN);
  await expect(gouji.page.locator('#findings > li').first()).toBeVisible();
  for (const [kind, ending] of Object.entries(FILES)) {
    const { name, bytes } = await saved(gouji, kind);
    expect(name).toBe(TITLE + ending);
    expect(bytes.equals(written(kind)), kind).toBe(true);
  }
  // Beside the report of the year before, too.
  const previous = test.info().outputPath('上年.txt');
  writeFileSync(previous, SOUND.replaceAll('2024', '2023'));
  await gouji.page.locator('#previous').setInputFiles(previous);
  await expect(gouji.page.locator('#previous-name')).toHaveText('上年.txt');
  for (const kind of ['html', 'protocol-html', 'docx']) {
    const { bytes } = await saved(gouji, kind);
    expect(bytes.equals(written(kind, '--previous', previous)), kind).toBe(true);
  }
});

test('a Word document and a workbook open again with the same figures', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  const figures = () => page.locator('#preview [data-cell]').allTextContents();
  const before = await figures();
  for (const kind of ['docx', 'xlsx', 'json']) {
    const { name, bytes } = await saved(gouji, kind);
    await page.click('#clear');
    await page.locator('#file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    await expect(page.locator('#origin')).toHaveText(name);
    await expect(page.locator('#summary')).toContainText('42条成立，0条不成立');
    expect(await figures(), kind).toEqual(before);
  }
});

test('Gouji’s own file keeps what was set aside, and why; the notes on the check tell it', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop(BROKEN);
  const first = page.locator('#findings > li').first();
  await expect(first).toBeVisible();
  const before = await page.locator('#findings > li').count();
  await first.getByRole('button').first().click();
  await first.getByText('忽略这一处').click();
  await first.getByLabel('理由').fill('已与司法局核实');
  await first.getByLabel('理由').press('Enter');
  await expect(page.locator('#findings > li')).toHaveCount(before - 1);
  const notes = (await saved(gouji, 'protocol-html')).bytes.toString();
  expect(notes).toContain('已与司法局核实');
  const { name, bytes } = await saved(gouji, 'json');
  expect(JSON.parse(bytes).ignored[0].reason).toBe('已与司法局核实');
  await page.click('#clear');
  await page.locator('#file').setInputFiles({ name, mimeType: 'application/json', buffer: bytes });
  await page.locator('#aside').getByText('已忽略 1').click();
  await expect(page.locator('#aside')).toContainText('已与司法局核实');
});

test('the notes on the check speak of what the person has said, and of the year before', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  await page.getByLabel('报告年度').selectOption('2022');
  await page.locator('#previous').setInputFiles({
    name: '上年.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(SOUND.replaceAll('2024', '2023')),
  });
  await expect(page.locator('#previous-name')).toHaveText('上年.txt');
  const shown = await page.locator('#findings > li').evaluateAll((items) => items.map((item) => item.dataset.rule));
  const notes = (await saved(gouji, 'protocol-html')).bytes.toString();
  const told = [...notes.matchAll(/<section data-rule="([^"]+)"/g)].map(([, rule]) => rule);
  expect(told.sort()).toEqual(shown.sort());
  expect(shown.length).toBeGreaterThan(0);
});

for (const [way, prepare] of Object.entries({
  'over the command': () => {},
  'on a page without TLS': () => Object.defineProperty(navigator, 'clipboard', { value: undefined }),
  'where the command is refused': () => {
    const command = document.execCommand.bind(document);
    document.execCommand = (name, ...rest) => name !== 'copy' && command(name, ...rest);
  },
})) {
  test(`what is copied has its tables, ${way}`, { tag: '@everywhere' }, async ({ closed }) => {
    const { page } = closed;
    const refused = way === 'where the command is refused';
    // The other way takes the styles away by the page's own policy, and complains of each.
    if (refused) closed.expectProblems(/Applying inline style/);
    if (refused && closed.address.startsWith('http')) await page.context().grantPermissions(['clipboard-write']);
    await page.addInitScript(prepare);
    await closed.open();
    await closed.pastePlain(SOUND);
    const total = await closed.cell('requests.total.natural').textContent();
    await openMenu(page);
    await menu(page).locator('[data-export="copy"]').click();
    await expect(page.locator('#notice')).toContainText('已复制', { timeout: 15_000 });
    await page.click('#clear');
    await page.evaluate(() => {
      const remember = (event) => (window.pasted = event.clipboardData.getData('text/html'));
      document.addEventListener('paste', remember, { capture: true, once: true });
    });
    await page.locator('#source').focus();
    await page.keyboard.press('Control+v');
    await expect(page.locator('#origin')).toHaveText('粘贴，带表格');
    await expect(closed.cell('requests.total.natural')).toHaveText(total);
    await expect(page.locator('#summary')).toContainText('42条成立');
    if (!refused) expect(await page.evaluate(() => window.pasted)).toContain('border-collapse');
  });
}

test('the menu is worked by keyboard, and closed by Escape', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.pastePlain(SOUND);
  const button = page.locator('#leave-open');
  const focused = () => page.evaluate(() => document.activeElement.dataset.export || document.activeElement.id);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('docx');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('share');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('xlsx');
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  expect(await focused()).toBe('leave-open');
  // Whoever goes on with Tab leaves it, too; so does a click elsewhere.
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await expect(menu(page)).toBeHidden();
  await openMenu(page);
  await page.locator('#preview h1').click();
  await expect(menu(page)).toBeHidden();
  await expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('without a report nothing can be chosen, and it says why', async ({ gouji }) => {
  const { page } = gouji;
  await openMenu(page);
  await expect(page.locator('#leave-reason')).toContainText('请先粘贴或打开');
  await expect(menu(page).locator('[data-export]:enabled')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await gouji.pastePlain(SOUND);
  await openMenu(page);
  await expect(page.locator('#leave-reason')).toBeHidden();
  await expect(menu(page).locator('[data-export]:disabled')).toHaveCount(0);
});

test('a check that was not made is not exported, the report is', async ({ closed }) => {
  closed.expectProblems(/404|examiner/);
  await closed.page.route('**/examiner-*.wasm', (route) => route.fulfill({ status: 404 }));
  await closed.open();
  await closed.pastePlain(SOUND);
  await openMenu(closed.page);
  await expect(closed.page.locator('#leave-reason')).toContainText('核对没有完成');
  await expect(menu(closed.page).locator('[data-export="protocol-docx"]')).toBeDisabled();
  await closed.page.keyboard.press('Escape');
  expect((await saved(closed, 'docx')).bytes.subarray(0, 2).toString()).toBe('PK');
});

test('a writer that cannot be loaded is told, and asked for again', async ({ closed }) => {
  closed.expectProblems(/404/);
  let asked = 0;
  await closed.page.route('**/exporter-*.wasm', (route) => (asked++ ? route.continue() : route.fulfill({ status: 404 })));
  await closed.open();
  await closed.pastePlain(SOUND);
  await openMenu(closed.page);
  await menu(closed.page).locator('[data-export="docx"]').click();
  await expect(closed.page.locator('#notice')).toContainText('组件没有载入');
  expect((await saved(closed, 'docx')).bytes.subarray(0, 2).toString()).toBe('PK');
});

test('the report is printed from the menu', async ({ gouji }) => {
  const { page } = gouji;
  await page.evaluate(() => (window.print = () => (window.printed = getComputedStyle(document.getElementById('leave-menu')).display)));
  await gouji.pastePlain(SOUND);
  await openMenu(page);
  await page.click('#print');
  expect(await page.evaluate(() => window.printed)).toBe('none');
});
