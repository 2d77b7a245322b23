// Unpacks what the single file holds packed. There the script stands right behind the modules that nothing goes on
// without: they are unpacked and compiled while the browser still reads the rest of the file.

/**
 * Bytes that were written as base64.
 * @param {string} text
 * @returns {Uint8Array}
 */
function goujiFromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/**
 * What was packed and written as base64, unpacked by the browser.
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
async function goujiUnpacked(text) {
  // Not by way of a blob: that asks another process for each piece.
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  // What goes wrong is told to the reader.
  writer.write(goujiFromBase64(text)).catch(() => {});
  writer.close().catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

/** The modules that are compiled already, or soon will be, by the names of their resources. */
window.goujiEarly = new Map();

if ('DecompressionStream' in window) {
  for (const element of document.querySelectorAll('script[data-packed]')) {
    const module = goujiUnpacked(element.textContent).then((bytes) => WebAssembly.compile(bytes));
    // Whoever waits for it hears of it.
    module.catch(() => {});
    goujiEarly.set(element.getAttribute('data-resource'), module);
  }
}
