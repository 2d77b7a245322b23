// A spreadsheet goes through the importer module and is from then on a draft like any other.

import { readFileSync } from 'node:fs';

import { expect, repositoryFile, test } from './fixtures.mjs';
import { xlsx } from './xlsx.mjs';

const SOUND = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const TOTAL = 'requests.total.natural';
/** The sound report with another figure in one cell: （七）总计, 自然人. */
const WRONG = SOUND.replace(/(（七）总计\t)\d+/, '$1907');
/** Cells of the form of 2021 in its three tables. */
const CELLS = 10 + 175 + 15;

const everywhere = { tag: '@everywhere' };

test('a spreadsheet dropped on the page is read to the last cell', everywhere, async ({ gouji }) => {
  await gouji.drop({ name: '年度报告.xlsx', bytes: xlsx(SOUND) });
  await expect(gouji.page.locator('#origin')).toHaveText('年度报告.xlsx');
  await expect(gouji.page.locator('#verdict')).toHaveAttribute('data-state', 'good');
  await expect(gouji.page.locator('#summary')).toContainText('42条成立，0条不成立');
  const cells = gouji.page.locator('#preview [data-cell]');
  await expect(cells).toHaveCount(CELLS);
  const figures = await cells.allTextContents();
  // The figures of the tables, in their order: whatever follows a tab and is a number.
  expect(figures).toEqual(SOUND.split(/[\t\n]/).filter((field) => /^[\d.]+$/.test(field)));
});

test('a wrong total in a spreadsheet is found, and leads to its places and back', everywhere, async ({ gouji }) => {
  await gouji.drop({ name: '年度报告.xlsx', bytes: xlsx(WRONG) });
  const findings = gouji.page.locator('#findings [data-finding]');
  await expect(findings).toHaveCount(1);
  await expect(findings).toHaveAttribute('data-severity', 'error');
  await expect(findings).toContainText('（七）总计·自然人');
  await expect(gouji.cell(TOTAL)).toHaveText('907');
  await expect(gouji.cell(TOTAL)).toHaveAttribute('data-severity', 'error');

  const head = findings.getByRole('button').first();
  const marked = gouji.page.locator('#source-backdrop mark.chosen');
  await head.click();
  await expect(gouji.cell(TOTAL)).toHaveClass(/chosen/);
  await expect(gouji.cell(TOTAL)).toBeInViewport();
  await expect(marked).toHaveText('907');
  await expect(marked).toBeInViewport();
  await head.click();
  await expect(marked).toHaveCount(0);

  // The cell is there to be mended; its finding opens beside it.
  await gouji.cell(TOTAL).click();
  await expect(gouji.page.locator('#cell-editor')).toBeFocused();
  await expect(head).toHaveAttribute('aria-expanded', 'true');
  await expect(marked).toHaveText('907');
});

test('a spreadsheet is known by its content, whatever its name says', everywhere, async ({ gouji }) => {
  await gouji.drop({ name: '年度报告.docx', bytes: xlsx(WRONG) });
  await expect(gouji.page.locator('#origin')).toHaveText('年度报告.docx');
  await expect(gouji.page.locator('#findings [data-finding]')).toHaveCount(1);
  await expect(gouji.cell(TOTAL)).toHaveAttribute('data-severity', 'error');
});
