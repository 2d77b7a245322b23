// The modules that the page loads, loaded in Node.js.

import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';

import { bindings, bytes, module, repositoryFile } from './load.mjs';

test('the start module exports what the page and other programs call', () => {
  const names = Object.keys(bindings('start'));
  for (const name of ['start', 'check', 'extract', 'render', 'rules']) assert.ok(names.includes(name), name);
});

test('the importer module exports its one function', () => {
  assert.equal(typeof bindings('importer').importDocument, 'function');
});

test('the modules import nothing but their glue', () => {
  for (const name of ['start', 'importer']) {
    const from = new Set(WebAssembly.Module.imports(module(name)).map((entry) => entry.module));
    for (const source of from) assert.match(source, /^\.\/gouji(_importer)?_bg\.js$/);
  }
});

test('the modules carry no names, and no folders of the computer that built them', () => {
  for (const name of ['start', 'importer']) {
    assert.deepEqual(WebAssembly.Module.customSections(module(name), 'name'), []);
    assert.deepEqual(WebAssembly.Module.customSections(module(name), 'producers'), []);
    const text = bytes(name).toString('latin1');
    assert.ok(!text.includes(homedir()) && !text.includes(repositoryFile('')) && !text.includes('.cargo'), name);
  }
});
