// The exporter module: what the page holds, written as a file.

import { docx } from './docx.mjs';
import { expect, test } from './fixtures.mjs';

const text = '青石镇人民政府2024年政府信息公开工作年度报告';

/** Imports a Word document and writes it again; what came of it, the bytes as their first two and their number. */
async function exported(page, kind, options = {}) {
  return page.evaluate(
    async ([bytes, kind, options]) => {
      const { document } = await goujiHost.importFile(new Uint8Array(bytes));
      const { bytes: written, ...rest } = await goujiHost.exportFile(kind, document, options);
      return written ? { ...rest, start: Array.from(written.slice(0, 2)), length: written.length } : rest;
    },
    [[...docx(`${text}\n一、总体情况\n正文。`)], kind, options],
  );
}

test('the page writes Word documents and workbooks', { tag: '@everywhere' }, async ({ gouji }) => {
  for (const kind of ['docx', 'xlsx', 'protocol-docx']) {
    const file = await exported(gouji.page, kind, { year: 2024 });
    expect(file.start).toEqual([0x50, 0x4b]);
    expect(file.length).toBeGreaterThan(2000);
    expect(file.name).toContain(text);
    expect(file.type).toContain('openxmlformats');
  }
});

test('a kind that is not written is answered', async ({ gouji }) => {
  expect((await exported(gouji.page, 'pdf')).error.code).toBe('kind');
});

test('an exporter that cannot be loaded is answered, and asked for again', async ({ closed }) => {
  closed.expectProblems(/404/);
  let asked = 0;
  await closed.page.route('**/exporter-*.wasm', (route) => (asked++ ? route.continue() : route.fulfill({ status: 404 })));
  await closed.open();
  expect((await exported(closed.page, 'docx')).error.code).toBe('unavailable');
  expect((await exported(closed.page, 'docx')).start).toEqual([0x50, 0x4b]);
});
