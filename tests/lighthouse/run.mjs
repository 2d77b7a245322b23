// Lighthouse on the hosted page, as a phone and as a desk see it; prints scores and what cost points as JSON.

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** Performance differs from run to run: the middle of so many is taken. */
const RUNS = 3;

async function run(address, config) {
  const chrome = await launch({
    chromePath: process.env.GOUJI_CHROMIUM || '/usr/bin/chromium',
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--lang=zh-CN'],
  });
  try {
    const flags = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' };
    const { lhr } = await lighthouse(address, flags, config);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

/** The audits that cost points, in words. */
function costly(report) {
  const found = [];
  for (const name of CATEGORIES) {
    for (const { id, weight } of report.categories[name].auditRefs) {
      const { score, title, displayValue } = report.audits[id];
      if (weight > 0 && score !== null && score < 1) {
        found.push({ category: name, id, score, title, value: displayValue || '' });
      }
    }
  }
  return found;
}

const [address] = process.argv.slice(2);
const answers = [];
for (const [device, config] of [['phone', undefined], ['desk', desktopConfig]]) {
  const reports = [];
  for (let count = 0; count < RUNS; count += 1) reports.push(await run(address, config));
  reports.sort((one, other) => one.categories.performance.score - other.categories.performance.score);
  const middle = reports[Math.floor(RUNS / 2)];
  const scores = CATEGORIES.map((name) => Math.round(middle.categories[name].score * 100));
  answers.push({ device, version: middle.lighthouseVersion, scores, costly: costly(middle) });
}
console.log(JSON.stringify(answers, null, 1));
