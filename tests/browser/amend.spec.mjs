// Changes go back into the clerk's own Word document.

import { readFileSync } from 'node:fs';

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
