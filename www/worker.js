// Runs the importer module, after the glue that this script follows: in a worker, or where there are none, in
// the page.

/* global goujiDecode, goujiImporterBindings */

/**
 * Imports a file, or writes changes back into it, in an instance of its own.
 * @param {Uint8Array} wasm the importer module
 * @param {Uint8Array} bytes the file
 * @param {{text: string, numbers: ArrayLike<number>, tracked?: string}} [changed] the document as it is to be
 * @returns {Promise<object>} the document, or the file, or an error
 */
async function goujiImport(wasm, bytes, changed) {
  const bindings = goujiImporterBindings();
  await bindings({ module_or_path: await WebAssembly.compile(wasm) });
  if (!changed) return bindings.importDocument(bytes);
  return bindings.amend(bytes, changed.text, changed.numbers, changed.tracked);
}

if (typeof importScripts === 'function') {
  self.goujiHost = { decode: goujiDecode };
  onmessage = ({ data }) => {
    goujiImport(data.wasm, data.bytes, data.changed).then(
      (answer) => postMessage({ answer }),
      (error) => postMessage({ crashed: String(error) }),
    );
  };
  postMessage({ ready: true });
}
