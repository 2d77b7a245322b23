// The package as Node.js loads it: how it starts, what it does with faults, and whether its types say what it yields.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { repositoryFile } from './load.mjs';

const folder = new URL('../../dist/npm/', import.meta.url);
const WASM = readFileSync(new URL('gouji_bg.wasm', folder));
const sample = (name) => readFileSync(repositoryFile(`samples/${name}.txt`), 'utf8');
const OPTIONS = { today: '2025-02-01' };

let loaded = 0;

/** The package as if imported for the first time. */
function fresh() {
  return import(new URL(`gouji.js?${loaded++}`, folder).href);
}

/** The package, ready. */
async function ready() {
  const gouji = await fresh();
  assert.deepEqual(await gouji.init(), { ok: true });
  return gouji;
}

test('it starts from nothing, an address, bytes, a module or an answer', async () => {
  const sources = {
    nothing: undefined,
    address: new URL('gouji_bg.wasm', folder),
    'address as text': new URL('gouji_bg.wasm', folder).href,
    bytes: WASM,
    buffer: WASM.buffer.slice(WASM.byteOffset, WASM.byteOffset + WASM.length),
    module: new WebAssembly.Module(WASM),
    answer: new Response(WASM, { headers: { 'content-type': 'application/wasm' } }),
    'answer of no type': new Response(WASM),
    promise: Promise.resolve(WASM),
  };
  for (const [name, source] of Object.entries(sources)) {
    const gouji = await fresh();
    assert.deepEqual(await gouji.init(source), { ok: true }, name);
    assert.equal(gouji.check(sample('sound'), OPTIONS).files[0].summary.errors, 0, name);
  }
});

test('starting twice is starting once; what failed is tried again', async () => {
  const gouji = await fresh();
  const missing = await gouji.init(new URL('missing.wasm', folder));
  assert.deepEqual([missing.ok, missing.error.code], [false, 'unavailable']);
  assert.match(missing.error.message, /^核对程序没有载入/);
  assert.match((await gouji.init(new Response('', { status: 404 }), { lang: 'en' })).error.message, /^The checker could not be loaded/);
  const first = gouji.init();
  assert.equal(gouji.init(new Uint8Array([1])), first);
  assert.deepEqual(await first, { ok: true });
});

test('before it has started, calls are answered', async () => {
  const gouji = await fresh();
  for (const name of ['check', 'examine', 'extract', 'render', 'encodeLink', 'decodeLink', 'rules']) {
    assert.equal(gouji[name]('').error.code, 'not_ready', name);
  }
});

test('an instance that has trapped is replaced by a fresh one', async () => {
  const { Instance } = WebAssembly;
  let made = 0;
  // The first instance traps in whatever checks.
  WebAssembly.Instance = function (...rest) {
    const instance = new Instance(...rest);
    const check = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    return made++ ? instance : { exports: { ...instance.exports, check } };
  };
  try {
    const gouji = await ready();
    const trapped = gouji.check(sample('broken'), OPTIONS);
    assert.equal(trapped.error.code, 'crashed');
    assert.match(trapped.error.message, /已重新启动/);
    assert.ok(gouji.check(sample('broken'), OPTIONS).files[0].summary.errors > 0);
    assert.equal(made, 2);
    gouji.release();
    assert.ok(gouji.rules().length > 50);
    assert.equal(made, 3);
  } finally {
    WebAssembly.Instance = Instance;
  }
});

test('what is no draft, no option and no report is answered, not thrown', async () => {
  const gouji = await ready();
  const looped = { schema: 'gouji/report@1' };
  looped.self = looped;
  const hostile = { get html() { throw new Error('no'); } };
  for (const input of [undefined, null, 3, Symbol('x'), {}, [], looped, hostile, { bytes: 'text' }, { bytes: {} }, { document: {} }, { document: { text: '甲', numbers: [9, 9, 9] } }]) {
    for (const name of ['check', 'examine', 'extract']) assert.equal(gouji[name](input).ok, false, name);
  }
  for (const options of [{ level: '村' }, { year: '今年' }, { year: 2024.5 }, { today: '昨天' }, { ignored: 3 }]) {
    const { error } = gouji.check(sample('sound'), { ...options, lang: 'en' });
    assert.deepEqual([error.code, error.message.includes(Object.keys(options)[0])], ['option', true]);
  }
  // Near those: values that are left out, and one that fits.
  for (const options of [undefined, null, {}, { level: null, year: undefined }, { level: 'township', year: 2024 }]) {
    assert.equal(gouji.check(sample('sound'), options).schema, 'gouji/check@1');
  }
  const report = gouji.extract(sample('sound'));
  assert.equal(gouji.render(report, 'pdf').error.code, 'format');
  assert.equal(gouji.render({}, 'html').error.code, 'foreign_json');
  assert.match(gouji.render({}, 'html', { lang: 'en' }).error.message, /^[ -~“”]+$/);
});

test('a report is a draft, and so is what an importer has read', async () => {
  const gouji = await ready();
  const text = sample('broken');
  const rules = (check) => check.files[0].findings.map((finding) => finding.rule);
  const expected = rules(gouji.check(text, OPTIONS));
  assert.ok(expected.length > 3);
  const report = gouji.extract(text);
  assert.deepEqual(rules(gouji.check(report, OPTIONS)), expected);
  const examined = gouji.examine(report, OPTIONS);
  assert.deepEqual(rules(examined.check), expected);
  assert.match(examined.text, /^# 青石镇/);
  const named = { bytes: new TextEncoder().encode(text), name: '年报.txt' };
  assert.equal(await gouji.importFile(named), named);
  const ofFile = await gouji.importFile(new File([text], '年报.txt'));
  assert.deepEqual(rules(gouji.check(ofFile, OPTIONS)), expected);
  assert.equal(gouji.check(ofFile, OPTIONS).files[0].file, '年报.txt');
});

test('a spreadsheet is read by the module that is loaded for it', async () => {
  const gouji = await ready();
  const { xlsx } = await import('../browser/xlsx.mjs');
  const file = { bytes: new Uint8Array(xlsx(sample('sound'))), name: '年报.xlsx' };
  const { error } = gouji.check(file, OPTIONS);
  assert.deepEqual([error.code, error.module], ['needs_module', 'spreadsheets']);
  const input = await gouji.importFile(file);
  const [checked] = gouji.check(input, OPTIONS).files;
  assert.deepEqual([checked.file, checked.summary.errors, checked.summary.checks.held], ['年报.xlsx', 0, 42]);
  const pdf = await gouji.importFile({ bytes: new TextEncoder().encode('%PDF-1.7\n'), name: 'a.pdf' }, { lang: 'en' });
  assert.deepEqual([pdf.ok, pdf.error.code], [false, 'damaged']);
  assert.match(pdf.error.message, /^[ -~–]+$/);
});

test('what was set aside stays set aside, when it has a reason', async () => {
  const gouji = await ready();
  const text = sample('broken');
  const [first] = gouji.check(text, OPTIONS).files[0].findings;
  const aside = (reason) => gouji.check(text, { ...OPTIONS, ignored: [{ rule: first.rule, fingerprint: first.fingerprint, reason }] }).files[0];
  assert.equal(aside('口径不同').ignored[0].fingerprint, first.fingerprint);
  assert.equal(aside(' ').ignored, undefined);
});

test('last year’s report is compared', async () => {
  const gouji = await ready();
  const previous = gouji.extract(sample('sound').replaceAll('2024', '2023'));
  const rules = (options) => gouji.check(sample('sound'), options).files[0].findings.map((finding) => finding.rule);
  assert.deepEqual(rules(OPTIONS), []);
  assert.ok(rules({ ...OPTIONS, previous }).includes('YOY-01'));
  assert.equal(gouji.check(sample('sound'), { previous: 3 }).error.code, 'input');
});

test('a fix is what the text needs', async () => {
  const gouji = await ready();
  let text = sample('broken');
  for (let round = 0; round < 9; round++) {
    const { findings } = gouji.examine(text, OPTIONS);
    const changes = findings.flatMap(({ fixes }) => fixes.slice(0, 1)).find(Boolean);
    if (!changes) break;
    text = gouji.applyChanges(text, changes);
  }
  const { summary } = gouji.check(text, OPTIONS).files[0];
  assert.equal(summary.checks.violated, 0);
});

test('the fragment for editors has its styles at its elements and is read as the same report', async () => {
  const gouji = await ready();
  const report = gouji.extract(sample('sound'));
  const html = gouji.render(report, 'fragment');
  assert.ok(!/<(style|script|html)\b/.test(html) && html.includes('style='));
  assert.deepEqual(gouji.extract({ html }).cells, report.cells);
  assert.match(gouji.render(report, 'html'), /^<!DOCTYPE html>/);
});

test('importing it does nothing to the global scope', () => {
  // Node.js makes something of its own when the first of these is used.
  const script = `new Response('');
    const before = new Set(Reflect.ownKeys(globalThis));
    for (const name of ['gouji', 'element', 'host']) await import('${folder}' + name + '.js');
    const { init, check } = await import('${folder}gouji.js');
    await init();
    check('');
    process.stdout.write(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String)));`;
  assert.equal(execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8' }), '[]');
});

test('npm packs every file that its exports name', () => {
  const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const targets = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));
  for (const target of Object.values(manifest.exports).flatMap(targets)) {
    const name = target.replace('./', '');
    assert.ok(name === 'package.json' || manifest.files.includes(name), name);
    assert.ok(readFileSync(new URL(name, folder)).length > 0, name);
  }
  assert.match(readFileSync(new URL('README.md', folder), 'utf8'), /^# 勾稽/);
});

/** Runs the compiler over programs that use the package: for each, how many complaints it has. */
function complaints(programs) {
  const at = fileURLToPath(new URL('../../target/xtask/types/', import.meta.url));
  mkdirSync(at, { recursive: true });
  const files = Object.keys(programs).map((name) => `${name}.ts`);
  for (const [name, program] of Object.entries(programs)) writeFileSync(`${at}${name}.ts`, `${program}\nexport {};\n`);
  const compilerOptions = { noEmit: true, strict: true, skipDefaultLibCheck: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] };
  writeFileSync(`${at}tsconfig.json`, JSON.stringify({ compilerOptions, files }));
  const { stdout } = spawnSync('node', [repositoryFile('node_modules/typescript/bin/tsc'), '--project', at], { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line.includes('error TS'));
  return files.map((file) => lines.filter((line) => line.includes(file) || !line.includes('.ts')));
}

test('the types name every property that results have, none that they lack, and fit how the package is used', async () => {
  const gouji = await ready();
  const broken = sample('broken');
  const [first] = gouji.check(broken, OPTIONS).files[0].findings;
  const ignored = [{ rule: first.rule, fingerprint: first.fingerprint, reason: '口径不同' }, { rule: 'NAR-01', fingerprint: '0', reason: '旧' }];
  const previous = gouji.extract(sample('sound').replaceAll('2024', '2023'));
  const inputs = [sample('sound'), broken, broken.replaceAll('\t', ''), broken.replace(/41/g, '见附件'), '青石镇'];
  const shown = {
    Check: inputs.flatMap((text) => [gouji.check(text, OPTIONS), gouji.check(text, { ...OPTIONS, ignored, previous })]),
    Report: [...inputs.map((text) => gouji.extract(text)), gouji.examine(broken, { ignored }).report],
    Examination: [gouji.examine(broken, OPTIONS)],
    'Rule[]': [gouji.rules()],
    Failure: [gouji.check(''), gouji.check({ bytes: new TextEncoder().encode('%PDF-1.7\n'), name: '' }), await (await fresh()).init(new Uint8Array([1]))],
  };
  const head = `import type { Check, Examination, Failure, Report, Rule } from '../../../dist/npm/gouji.js';\ndeclare function use<T>(value: T): void;\n`;
  const use = `import { check, importFile, init, render } from '../../../dist/npm/gouji.js';
    import { GoujiChecker } from '../../../dist/npm/element.js';
    import { embed } from '../../../dist/npm/host.js';
    const ready = await init();
    if (ready.ok) {
      const input = await importFile(new File([], 'a.docx'));
      const result = typeof input === 'object' && 'ok' in input && input.ok === false ? input : check(input, { year: 2024, level: 'county', lang: 'en' });
      if (result.ok === false) console.log(result.error.message);
      else for (const finding of result.files[0].findings) console.log(finding.severity, finding.places[0]?.cell);
    }
    const checker: GoujiChecker = document.createElement('gouji-checker');
    checker.addEventListener('gouji-check', ({ detail }) => { if (detail.ok !== false) console.log(detail.files[0].summary.errors); });
    if (checker.report) console.log(render(checker.report, 'fragment'));
    const frame = embed(document.body, { src: 'frame.html', readonly: true });
    frame.set({ readonly: null });
    console.log((await frame.load({ html: '' })).ok);`;
  const [rule] = gouji.rules();
  const { title, ...without } = rule;
  const [results, used, tooMuch, tooLittle, ofAnotherKind, misused] = complaints({
    results: head + Object.entries(shown).flatMap(([type, values]) => values.map((value) => `use<${type}>(${JSON.stringify(value)});`)).join('\n'),
    use,
    // Near misses.
    tooMuch: `${head}use<Rule>(${JSON.stringify({ ...rule, extra: 1 })});`,
    tooLittle: `${head}use<Rule>(${JSON.stringify(without)});`,
    ofAnotherKind: `${head}use<Rule>(${JSON.stringify({ ...rule, title: title.length })});`,
    misused: use.replace("'county'", "'village'"),
  });
  assert.deepEqual([results, used], [[], []]);
  for (const miss of [tooMuch, tooLittle, ofAnotherKind, misused]) assert.equal(miss.length, 1, miss.join('\n'));
});
