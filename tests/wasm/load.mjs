// Loads the very modules that the page carries, as `cargo xtask dist` wrote them.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../target/xtask/modules/', import.meta.url);

/** Where a file of the repository is. */
export function repositoryFile(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The bytes of a module: `start`, `package` or an importer. */
export function bytes(name) {
  return readFileSync(new URL(`${name}.wasm`, folder));
}

/** The compiled module. */
export function module(name) {
  return new WebAssembly.Module(bytes(name));
}

/** A fresh instance with its glue. */
export function bindings(name) {
  const glue = readFileSync(new URL(`${name}.js`, folder), 'utf8');
  const [, make] = /^function (\w+)\(/.exec(glue);
  const bindings = new Function(`${glue}; return ${make}();`)();
  bindings.initSync({ module: module(name) });
  return bindings;
}

// What the boot script gives the modules in a browser.
globalThis.goujiHost = {
  decode(encoding, bytes) {
    return { text: new TextDecoder(encoding).decode(bytes), replaced: false };
  },
};
