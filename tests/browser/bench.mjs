// Times of the page, in milliseconds, as one JSON object; `cargo xtask bench` runs it.

import { readFileSync } from 'node:fs';

import { chromium } from '@playwright/test';

import { docx } from './docx.mjs';
import { LAUNCH, repositoryFile, SINGLE_FILE } from './surroundings.mjs';

const STARTS = 9;
const EDITS = 60;
const LARGE_EDITS = 25;
const BODIES = 500;

const sample = readFileSync(repositoryFile('samples/sound.txt'), 'utf8');
const large = enlarged(sample, 200_000);

// How long a page may take to start, come to rest and check, in milliseconds.
const SETTLED = 2500;

// Typing that has warmed up is measured, as a clerk types; its first strokes pay for the browser's compiling.
const WARM = 10;

// Frames as soon as they are asked for: what is measured is the page, not the wait for the display's next tick.
const args = [...LAUNCH.args, '--disable-frame-rate-limit', '--disable-gpu-vsync'];
const browser = await chromium.launch({ ...LAUNCH, args });
const site = await starts(process.env.GOUJI_SITE, { rest: true });
const atOnce = await starts(process.env.GOUJI_SITE, { rest: false });
const file = await starts(SINGLE_FILE, { rest: false });
const edits = await editsOf(sample, EDITS);
const largeEdits = await editsOf(large, LARGE_EDITS);
const county = await countyOf(BODIES);
await browser.close();

console.log(
  JSON.stringify({
    start: median(site.map(({ started }) => started)),
    first_check: median(site.map(({ check }) => check.done)),
    first_check_painted: median(site.map(({ check }) => check.painted)),
    first_check_at_once: median(atOnce.map(({ check }) => check.done)),
    edit_p50: median(edits),
    edit_p95: quantile(edits, 0.95),
    large_p50: median(largeEdits),
    large_p95: quantile(largeEdits, 0.95),
    county: county.done,
    county_frame_p95: quantile(county.frames, 0.95),
    file_start: median(file.map(({ started }) => started)),
    file_loaded: median(file.map(({ loaded }) => loaded)),
    file_first_check: median(file.map(({ begun, loaded, check }) => begun - loaded + check.done)),
  }),
);

/**
 * Opens the page afresh several times: when the browser had read the document, when the page had started and
 * painted, and how long its first check took, at once or when the page had come to rest. Nothing of the test's own runs
 * in the page meanwhile but what it brings with it.
 */
async function starts(address, { rest }) {
  const figures = [];
  for (let i = 0; i < STARTS; i++) {
    const page = await fresh();
    await page.addInitScript(`(${checkOnce})(${timeEdit}, ${JSON.stringify({ sample, marks: marks(rest) })})`);
    await page.goto(address);
    await page.waitForTimeout(SETTLED);
    const figure = await page.evaluate(() => window.figures);
    // It may start before it has been read to its end, and does not wait for that.
    const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domInteractive);
    figures.push({ ...figure, loaded });
    await page.context().close();
  }
  return figures;
}

/** What marks that the page has started, and that it has come to rest. */
function marks(rest) {
  return ['gouji-started', 'gouji-painted', 'first-contentful-paint', ...(rest ? ['gouji-ready'] : [])];
}

/** In the page: checks the sample as soon as there are these marks; what was measured is promised in `window.figures`. */
function checkOnce(timeEdit, { sample, marks }) {
  // Frames have their own.
  if (window !== window.top) return;
  const missing = new Set(marks);
  window.figures = new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      for (const { name } of list.getEntries()) missing.delete(name);
      if (missing.size) return;
      observer.disconnect();
      const painted = [...performance.getEntriesByName('gouji-started'), ...performance.getEntriesByType('paint')];
      const figure = { started: Math.max(...painted.map(({ startTime }) => startTime)) };
      // In a task of its own, like the event that it stands for.
      setTimeout(async () => resolve({ ...figure, begun: performance.now(), check: await timeEdit({ insert: sample, at: 0 }) }));
    }).observe({ entryTypes: ['mark', 'paint'] });
  });
}

/**
 * Types a digit and takes it back, on a keyboard, at places all over a text: most such digits break a sum, or a title.
 * The times from the key until the findings are painted.
 */
async function editsOf(text, count) {
  const page = await opened(process.env.GOUJI_SITE);
  await page.evaluate(timeEdit, { insert: text, at: 0 });
  const times = [];
  for (let i = -WARM; i < count; i++) {
    await page.evaluate(setCaret, Math.floor((text.length / count) * Math.abs(i)));
    for (const key of ['1', 'Backspace']) {
      // As fast as a quick typist, so that the page is at rest again.
      await page.waitForTimeout(80);
      await page.evaluate(awaitFindings);
      // A finger is still on the key when its letter stands there.
      await page.keyboard.down(key);
      const time = await page.evaluate(() => window.findings);
      await page.keyboard.up(key);
      if (i >= 0) times.push(time);
    }
  }
  await page.context().close();
  return times;
}

/** Hands in that many reports at once: when all are checked, and the time between frames meanwhile. */
async function countyOf(count) {
  const page = await opened(process.env.GOUJI_SITE);
  const files = Array.from({ length: count }, (_, index) => {
    const text = sample.replaceAll('青石镇', `第${index}镇`);
    return [`${index}.docx`, docx(text).toString('base64')];
  });
  const figures = await page.evaluate(async (files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, base64] of files) {
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    }
    const frames = [];
    let last = performance.now();
    const frame = (now) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const done = new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [mark] = list.getEntriesByName('gouji-county-done');
        if (mark) resolve(mark.startTime);
      }).observe({ type: 'mark' });
    });
    const start = performance.now();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    return { done: (await done) - start, frames };
  }, files);
  await page.context().close();
  return figures;
}

async function fresh() {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1440, height: 900 } });
  await context.addInitScript(`window.whenPainted = ${whenPainted}`);
  return context.newPage();
}

/** The page, come to rest. */
async function opened(address) {
  const page = await fresh();
  await page.goto(address);
  await page.waitForFunction((marks) => marks.every((name) => performance.getEntriesByName(name).length), marks(true));
  return page;
}

/** In the page: the caret goes there. */
function setCaret(at) {
  const source = document.getElementById('source');
  source.focus();
  source.setSelectionRange(at, at);
}

/** In the page, where every page brings it with it: when findings are painted next. */
function whenPainted() {
  performance.clearMarks('gouji-painted');
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no findings were painted within five seconds')), 5000);
    new PerformanceObserver((list, observer) => {
      const [mark] = list.getEntriesByName('gouji-painted');
      if (!mark) return;
      observer.disconnect();
      clearTimeout(late);
      resolve(mark.startTime);
    }).observe({ type: 'mark' });
  });
}

/** In the page: from the next key on the time until findings are painted, as a promise in `window.findings`. */
function awaitFindings() {
  const source = document.getElementById('source');
  window.findings = new Promise((resolve) => {
    const measured = async ({ timeStamp }) => (await whenPainted()) - timeStamp;
    source.addEventListener('keydown', (event) => resolve(measured(event)), { once: true });
  });
}

/** In the page: puts a text there at once, as pasting does; the times from the event until its findings stand there, and are painted. */
async function timeEdit({ insert, at }) {
  const source = document.getElementById('source');
  const painted = whenPainted();
  const start = performance.now();
  source.setRangeText(insert, at, at, 'end');
  source.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: insert }));
  const done = performance.now() - start;
  return { done, painted: (await painted) - start };
}

/** The report with its own prose repeated until it has that many bytes of UTF-8. */
function enlarged(text, bytes) {
  const [start, ...rest] = text.split(/(?<=\n)(?=二、)/);
  const prose = start.split('\n').filter((line) => line.length > 60);
  const missing = bytes - Buffer.byteLength(text);
  const once = Buffer.byteLength(prose.join('\n') + '\n');
  return start + `${prose.join('\n')}\n`.repeat(Math.ceil(missing / once)) + rest.join('');
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
