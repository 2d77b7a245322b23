// The browsers of this suite: old Chromiums, unpacked from the packages that carry them, and Firefox.

import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);
const place = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The Chromiums by their versions; 65 is the floor of the edition for old browsers, 97 that of the others. */
export const CHROMIUMS = [65, 72, 80, 109];

/** Where a Chromium is, unpacked. */
async function unpacked(version) {
  const folder = place('../../target/old/');
  const browser = `${folder}chromium-${version}`;
  if (!existsSync(browser)) {
    mkdirSync(folder, { recursive: true });
    const packages = place(`node_modules/chromium-${version}/bin/`);
    const packed = readdirSync(packages).find((name) => /^chromium(-[\d.]+)?\.br$/.test(name));
    const unfinished = createWriteStream(`${browser}.unfinished`, { mode: 0o755 });
    await pipeline(createReadStream(packages + packed), createBrotliDecompress(), unfinished);
    renameSync(`${browser}.unfinished`, browser);
  }
  return browser;
}

/** Starts a Chromium. The driver of 2018 speaks to all of them. */
export async function chromium(version) {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=zh-CN'];
  // Made for a place without processes of their own.
  if (version < 109) args.push('--single-process', '--no-zygote');
  const options = { executablePath: await unpacked(version), args, defaultViewport: { width: 1366, height: 700 } };
  return require('puppeteer-core-of-2018').launch(options);
}

/** Starts Firefox. */
export async function firefox() {
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.GOUJI_FIREFOX || '/usr/bin/firefox-esr',
    defaultViewport: { width: 1366, height: 700 },
    extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN' },
  });
}
