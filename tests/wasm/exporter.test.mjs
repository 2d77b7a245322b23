// The exporter module writes the files that the command line writes, to the byte.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { commandLine } from './command-line.mjs';
import { bindings, repositoryFile } from './load.mjs';

const { exportFile } = bindings('exporter');
const { importDocument } = bindings('importer-documents');
const folder = mkdtempSync(join(tmpdir(), 'gouji-'));
after(() => rmSync(folder, { recursive: true }));

/** What the command line writes of that file. */
function written(path, kind) {
  const { stdout, stderr, status } = spawnSync(commandLine(), ['render', path, '--to', kind], { maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

/** The draft as a Word document, and the document that the page would hold of it. */
function draft(name) {
  const path = join(folder, `${name}.docx`);
  writeFileSync(path, written(repositoryFile(`samples/${name}.txt`), 'docx'));
  return { path, document: importDocument(new Uint8Array(readFileSync(path))).document };
}

const drafts = ['sound', 'broken'].map(draft);

for (const kind of ['docx', 'xlsx', 'fragment', 'markdown', 'json', 'protocol-html', 'protocol-docx', 'protocol-markdown']) {
  test(`${kind} is that of the command line`, () => {
    for (const { path, document } of drafts) {
      const file = exportFile(kind, document.text, document.numbers, { file: path });
      assert.ok(file.name.startsWith('青石镇人民政府2024年政府信息公开工作年度报告'), file.name);
      assert.ok(file.type.includes('/'));
      assert.ok(Buffer.from(file.bytes).equals(written(path, kind)), kind);
    }
  });
}

test('SARIF is that of the command line without the pages of the rules', () => {
  const [, { path, document }] = drafts;
  const log = JSON.parse(Buffer.from(exportFile('sarif', document.text, document.numbers, { file: path }).bytes));
  const expected = JSON.parse(written(path, 'sarif'));
  for (const rule of expected.runs[0].tool.driver.rules) delete rule.help;
  assert.deepEqual(log, expected);
});

test('options are heeded', () => {
  const [{ document }] = drafts;
  const text = (options) => Buffer.from(exportFile('protocol-markdown', document.text, document.numbers, options).bytes).toString();
  assert.ok(text({}).startsWith('# 核对意见'));
  assert.ok(text({ language: 'en', year: 2023 }).includes('DAT-03'));
  assert.ok(text({ language: 'en' }).startsWith('# Notes on a check'));
});

test('what cannot be written is answered, not thrown', () => {
  const [{ document }] = drafts;
  assert.equal(exportFile('pdf', document.text, document.numbers, {}).error.code, 'kind');
  assert.equal(exportFile('docx', '', document.numbers, undefined).error.code, 'document');
  assert.ok(exportFile('docx', '', [0, 0], undefined).bytes.length > 0);
});
