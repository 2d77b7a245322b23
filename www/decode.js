// What the browser knows about encodings, for the modules that read files: in the page and in the importers' worker.

/**
 * Decodes bytes in an encoding that only the browser knows.
 * @param {string} encoding
 * @param {Uint8Array} bytes
 * @returns {{text: string, replaced: boolean} | null} `null` when the browser does not know the encoding
 */
function goujiDecode(encoding, bytes) {
  for (const fatal of [true, false]) {
    try {
      return { text: new TextDecoder(encoding, { fatal }).decode(bytes), replaced: !fatal };
    } catch {
      // Not this encoding throughout, or no encoding at all: the next attempt tells.
    }
  }
  return null;
}
