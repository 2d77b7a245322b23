// The modules that the page loads, loaded in Node.js.

import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';

import { bindings, bytes, module, repositoryFile } from './load.mjs';

const importers = ['importer-documents', 'importer-spreadsheets'];
const modules = ['start', 'examiner', 'package', 'exporter', ...importers];

test('the modules export what the page and other programs call', () => {
  const exported = (name) => Object.keys(bindings(name));
  assert.ok(exported('start').includes('start'));
  assert.ok(exported('examiner').includes('examine'));
  for (const name of ['check', 'extract', 'render', 'rules', 'encodeLink', 'decodeLink']) assert.ok(exported('package').includes(name), name);
  assert.ok(exported('exporter').includes('exportFile'));
  for (const name of importers) assert.ok(exported(name).includes('importDocument'), name);
});

test('an importer says which other one a file needs', () => {
  const [documents, spreadsheets] = importers.map(bindings);
  const json = new TextEncoder().encode('{"schema":"gouji/report@1"}');
  assert.equal(documents.importDocument(json).error.code, 'foreign_json');
  assert.equal(spreadsheets.importDocument(json).needs, 'documents');
});

test('the modules import nothing but their glue', () => {
  for (const name of modules) {
    const from = new Set(WebAssembly.Module.imports(module(name)).map((entry) => entry.module));
    for (const source of from) assert.match(source, /^\.\/gouji(_examiner|_importer|_exporter|_package)?_bg\.js$/);
  }
});

test('the modules carry no names, and no folders of the computer that built them', () => {
  for (const name of modules) {
    assert.deepEqual(WebAssembly.Module.customSections(module(name), 'name'), []);
    assert.deepEqual(WebAssembly.Module.customSections(module(name), 'producers'), []);
    const text = bytes(name).toString('latin1');
    assert.ok(!text.includes(homedir()) && !text.includes(repositoryFile('')) && !text.includes('.cargo'), name);
  }
});
