// Runs the importer module, after the glue that this script follows: in a worker, or where there are none, in
// the page.

/* global goujiDecode, goujiImporterBindings */

/**
 * Imports a file in an instance of its own.
 * @param {Uint8Array} wasm the importer module
 * @param {Uint8Array} bytes the file
 * @returns {Promise<object>} the document, or an error
 */
async function goujiImport(wasm, bytes) {
  const bindings = goujiImporterBindings();
  bindings.initSync({ module: await WebAssembly.compile(wasm) });
  return bindings.importDocument(bytes);
}

if (typeof importScripts === 'function') {
  self.goujiHost = { decode: goujiDecode };
  onmessage = ({ data }) => {
    goujiImport(data.wasm, data.bytes).then(
      (answer) => postMessage({ answer }),
      (error) => postMessage({ crashed: String(error) }),
    );
  };
  postMessage({ ready: true });
}
