// Changes go back into the clerk's own Word document.

import { readFileSync, truncateSync, writeFileSync } from 'node:fs';

import { docx } from './docx.mjs';
import { expect, repositoryFile, test } from './fixtures.mjs';

const text = readFileSync(repositoryFile('samples/broken.txt'), 'utf8');

/** Imports a Word document, changes its text, writes it back, and imports what was written. */
async function amended(page, from, to, options) {
  return page.evaluate(
    async ([bytes, from, to, options]) => {
      const { document } = await goujiHost.importFile(new Uint8Array(bytes));
      const changed = { text: document.text.replace(from, to), numbers: document.numbers };
      const answer = await goujiHost.amendFile(changed, options);
      if (!answer.bytes) return answer;
      const again = await goujiHost.importFile(answer.bytes);
      const { changed: count, remarks, bytes: written } = answer;
      return { count, remarks, isBytes: written instanceof Uint8Array, same: again.document.text === changed.text };
    },
    [[...docx(text)], from, to, options],
  );
}

test('the page writes changes back into the file', { tag: '@everywhere' }, async ({ gouji }) => {
  for (const tracked of [false, true]) {
    const answer = await amended(gouji.page, '年度报告', '年终报告', { tracked });
    expect(answer).toEqual({ count: 1, remarks: [], isBytes: true, same: true });
  }
});

test('what cannot be written back is answered', async ({ gouji }) => {
  const none = await gouji.page.evaluate(() => goujiHost.amendFile({ text: '', numbers: [] }));
  expect(none.error.code).toBe('original');
  const answer = await gouji.page.evaluate(
    async ([bytes, other]) => {
      const { document } = await goujiHost.importFile(new Uint8Array(bytes));
      // The report of the year before is not the draft, and a file that cannot be read is none.
      await goujiHost.importFile(new Uint8Array(other), false);
      await goujiHost.importFile(new Uint8Array([0x50, 0x4b, 3, 4]));
      const kept = await goujiHost.amendFile(document);
      const shape = await goujiHost.amendFile({ text: document.text, numbers: document.numbers.slice(0, 2) });
      return { kept: kept.changed, shape: shape.error };
    },
    [[...docx(text)], [...docx('另一份文件\n正文')]],
  );
  expect(answer.kept).toBe(0);
  expect(answer.shape.code).toBe('shape');
  expect(answer.shape.zh).toMatch(/。$/);
});

/** Chooses an entry of the menu, and takes the file that the browser saves. */
async function saved(gouji, kind) {
  const { page } = gouji;
  await page.click('#leave-open');
  const file = await gouji.saved(() => page.click(`#leave-menu [data-export="${kind}"]`));
  await expect(page.locator('#notice')).toContainText(file.name);
  return file;
}

const entry = (page) => page.locator('#leave-menu [data-export="amend"]');

test('a fix goes back into the file that was dropped, and only when there is one', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.2024.docx', bytes: docx(text) });
  const broken = page.locator('#findings [data-rule^="APP"]').first();
  await broken.getByRole('button').first().click();
  await page.click('#leave-open');
  // Nothing was changed yet.
  await expect(page.locator('#leave-original')).toBeHidden();
  await page.keyboard.press('Escape');
  await broken.locator('.fixes').getByRole('button').first().click();
  const figures = () => page.locator('#preview [data-cell]').allTextContents();
  const mended = await figures();
  for (const [kind, name] of [
    ['amend', '年报.2024（改后）.docx'],
    ['amend-tracked', '年报.2024（修订）.docx'],
  ]) {
    const file = await saved(gouji, kind);
    expect(file.name).toBe(name);
    await expect(page.locator('#notice-text')).toContainText('写回 1 处改动');
    await gouji.drop(file);
    await expect(page.locator('#origin')).toHaveText(name);
    expect(await figures(), kind).toEqual(mended);
    // Back to the draft before, whose own file is the first one again.
    await page.click('#undo');
    await expect(page.locator('#origin')).toHaveText('年报.2024.docx');
  }
  // Undone, the draft says what its file says.
  await page.click('#undo');
  await page.click('#leave-open');
  await expect(entry(page)).toBeHidden();
});

test('what does not fit the file any more is told, and what is not written back is listed', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(text) });
  await expect(page.locator('#findings > li').first()).toBeVisible();
  await page.evaluate(() => {
    const { saveAmended } = goujiHost;
    goujiHost.saveAmended = async (...given) => {
      const answer = await saveAmended(...given);
      return { ...answer, remarks: [{ zh: '未把“甲”改为“乙”：这里是域。', en: '' }, { zh: '原文件带有数字签名。', en: '' }] };
    };
  });
  await gouji.fill((await gouji.source()).replace('年度报告', '年终报告'));
  await saved(gouji, 'amend');
  await expect(page.locator('#notice-text')).toHaveText(/写回 1 处改动.*\n1\. 未把“甲”改为“乙”：这里是域。\n2\. 原文件带有数字签名。$/);
  await gouji.fill(text.replaceAll('\t0', '\t0\t'));
  await page.click('#leave-open');
  await expect(page.locator('#leave-lost')).toContainText('对不上原来的 Word 文件');
  await expect(entry(page)).toBeHidden();
});

/** A draft from a file, changed, kept on the device, and put back in a later visit. */
async function putBack(gouji) {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(text) });
  await expect(page.locator('#findings > li').first()).toBeVisible();
  await gouji.fill((await gouji.source()).replace('年度报告', '年终报告'));
  await expect(page.locator('#keeping .keeping-said')).toContainText('已存本机');
  await gouji.open();
  await page.click('#restore');
  await expect(page.locator('#origin')).toHaveText('年报.docx');
}

/** What the page shows of the draft. */
const shown = async (gouji) => [await gouji.source(), await gouji.findings(), await gouji.page.locator('#preview').textContent()];

/** Chooses an entry of the menu, and answers the question for the file: names with contents, or paths. */
async function answered(page, kind, files) {
  if (await page.locator('#leave-menu').isHidden()) await page.click('#leave-open');
  const asked = page.waitForEvent('filechooser');
  await page.click(`#leave-menu [data-export="${kind}"]`);
  const given = files.map((file) => (file.bytes ? { name: file.name, mimeType: '', buffer: file.bytes } : file));
  await (await asked).setFiles(given);
}

test('a draft that was put back is written into its file, which is chosen once more', { tag: '@everywhere' }, async ({ gouji }) => {
  const { page } = gouji;
  await putBack(gouji);
  const before = await shown(gouji);
  await page.click('#leave-open');
  await expect(page.locator('#leave-lost')).toContainText('再选一次“年报.docx”');
  // It is known by what it says, whatever it is called by now.
  const file = await gouji.saved(() => answered(page, 'amend', [{ name: '年报 (1).docx', bytes: docx(text) }]));
  expect(file.name).toBe('年报（改后）.docx');
  await expect(page.locator('#notice-text')).toContainText('写回 1 处改动');
  expect(await shown(gouji)).toEqual(before);
  // From now on the page has it.
  const tracked = await saved(gouji, 'amend-tracked');
  expect(tracked.name).toBe('年报（修订）.docx');
  await page.click('#leave-open');
  await expect(page.locator('#leave-lost')).toBeHidden();
  for (const bytes of [file.bytes, tracked.bytes]) {
    await gouji.drop({ name: '写回.docx', bytes });
    await expect(page.locator('#origin')).toHaveText('写回.docx');
    expect(await gouji.source()).toBe(before[0]);
    // The draft before is still there, and its own file is, too.
    await page.click('#undo');
    await page.click('#leave-open');
    await expect(page.locator('#leave-lost')).toBeHidden();
    await expect(entry(page)).toBeVisible();
    await page.keyboard.press('Escape');
  }
});

test('another file is not taken for the draft’s own, and nothing is written or lost', async ({ gouji }) => {
  const { page } = gouji;
  const downloads = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await putBack(gouji);
  const before = await shown(gouji);
  const film = test.info().outputPath('录像.docx');
  writeFileSync(film, '');
  truncateSync(film, (20 << 20) + 1);
  for (const [name, bytes] of [
    // The file as somebody went on with it, a file that is no document, one that cannot be read at all, and one too large.
    ['新.docx', docx(text.replace('41', '42'))],
    ['年报.docx', Buffer.from('一份纯文本')],
    ['年报.docx', Buffer.from([0x50, 0x4b, 3, 4])],
    ['录像.docx', null],
  ]) {
    await answered(page, 'amend', bytes ? [{ name, bytes }] : [film]);
    await expect(page.locator('#notice-text')).toContainText(`“${name}”与这份草稿打开时的“年报.docx”不一样`);
    await expect(page.locator('#leave-menu')).toBeHidden();
    expect(await shown(gouji)).toEqual(before);
    await page.click('#notice-close');
  }
  expect(downloads).toEqual([]);
  // Nor is it held in the place of the other: that is still asked for.
  await page.click('#leave-open');
  await expect(page.locator('#leave-lost')).toContainText('再选一次“年报.docx”');
  const download = page.waitForEvent('download');
  await answered(page, 'amend', [{ name: '年报.docx', bytes: docx(text) }]);
  expect((await download).suggestedFilename()).toBe('年报（改后）.docx');
});

test('where no file is chosen nothing happens, and the question can be asked again', async ({ gouji }) => {
  const { page } = gouji;
  await putBack(gouji);
  const before = await shown(gouji);
  await answered(page, 'amend-tracked', []);
  await page.waitForTimeout(300);
  await expect(page.locator('#notice')).toBeHidden();
  await expect(page.locator('#leave-status')).toHaveText('');
  await expect(page.locator('#leave-menu')).toBeVisible();
  expect(await shown(gouji)).toEqual(before);
  const download = page.waitForEvent('download');
  await answered(page, 'amend', [{ name: '年报.docx', bytes: docx(text) }]);
  expect((await download).suggestedFilename()).toBe('年报（改后）.docx');
});

test('after an update the file is asked for', async ({ gouji }) => {
  const { page } = gouji;
  await gouji.drop({ name: '年报.docx', bytes: docx(text) });
  await expect(page.locator('#findings > li').first()).toBeVisible();
  await gouji.fill((await gouji.source()).replace('年度报告', '年终报告'));
  await expect(page.locator('#keeping .keeping-said')).toContainText('已存本机');
  // What a page leaves for the newer build that takes its place: see www/boot.js.
  await page.evaluate(() => {
    const left = { visit: goujiHost.visit(), text: document.getElementById('source').value, kept: goujiHost.kept() };
    sessionStorage.setItem('gouji.continued', JSON.stringify(left));
  });
  await gouji.open();
  await expect(page.locator('#origin')).toHaveText('年报.docx');
  await page.click('#leave-open');
  await expect(page.locator('#leave-lost')).toContainText('再选一次“年报.docx”');
  await expect(entry(page)).toBeVisible();
});
