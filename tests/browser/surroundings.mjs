// Where the tests find what they need, and how they start the browser.

import { fileURLToPath } from 'node:url';

/** The single file that `cargo xtask dist` wrote. */
export const SINGLE_FILE = new URL('../../dist/gouji.html', import.meta.url).href;

/** A file of the repository, by its path from the root. */
export function repositoryFile(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The browser that is installed, without anything that goes on in its background. */
export const LAUNCH = {
  executablePath: process.env.GOUJI_CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
