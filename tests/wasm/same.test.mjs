// The module for other programs, made of the same library as the page, and the command line say the same about the same draft, to the byte.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { commandLine } from './command-line.mjs';
import { bindings, repositoryFile } from './load.mjs';

const folder = repositoryFile('');
const drafts = ['samples/sound.txt', 'samples/broken.txt'];
const page = bindings('package');

for (const name of drafts) {
  const input = { bytes: new Uint8Array(readFileSync(repositoryFile(name))), name };

  test(`check ${name}`, () => {
    assert.equal(JSON.stringify(page.check(input, {})), run('check', '--format', 'json', name));
  });

  test(`extract ${name}`, () => {
    assert.equal(JSON.stringify(page.extract(input)), run('extract', name));
  });

  test(`render ${name}`, () => {
    const markdown = spawnSync(commandLine(), ['render', name, '--to', 'markdown'], { cwd: folder }).stdout.toString();
    assert.equal(page.render(page.extract(input), 'markdown').trimEnd(), markdown.trimEnd());
  });
}

test('links are the same and open here and there', () => {
  const report = page.extract(readFileSync(repositoryFile('samples/broken.txt'), 'utf8'));
  for (const [options, flags] of [[{ numbers: true }, ['--numbers']], [{}, []]]) {
    const link = page.encodeLink(report, options);
    const printed = spawnSync(commandLine(), ['share', 'samples/broken.txt', ...flags], { cwd: folder }).stdout.toString();
    assert.equal(link, printed.trim());
    assert.equal(JSON.stringify(page.decodeLink(`https://example.invalid/${link}`)), run('open', link));
  }
  assert.equal(page.decodeLink('#1dAAAA').error.code, 'damaged_link');
  assert.equal(page.encodeLink({}, {}).error.code, 'foreign_json');
});

test('the broken draft has findings, the sound one has none', () => {
  const errors = (name) => page.check(readFileSync(repositoryFile(name), 'utf8'), {}).files[0].summary.errors;
  assert.equal(errors('samples/sound.txt'), 0);
  assert.ok(errors('samples/broken.txt') > 0);
});

test('the catalogue of rules is the same', () => {
  assert.equal(JSON.stringify(page.rules()), run('rules', '--format', 'json'));
});

test('what cannot be read is answered, not thrown', () => {
  for (const input of [undefined, null, 3, {}, { bytes: 'text' }, { bytes: new Uint8Array([0xff, 0xd8, 0xff]), name: 'a.jpg' }]) {
    const answer = page.check(input, undefined);
    assert.equal(answer.ok, false);
    assert.ok(answer.error.code && answer.error.message, JSON.stringify(answer));
  }
});

/** What the command line prints, as compact JSON. */
function run(...words) {
  const { stdout, stderr, status } = spawnSync(commandLine(), words, { cwd: folder, encoding: 'utf8' });
  assert.ok(status === 0 || status === 1, stderr);
  return JSON.stringify(JSON.parse(stdout));
}
