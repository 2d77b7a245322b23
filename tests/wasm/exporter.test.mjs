// The exporter module on its own: what it answers, and links of the command line. That the files which it writes are those
// of the command line is tested in the page (tests/browser/exporter.spec.mjs), which has the reports to write.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

import { commandLine } from './command-line.mjs';
import { bindings, repositoryFile } from './load.mjs';

const { decodeLink, encodeLink, exportFile, qrCode } = bindings('exporter');
const none = [new Uint8Array(), new Uint32Array()];

/** What the command line prints. */
function printed(...commands) {
  const { stdout, stderr, status } = spawnSync(commandLine(), commands, { maxBuffer: 1 << 26 });
  assert.equal(status, 0, stderr.toString());
  return stdout.toString();
}

test('a link of the command line opens as the text that it writes', () => {
  for (const name of ['sound', 'broken']) {
    const path = repositoryFile(`samples/${name}.txt`);
    const { report } = decodeLink(printed('share', path).trim());
    assert.equal(report.text, printed('render', path, '--to', 'markdown'));
    assert.equal(report.numbersOnly, false);
    assert.deepEqual(report.ignored, []);
    assert.equal(decodeLink(printed('share', '--numbers', path).trim()).report.numbersOnly, true);
  }
});

test('what cannot be done is answered in both languages, not thrown', () => {
  for (const { error } of [
    exportFile('pdf', ...none),
    exportFile('sarif', ...none),
    exportFile('docx', ...none),
    exportFile('protocol-docx', ...none),
    encodeLink(...none, false, undefined, new Uint8Array(28)),
    decodeLink('#1d'),
    decodeLink('你好'),
    decodeLink('#1eAAAA', '口令'),
  ]) {
    assert.ok(error.code && error.zh.endsWith('。') && error.en.endsWith('.'), JSON.stringify(error));
  }
  assert.equal(exportFile('sarif', ...none).error.code, 'kind');
});

test('a text is drawn as a code where it fits', () => {
  assert.match(qrCode('https://example.invalid/#1dAAAA'), /^<svg viewBox="0 0 33 33"/);
  assert.equal(qrCode('A'.repeat(2000)), undefined);
});
