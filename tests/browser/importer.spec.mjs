// The importer module: a hostile file may break it, never the page.

import { expect, test } from './fixtures.mjs';

const importJunk = (page) => page.evaluate(() => goujiHost.importFile(new Uint8Array([0x50, 0x4b, 3, 4])));

test('a damaged archive is answered by the importer', { tag: '@everywhere' }, async ({ gouji }) => {
  const answer = await importJunk(gouji.page);
  expect(answer.error.code).toMatch(/^(?!crashed|timeout|unavailable)/);
});

test('without workers the importer runs in the page', { tag: '@everywhere' }, async ({ closed }) => {
  await closed.page.addInitScript(() => delete globalThis.Worker);
  await closed.open();
  const first = await importJunk(closed.page);
  expect(first.error.code).toMatch(/^(?!crashed|timeout|unavailable)/);
  expect(await importJunk(closed.page)).toEqual(first);
});

test('a worker that cannot start is replaced by the page', async ({ closed }) => {
  closed.expectProblems(/404/);
  let asked = 0;
  await closed.page.route('**/worker-*.js', (route) => (asked++ ? route.continue() : route.fulfill({ status: 404 })));
  await closed.open();
  const answer = await importJunk(closed.page);
  expect(answer.error.code).toMatch(/^(?!crashed|timeout|unavailable)/);
  expect(asked).toBe(2);
});

test('an importer that traps is answered', async ({ closed }) => {
  await closed.page.route('**/importer-*.wasm', (route) => route.fulfill({ body: 'no module' }));
  await closed.open();
  expect((await importJunk(closed.page)).error.code).toBe('crashed');
});

test('an importer that cannot be loaded is answered', async ({ closed }) => {
  closed.expectProblems(/404/);
  await closed.page.route('**/importer-*.wasm', (route) => route.fulfill({ status: 404 }));
  await closed.open();
  expect((await importJunk(closed.page)).error.code).toBe('unavailable');
});

test('an importer that does not end is ended', async ({ closed }) => {
  await closed.page.route('**/worker-*.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'postMessage({ ready: true }); onmessage = () => { for (;;); };',
    }),
  );
  // Ten seconds pass in a tenth of one.
  await closed.page.addInitScript(() => {
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (work, delay) => setTimeout(work, delay / 100);
  });
  await closed.open();
  expect((await importJunk(closed.page)).error.code).toBe('timeout');
});
