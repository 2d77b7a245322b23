// The browser tests. `cargo xtask test` runs them; by hand: `cargo xtask dist`, then
// `npx playwright test --config tests/browser/playwright.config.mjs`.

import { defineConfig } from '@playwright/test';

import { LAUNCH } from './surroundings.mjs';

const PORT = 4173;

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/browser',
  timeout: 30_000,
  // A machine that stalls is no fault of the page: what passed only at its second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    // Each page lives for seconds: compiling its modules a second time, for speed, would cost more than it gains.
    launchOptions: { ...LAUNCH, args: [...LAUNCH.args, '--js-flags=--liftoff-only'] },
    // What a service worker has kept, no test can replace; offline.spec.mjs allows it.
    serviceWorkers: 'block',
    site: process.env.GOUJI_SITE || `http://127.0.0.1:${PORT}/`,
  },
  projects: [
    { name: 'site', use: { edition: 'site' } },
    // What may differ between a web server and a file opened by double-click.
    { name: 'file', use: { edition: 'file' }, grep: /@everywhere/ },
  ],
  webServer: process.env.GOUJI_SITE
    ? undefined
    : { command: `cargo xtask serve --built --port ${PORT}`, port: PORT, reuseExistingServer: true },
});
