// The modules that the page loads, loaded in Node.js.

import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { test } from 'node:test';

import { bindings, bytes, module, repositoryFile } from './load.mjs';

const importers = ['importer-documents', 'importer-spreadsheets', 'importer-pages'];
const modules = ['start', 'examiner', 'package', 'exporter', ...importers];

test('the modules export what the page and other programs call', () => {
  const exported = (name) => Object.keys(bindings(name));
  assert.ok(exported('start').includes('start'));
  for (const name of ['examine', 'detail', 'protocol']) assert.ok(exported('examiner').includes(name), name);
  for (const name of ['check', 'extract', 'render', 'rules', 'encodeLink', 'decodeLink']) assert.ok(exported('package').includes(name), name);
  for (const name of ['exportFile', 'encodeLink', 'decodeLink', 'qrCode']) assert.ok(exported('exporter').includes(name), name);
  for (const name of importers) assert.ok(exported(name).includes('importDocument'), name);
});

test('an importer says which other one a file needs', () => {
  const [documents, spreadsheets, pages] = importers.map(bindings);
  const json = new TextEncoder().encode('{"schema":"gouji/report@1"}');
  assert.equal(documents.importDocument(json).error.code, 'foreign_json');
  assert.equal(spreadsheets.importDocument(json).needs, 'documents');
  assert.equal(pages.importDocument(json).needs, 'documents');
  const pdf = new TextEncoder().encode('%PDF-1.7\n');
  assert.equal(documents.importDocument(pdf).needs, 'pages');
  assert.equal(spreadsheets.importDocument(pdf).needs, 'pages');
  assert.equal(pages.importDocument(pdf).error.code, 'damaged');
});

test('an archive is handed on to the module that reads the report in it, and never back', () => {
  const [documents, spreadsheets, pages] = importers.map(bindings);
  const page = ['页.pdf', '%PDF-1.7\n'];
  const note = ['说明.txt', '请查收。'];
  assert.equal(documents.importDocument(zip([note, page])).needs, 'pages');
  assert.equal(spreadsheets.importDocument(zip([note, page])).needs, 'pages');
  assert.equal(pages.importDocument(zip([note, page])).error.code, 'damaged');
  assert.equal(documents.importDocument(zip([note])).text, note[1]);
  const report = '青石镇人民政府2024年政府信息公开工作年度报告：本年新收政府信息公开申请，行政规范性文件，行政复议。';
  assert.equal(documents.importDocument(zip([['年报.txt', report], page])).text, report);
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

/** A zip archive of stored files. */
function zip(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const sizes = [crc32(content), content.length, content.length].map(u32);
    const header = Buffer.concat([u16(20), u16(0x800), u16(0), u32(0), ...sizes, u16(path.length), u16(0)]);
    local.push(Buffer.from('PK\x03\x04'), header, path, content);
    central.push(Buffer.from('PK\x01\x02'), u16(20), header, Buffer.alloc(10), u32(offset), path);
    offset += 4 + header.length + path.length + content.length;
  }
  const directory = Buffer.concat(central);
  const counts = [u16(files.length), u16(files.length), u32(directory.length), u32(offset), u16(0)];
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), u32(0), ...counts]);
}

function u16(number) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(number);
  return bytes;
}

function u32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
