// Gouji as an ES module: what the WebAssembly module offers, for other people's JavaScript. Nothing here is thrown and
// nothing is global: what goes wrong comes back as `{ok: false, error: {code, message}}`.

/* global goujiPackageBindings */

const SENTENCES = {
  unavailable: ['核对程序没有载入：请检查网络，浏览器太旧时请换用新版本，然后再试一次。', 'The checker could not be loaded: check the network, or take a newer browser, then try again.'],
  not_ready: ['核对程序还没有载入：请先等待 init() 完成。', 'The checker has not been loaded yet: wait for init() first.'],
  timeout: ['读取时间过长，已停止。请确认文件未损坏，或在 WPS 中另存后再试。', 'Reading took too long and was stopped. Save the file anew and try again.'],
  crashed: ['核对程序在处理这份内容时出错，已重新启动；这份内容未经核对。', 'The checker failed at this draft and has been restarted; the draft was not checked.'],
};

let starting = null;
let module = null;
let instance = null;
/** Whether the browser makes no instance at once, as those of Windows 7, unless it is tiny: then one is kept ready. */
let isSlow = false;

function atOnce() {
  const bindings = goujiPackageBindings();
  bindings.initSync({ module });
  return bindings;
}

async function inAMoment() {
  const bindings = goujiPackageBindings();
  await bindings({ module_or_path: module });
  return bindings;
}

/** Nothing of the instance is used again. */
function renew() {
  instance = null;
  if (isSlow) inAMoment().then((bindings) => (instance = bindings), () => {});
}

/**
 * Loads the checker; once is enough, and more does no harm. What failed is tried again at the next call.
 * @param {string | URL | Request | Response | BufferSource | WebAssembly.Module} [source] where `gouji_bg.wasm` is, or
 *   what is in it; without it, the file beside this one
 * @returns {Promise<{ok: true} | {ok: false, error: {code: string, message: string}}>}
 */
export function init(source, options) {
  starting ??= compile(source || new URL('gouji_bg.wasm', import.meta.url)).then(
    async (compiled) => {
      module = compiled;
      try {
        instance = atOnce();
      } catch {
        isSlow = true;
        instance = await inAMoment();
      }
      return { ok: true };
    },
    (error) => {
      starting = null;
      return failure('unavailable', options, error);
    },
  );
  return starting;
}

/** Checks a draft: `gouji/check@1`. */
export function check(input, options) {
  return call('check', options, input, options);
}

/** Checks a draft, with everything that a component shows of it. */
export function examine(input, options) {
  return call('examine', options, input, options);
}

/** Reads a draft without judging it: `gouji/report@1`. */
export function extract(input, options) {
  return call('extract', options, input, options);
}

/** A report as `html` (a page of its own), `fragment` (for an editor) or `markdown`. */
export function render(report, format, options) {
  return call('render', options, report, String(format), options);
}

/** A report as the fragment of a link. */
export function encodeLink(report, options) {
  return call('encodeLink', options, report, options);
}

/** The report of a link. */
export function decodeLink(link, options) {
  return call('decodeLink', options, String(link), options);
}

/** The rules that are switched on. */
export function rules(options) {
  return call('rules', options, options);
}

/** A text with the changes of a fix made, as `examine` lists them: from the last to the first. */
export function applyChanges(text, changes) {
  return changes.reduce((text, { start, end, text: written }) => text.slice(0, start) + written + text.slice(end), text);
}

/**
 * Prepares a file for the other functions. Word processors' files, web pages, archives and text they take as they are;
 * spreadsheets, PDF and OFD are read by modules of their own, loaded when the first such file comes.
 * @param {Blob | {bytes: BufferSource, name: string}} file
 * @returns {Promise<object>} what `check`, `examine` and `extract` take, or an error
 */
export function importFile(file, options) {
  return reader.importFile(file, options);
}

/** Who reads files: this thread, unless somebody provides for another. */
const reader = { importFile: importHere };

async function importHere(file, options) {
  const ready = await init(undefined, options);
  if (!ready.ok) return ready;
  const isBlob = typeof Blob === 'function' && file instanceof Blob;
  const input = isBlob ? { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name || '' } : file;
  const { error } = extract(input, options);
  let needed = error && error.module;
  if (!needed) return error ? { ok: false, error } : input;
  const asked = new Set();
  while (needed && !asked.has(needed)) {
    asked.add(needed);
    let importer;
    try {
      importer = await loadImporter(needed);
    } catch (error) {
      return failure('unavailable', options, error);
    }
    let answer;
    try {
      // A fresh instance for every file: what a hostile one can break is that.
      const bindings = importer.bindings();
      await bindings({ module_or_path: importer.module });
      answer = bindings.importDocument(new Uint8Array(input.bytes));
    } catch (error) {
      return failure('crashed', options, error);
    }
    if (answer.document) return { document: answer.document, name: input.name };
    if (answer.text !== undefined) return answer.text;
    if (answer.error) return { ok: false, error: { code: answer.error.code, message: isEnglish(options) ? answer.error.en : answer.error.zh } };
    needed = answer.needs;
  }
  return { ok: false, error };
}

/** Gives back the memory that drafts have needed; the next call takes new memory. */
export function release() {
  renew();
}

/** Calls the module. Whatever breaks in an instance stays there: it is replaced by a fresh one. */
function call(name, options, ...args) {
  if (!module || (isSlow && !instance)) return failure('not_ready', options);
  try {
    if (!instance) instance = atOnce();
    return instance[name](...args);
  } catch (error) {
    renew();
    return failure('crashed', options, error);
  }
}

function failure(code, options, error) {
  const sentence = SENTENCES[code][isEnglish(options) ? 1 : 0];
  return { ok: false, error: { code, message: error ? `${sentence} (${error})` : sentence } };
}

function isEnglish(options) {
  return !!options && options.lang === 'en';
}

async function compile(source) {
  source = await source;
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (source instanceof Response) return compileResponse(source);
  if (!(source instanceof Request)) {
    source = new URL(source, globalThis.location ? location.href : import.meta.url);
    // Node.js fetches no files.
    if (source.protocol === 'file:' && globalThis.process) {
      const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ 'node:fs/promises');
      return WebAssembly.compile(await readFile(source));
    }
  }
  return compileResponse(await fetch(source));
}

async function compileResponse(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  // Browsers keep what they have compiled while it arrived; they insist on its type.
  const isNamed = /^application\/wasm\b/.test(response.headers.get('content-type') || '');
  return isNamed && WebAssembly.compileStreaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Where the importer modules come from. */
const suppliers = {
  spreadsheets: async () => ({
    ...(await import('./gouji_spreadsheets.js')),
    module: await compile(new URL('gouji_spreadsheets_bg.wasm', import.meta.url)),
  }),
  pages: async () => ({
    ...(await import('./gouji_pages.js')),
    module: await compile(new URL('gouji_pages_bg.wasm', import.meta.url)),
  }),
};

const importers = new Map();

/** An importer module with its glue, loaded once; what could not be loaded is tried again. */
function loadImporter(name) {
  if (!importers.has(name)) {
    const loading = suppliers[name]();
    loading.catch(() => importers.delete(name));
    importers.set(name, loading);
  }
  return importers.get(name);
}
