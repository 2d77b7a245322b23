// Starts the page: finds the modules, gives the application what only the browser has, and starts it again when
// it has trapped. The same script serves the hosted page and the single file.

/* global goujiAppearance, goujiBindings, goujiCopy, goujiCounty, goujiDecode, goujiEarly, goujiExaminerBindings */
/* global goujiExporterBindings, goujiFromBase64, goujiImport, goujiNotice, goujiOffline, goujiOldBrowser, goujiOriginals */
/* global goujiRuns, goujiSave, goujiUnpacked */
(function () {
  'use strict';

  // The notice is there, or the edition for old browsers on its way.
  if (!goujiRuns) return;
  if (typeof goujiBindings !== 'function') {
    goujiNotice(goujiOldBrowser);
    return;
  }

  /** The importer modules; the first is asked first, and says when another is needed. */
  const IMPORTERS = ['documents', 'spreadsheets', 'pages'];
  /** How long a file may keep an importer busy, in milliseconds. */
  const IMPORT_LIMIT = 10000;
  /** How many lines of the sample are checked for nobody, one time after the other: what is compiled then is not later. */
  const WARM_UP = [1, 4, 12, 22, 40, Infinity];
  /** How long a worker may take for the same, in milliseconds. */
  const WARM_UP_LIMIT = 10000;
  /** A trap this soon after a start, in milliseconds, was caused by the text itself. */
  const SOON = 3000;

  // Where the resources are: elements that hold their content, or say where it is. Taken out of the document, so
  // that its body can be kept as it was before the application touched it.
  const elements = new Map();
  for (const element of document.querySelectorAll('script[data-resource]')) {
    elements.set(element.dataset.resource, element);
  }
  for (const script of document.body.querySelectorAll('script')) script.remove();
  const emptyBody = document.body.cloneNode(true);

  const resources = {
    /** A module's bytes. */
    async bytes(name) {
      const { dataset, textContent } = elements.get(name);
      if (dataset.url) return new Uint8Array(await (await load(dataset.url)).arrayBuffer());
      return 'packed' in dataset ? goujiUnpacked(textContent) : goujiFromBase64(textContent);
    },

    /** A module, compiled. */
    async module(name) {
      const early = window.goujiEarly && goujiEarly.get(name);
      return early || WebAssembly.compile(await resources.bytes(name));
    },

    /** The content of a text. */
    async text(name) {
      const { dataset } = elements.get(name);
      return dataset.url ? (await load(dataset.url)).text() : held(name);
    },

    /** A worker that runs a script. */
    worker(name) {
      const { dataset, textContent } = elements.get(name);
      return dataset.url ? new Worker(dataset.url) : ownWorker(textContent);
    },

    /** A worker that runs a script which may be packed. */
    async packedWorker(name) {
      const { dataset } = elements.get(name);
      return dataset.url ? new Worker(dataset.url) : ownWorker(await held(name));
    },

    /** Runs a script in the page itself; the policy knows it by its address or its hash. */
    async run(name) {
      const { dataset } = elements.get(name);
      const textContent = dataset.url ? '' : await held(name);
      return new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.onload = resolve;
        script.onerror = () => reject(new Error(`cannot load ${dataset.url}`));
        if (dataset.url) script.src = dataset.url;
        else script.textContent = textContent;
        document.head.appendChild(script);
        if (!dataset.url) resolve();
      });
    },
  };

  /** A worker that runs a script which the single file holds. */
  function ownWorker(script) {
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
    return worker;
  }

  /** A text that the single file holds, packed or not. */
  async function held(name) {
    const { dataset, textContent } = elements.get(name);
    return 'packed' in dataset ? new TextDecoder().decode(await goujiUnpacked(textContent)) : textContent;
  }

  async function load(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response;
  }

  // What the application asks the browser for.
  window.goujiHost = {
    /**
     * Imports a file with an importer module, in a worker that a hostile file may crash or keep busy.
     * @param {Uint8Array} bytes
     * @param {boolean} [isDraft] whether it is the draft itself, and kept for `amendFile`
     * @returns {Promise<object>} the importer's answer; its own errors are `unavailable` (the module could not be
     *   loaded), `crashed` and `timeout`
     */
    async importFile(bytes, isDraft = true) {
      let module = IMPORTERS[0];
      const left = new Set(IMPORTERS);
      while (left.delete(module)) {
        let wasm;
        try {
          wasm = await importer(module);
        } catch (error) {
          return failure('unavailable', error);
        }
        const answer = await runImporter(module, { wasm, bytes });
        archive = answer.error && answer.error.code === 'several_drafts' ? bytes : null;
        // A file that was not read leaves the draft that is there.
        if (answer.document && isDraft) answer.original = originals.keep(bytes, answer.document.text);
        if (!answer.needs) return answer;
        module = answer.needs;
      }
      return failure('unavailable');
    },

    /**
     * Writes the draft back into the Word document it was imported from last, changing only the words that have changed.
     * @param {{text: string, numbers: ArrayLike<number>}} document as the page holds it
     * @param {{tracked?: boolean, original?: number}} [options] whether the changes are tracked; which of the files is
     *   meant, if not the last
     * @returns {Promise<object>} `{bytes, changed, remarks}`, where each remark has `zh` and `en`: what was left out, what
     *   else to know; or an error: those of the module, `unavailable`, `crashed`, `timeout`, or `original` (the draft
     *   stems from no file)
     */
    async amendFile(document, { tracked = false, original = originals.last() } = {}) {
      const bytes = originals.bytes(original);
      if (!bytes) return failure('original');
      let wasm;
      try {
        wasm = await importer('documents');
      } catch (error) {
        return failure('unavailable', error);
      }
      const date = tracked ? `${new Date().toISOString().slice(0, 19)}Z` : undefined;
      const changed = { text: document.text, numbers: document.numbers, tracked: date };
      return runImporter('documents', { wasm, bytes, changed });
    },

    /**
     * Draws the charts of a report in their place; of several that were asked for, the last.
     * @param {Uint8Array} text the texts of the report and of the year before
     * @param {Uint32Array} numbers their numbers
     * @param {boolean} english
     */
    async drawCharts(text, numbers, english) {
      const asked = ++chartsAsked;
      const answer = await askExporter((bindings) => bindings.drawCharts(text, numbers, english));
      const view = document.getElementById('charts-view');
      if (asked !== chartsAsked || !view) return;
      // What was unfolded stays so.
      const unfolded = Array.from(view.querySelectorAll('details[open]'), (details) => details.parentElement.id);
      if (answer.error) {
        view.textContent = english ? 'The charts could not be drawn: try again.' : '图没有画成：请检查网络，再点一次“图表”。';
      } else {
        view.innerHTML = answer;
      }
      for (const id of unfolded) {
        const details = view.querySelector(`#${id} details`);
        if (details) details.open = true;
      }
    },

    /**
     * Whether a draft says something else than the file it was read from.
     * @param {number} original as `importFile` has answered
     * @param {string} text the draft's
     * @returns {boolean | undefined} nothing where it does, and the page does not have the file
     */
    isAmended: (original, text) => originals.isAmended(original, text),

    /**
     * Does what `amendFile` does, and lets the browser save the file beside the one it came from. Where the page does not
     * have that, it is asked for first, and nothing follows when nobody chooses one.
     * @returns {Promise<object>} `{name, changed, remarks}`, without a name where nothing was written; or an error
     */
    async saveAmended(text, numbers, original, tracked, file) {
      const lacking = await originals.demand(original, file);
      if (lacking) return lacking;
      const answer = await goujiHost.amendFile({ text, numbers }, { tracked, original });
      if (answer.error) return answer;
      const { bytes, changed, remarks } = answer;
      if (!changed) return { changed, remarks };
      const name = file.replace(/(\.[^.]*)?$/, (ending) => `（${tracked ? '修订' : '改后'}）${ending || '.docx'}`);
      goujiSave({ bytes, name, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
      return { name, changed, remarks };
    },

    /**
     * Lets the examiner, the module with the rules, check a report.
     * @param {Uint8Array} text the question's texts
     * @param {Uint32Array} numbers its numbers
     * @returns {[Uint8Array, Uint32Array] | string} the answer's texts and numbers, or why there is none: `loading`,
     *   `unavailable` or `crashed`
     */
    examine(text, numbers) {
      return askExaminer((bindings) => bindings.examine(text, numbers)) || 'crashed';
    },

    /**
     * What is behind a finding of the examiner's last answer, as HTML.
     * @param {number} finding
     * @returns {string}
     */
    detail(finding) {
      const detail = askExaminer((bindings) => bindings.detail(finding));
      return examiner.bindings ? detail || '' : '';
    },

    /**
     * Writes a file with a module of its own, and lets the browser save it.
     * @param {string} kind `docx`, `xlsx`, `html`, `json`, `protocol-docx`, …
     * @param {Uint8Array} text the report's texts; for kinds that are a check, those of the question to the examiner
     * @param {Uint32Array} numbers its numbers
     * @param {string} file the name of the draft's file
     * @returns {Promise<object>} `{name}`, or an error: those of the module, `unavailable` (it could not be loaded),
     *   `crashed`, or `unexamined` (the examiner has no answer)
     */
    async saveFile(kind, text, numbers, file) {
      let flat = [text, numbers];
      if (kind.startsWith('protocol')) {
        flat = askExaminer((bindings) => bindings.protocol(text, numbers, file));
        if (!Array.isArray(flat)) return failure('unexamined');
      }
      const answer = await askExporter((bindings) => bindings.exportFile(kind, ...flat));
      if (answer.error) return answer;
      goujiSave(answer);
      return { name: answer.name };
    },

    /**
     * Puts a report on the clipboard, with its tables.
     * @param {Uint8Array} text
     * @param {Uint32Array} numbers
     * @param {string} plain what programs get that take plain text only
     * @returns {Promise<object>} `{}`, or an error: as for files, or `clipboard` (the browser does not let it)
     */
    async copyReport(text, numbers, plain) {
      const answer = await askExporter((bindings) => bindings.exportFile('fragment', text, numbers));
      if (answer.error) return answer;
      const html = new TextDecoder().decode(answer.bytes);
      return (await goujiCopy({ 'text/html': html, 'text/plain': plain })) ? {} : failure('clipboard');
    },

    /** Puts a text on the clipboard: `{}`, or the error `clipboard`. */
    async copyText(text) {
      return (await goujiCopy({ 'text/plain': text })) ? {} : failure('clipboard');
    },

    /**
     * A report as a link.
     * @param {Uint8Array} text
     * @param {Uint32Array} numbers
     * @param {boolean} prose whether its words are in it, too
     * @param {string} [passphrase] what it is encrypted with
     * @returns {Promise<object>} `{link, hosted, code}`: without an address of this page, the link is its fragment alone;
     *   `code` is its QR code as SVG, where it has one. Or an error.
     */
    async shareLink(text, numbers, prose, passphrase) {
      const random = crypto.getRandomValues(new Uint8Array(28));
      if (passphrase) await painted();
      const answer = await askExporter((bindings) => bindings.encodeLink(text, numbers, prose, passphrase, random));
      if (answer.error) return answer;
      const hosted = /^https?:$/.test(location.protocol);
      const link = (hosted ? location.href.split('#')[0] : '') + answer.link;
      return { link, hosted, code: hosted ? await askExporter((bindings) => bindings.qrCode(link)) : undefined };
    },

    /**
     * The report of a link.
     * @param {string} link an address or its fragment
     * @param {string} [passphrase]
     * @returns {Promise<object>} an answer like that of `importFile`
     */
    async openLink(link, passphrase) {
      if (passphrase) await painted();
      return askExporter((bindings) => bindings.decodeLink(link, passphrase));
    },

    /**
     * Takes several files, or a folder, for the view of many bodies; there, also one more file.
     * @param {DataTransfer | FileList} source what was dropped or chosen
     * @returns {boolean} whether it takes them
     */
    openMany(source) {
      const entries = Array.from(source.items || [], (item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
      const files = Array.from(source.files || source);
      const hasFolder = entries.some((entry) => entry && entry.isDirectory);
      if (!files.length || (!hasFolder && files.length === 1 && !(county && county.isShown()))) {
        if (county) county.leave();
        return false;
      }
      const given = files.map((file) => ({ name: file.webkitRelativePath || file.name, file }));
      // Asked for now: when the event is over, nobody may.
      const handle = (item) => item.getAsFileSystemHandle && item.getAsFileSystemHandle();
      const handles = hasFolder ? Array.from(source.items, handle).filter(Boolean) : [];
      handles.forEach((promise) => promise.catch(() => {}));
      const within = () =>
        // A page that was opened from the disk may not read entries; where there are handles, it may read these.
        filesWithin(entries.filter(Boolean)).catch(() => filesOf(handles));
      showCounty(() => (hasFolder ? within() : given));
      return true;
    },

    /**
     * Takes the archive that was read last, which holds several drafts, for the view of many bodies.
     * @param {string} name its name
     * @returns {boolean} whether it takes it
     */
    openArchive(name) {
      if (!archive) return false;
      const file = new Blob([archive]);
      archive = null;
      showCounty(() => [{ name, file }]);
      return true;
    },

    /**
     * Loads texts by name.
     * @param {string} name `help`: each rule's page as HTML, by rule id; `samples`: drafts to try
     * @returns {Promise<Object<string, string>>}
     */
    async loadPages(name) {
      return JSON.parse(await resources.text(name));
    },

    /**
     * Takes the draft as it is kept on this device: an application that is started anew goes on with it.
     * @param {string} draft
     */
    keep(draft) {
      kept = draft;
    },

    /** @returns {string | undefined} the draft that was handed over last */
    kept: () => kept,

    /** @returns {number} when this visit began: an update is no end of it */
    visit: () => visit,

    /**
     * How much of an element's text stands before a point of the window.
     * @param {Element} element
     * @param {number} x
     * @param {number} y
     * @returns {number} in UTF-16 units; -1 when no text of the element is there
     */
    offsetAt(element, x, y) {
      let node, offset;
      if (document.caretPositionFromPoint) {
        const position = document.caretPositionFromPoint(x, y);
        if (position) ({ offsetNode: node, offset } = position);
      } else if (document.caretRangeFromPoint) {
        const range = document.caretRangeFromPoint(x, y);
        if (range) ({ startContainer: node, startOffset: offset } = range);
      }
      if (!node || !element.contains(node)) return -1;
      const before = document.createRange();
      before.setStart(element, 0);
      before.setEnd(node, offset);
      return before.toString().length;
    },

    /**
     * Calls back with the next frame: before it is drawn, and as soon as it is.
     * @param {() => void} before
     * @param {() => void} after
     */
    withFrame(before, after) {
      requestAnimationFrame(() => {
        // What throws must not keep the other from running.
        onceDrawn(after);
        before();
      });
    },

    decode: goujiDecode,
  };

  let afterFrame = [];
  const drawn = new MessageChannel();
  drawn.port1.onmessage = nextAfterFrame;

  /** Does work right after the frame in which this is asked for. */
  function onceDrawn(work) {
    afterFrame.push(work);
    // Before what else the browser does after a key: it looks at the form, and tells of the selection.
    if (window.scheduler && scheduler.postTask) scheduler.postTask(nextAfterFrame, { priority: 'user-blocking' });
    // Sooner than a timer.
    else drawn.port2.postMessage(null);
  }

  function nextAfterFrame() {
    const work = afterFrame.shift();
    if (work) work();
  }

  let kept;
  let visit = performance.timeOrigin;

  /** Where a page leaves what the same page in a newer build goes on with. */
  const CONTINUED = 'gouji.continued';
  let isHandedOver = false;

  /** Leaves the draft for the page that a reload will put in the place of this one; whether there was room. */
  function handOver() {
    leaving();
    try {
      sessionStorage.setItem(CONTINUED, JSON.stringify({ visit, text: sourceText(), kept }));
      isHandedOver = true;
    } catch {
      isHandedOver = false;
    }
    return isHandedOver;
  }

  /** Takes what the page before this one has left. */
  function takeOver() {
    try {
      const left = JSON.parse(sessionStorage.getItem(CONTINUED));
      sessionStorage.removeItem(CONTINUED);
      if (!left) return;
      ({ visit, kept } = left);
      setSourceText(left.text);
    } catch {
      // Without a store there was nothing to leave.
    }
  }

  const keepOffline = goujiOffline(elements.get('service-worker'), {
    // What the view of many bodies holds stands in no draft.
    mayReload: () => !county,
    handOver,
    say: (text) => notice(text),
  });

  function failure(code, error) {
    return { error: { code, message: error ? String(error) : '' } };
  }

  // The examiner beside the application: without bindings, `state` says why.
  const examiner = { state: 'loading', module: null, bindings: null, wasAsked: false };

  async function loadExaminer() {
    try {
      examiner.module = await resources.module('examiner');
      await renewExaminer();
    } catch (error) {
      console.error(error);
      examiner.state = 'unavailable';
    }
  }

  /**
   * A fresh instance of a module with its glue. It takes a moment: the browsers of Windows 7 make none at once, unless it
   * is tiny.
   */
  async function instance(makeBindings, module) {
    const bindings = makeBindings();
    await bindings({ module_or_path: module });
    return bindings;
  }

  async function renewExaminer() {
    examiner.bindings = null;
    examiner.wasAsked = false;
    examiner.bindings = await instance(goujiExaminerBindings, examiner.module);
  }

  /** Whatever breaks in the examiner stays there: an instance that has trapped is replaced by a fresh one. */
  function askExaminer(ask) {
    examiner.wasAsked = true;
    if (!examiner.bindings) return examiner.state;
    try {
      return ask(examiner.bindings);
    } catch (error) {
      console.error(error);
      // Somebody who goes on typing meanwhile gets an answer then; nobody is told twice of the same text.
      renewExaminer().then(() => examiner.wasAsked && running.examinerReady(), console.error);
      return 'crashed';
    }
  }

  /** The last archive of several drafts that the importers answered about. */
  let archive = null;
  /** The view of many bodies, once somebody has handed in several files. */
  let county = null;
  let countyStarting = null;

  /** Shows these files in the view of many bodies, which is loaded when it is first needed. */
  async function showCounty(files) {
    // Folders can be read only while the event lasts that brought them: so they are asked for at once.
    const found = files();
    try {
      if (!countyStarting) countyStarting = startCounty();
      const unread = () => {
        notice('读不到拖入的文件夹：请改用“选择文件夹…”，或者把里面的文件全选后拖入。', 'The folder could not be read.');
        return null;
      };
      const [view, given] = await Promise.all([countyStarting, Promise.resolve(found).catch(unread)]);
      if (!given) return;
      county = view;
      const isOwn = /(^|\/)(\.|~\$|thumbs\.db$|desktop\.ini$)|__macosx/i;
      const drafts = given.filter(({ name }) => !isOwn.test(name));
      if (!drafts.length) notice('文件夹里没有文件。There are no files in the folder.', '');
      county.take(drafts);
    } catch (error) {
      countyStarting = null;
      notice('多份核对所需的组件没有载入，请检查网络后再试。The view of many reports could not be loaded.', error);
    }
  }

  async function startCounty() {
    const compiled = new Map();
    const module = async (name) => {
      if (!compiled.has(name)) {
        const promise = resources.module(name);
        promise.catch(() => compiled.delete(name));
        compiled.set(name, promise);
      }
      return compiled.get(name);
    };
    await resources.run('county-script');
    const view = goujiCounty({
      module,
      importer: (name) => module(`importer-${name}`),
      async modules() {
        await rules;
        if (!examiner.module) throw new Error('the examiner could not be loaded');
        return { start: startModule, examiner: examiner.module };
      },
      worker: () => resources.packedWorker('county-worker'),
      runHere: () => resources.run('county-worker'),
      open: (bytes, name, replaces) => running.openDraft(bytes, name, replaces),
    });
    await view.start();
    return view;
  }

  /** Every file in these entries and the folders among them. */
  async function filesWithin(entries) {
    const found = [];
    const read = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));
    const some = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    const visit = async (entry) => {
      if (entry.isFile) {
        found.push({ name: entry.fullPath.replace(/^\//, ''), file: await read(entry) });
        return;
      }
      const reader = entry.createReader();
      for (let more = await some(reader); more.length; more = await some(reader)) {
        for (const one of more) await visit(one);
      }
    };
    for (const entry of entries) await visit(entry);
    return found;
  }

  /** The same by their handles; an error where there are none. */
  async function filesOf(handles) {
    if (!handles.length) throw new Error('there are no handles');
    const found = [];
    const visit = async (handle, folder) => {
      const name = folder + handle.name;
      if (handle.kind === 'file') found.push({ name, file: await handle.getFile() });
      else for await (const one of handle.values()) await visit(one, `${name}/`);
    };
    for (const handle of await Promise.all(handles)) await visit(handle, '');
    return found;
  }

  document.addEventListener('change', ({ target }) => {
    if (target.id !== 'folder') return;
    const given = Array.from(target.files, (file) => ({ name: file.webkitRelativePath || file.name, file }));
    showCounty(() => given);
    target.value = '';
  });

  let chartsAsked = 0;
  let exporting = null;

  /** Whatever breaks in the exporter stays there, too. */
  async function askExporter(ask) {
    let bindings;
    try {
      bindings = await exporter();
    } catch (error) {
      return failure('unavailable', error);
    }
    try {
      return ask(bindings);
    } catch (error) {
      exporting = null;
      return failure('crashed', error);
    }
  }

  /** Resolves when what was just shown can be seen: what follows keeps the page busy. */
  function painted() {
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }

  /** The exporter module, running in the page: it only ever sees what the page has read. */
  function exporter() {
    if (!exporting) {
      exporting = startExporter();
      exporting.catch(() => (exporting = null));
    }
    return exporting;
  }

  async function startExporter() {
    const [module] = await Promise.all([resources.module('exporter'), resources.run('exporter-script')]);
    return instance(goujiExporterBindings, module);
  }

  const importers = new Map();

  /** An importer module's bytes, loaded once; what could not be loaded is tried again. */
  function importer(module) {
    if (!importers.has(module)) {
      const bytes = resources.bytes(`importer-${module}`);
      bytes.catch(() => importers.delete(module));
      importers.set(module, bytes);
    }
    return importers.get(module);
  }

  const originals = goujiOriginals((bytes) => goujiHost.importFile(bytes, false));

  /** Runs an importer, in a worker where there are any. */
  async function runImporter(module, request) {
    return (await importInWorker(module, request)) || importInPage(module, request);
  }

  /** Resolves to `null` when there are no workers here. */
  function importInWorker(module, request) {
    return new Promise((resolve) => {
      let worker;
      try {
        worker = resources.worker(`worker-${module}`);
      } catch {
        resolve(null);
        return;
      }
      let ready = false;
      const finish = (answer) => {
        clearTimeout(limit);
        worker.terminate();
        resolve(answer);
      };
      const limit = setTimeout(() => finish(failure('timeout')), IMPORT_LIMIT);
      worker.onerror = (event) => {
        event.preventDefault();
        finish(ready ? failure('crashed', event.message) : null);
      };
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          ready = true;
          worker.postMessage(request);
        } else {
          finish(data.answer || failure('crashed', data.crashed));
        }
      };
    });
  }

  async function importInPage(module, { wasm, bytes, changed }) {
    try {
      // Each module's script defines the same function anew.
      await resources.run(`worker-${module}`);
      return await goujiImport(wasm, bytes, changed);
    } catch (error) {
      return failure('crashed', error);
    }
  }

  /** The loading of the examiner. */
  let rules;
  let startModule;
  let running;
  let lastStart = 0;

  /** The report in the page's address, which leaves the address bar at once. */
  function takeLink() {
    const { href, hash } = location;
    if (!/^#\d[a-z]/.test(hash)) return '';
    try {
      history.replaceState(history.state, '', href.split('#')[0]);
    } catch {
      // A frame that may not do so can still empty the fragment.
      location.hash = '';
    }
    return hash;
  }

  window.addEventListener('hashchange', () => {
    const link = takeLink();
    if (link && running) running.linkArrived(link);
  });

  /** Starts the application in a fresh instance: nothing of one that has trapped is used again. */
  async function start() {
    lastStart = performance.now();
    const bindings = await instance(goujiBindings, startModule);
    bindings.start();
    goujiAppearance();
    running = bindings;
    performance.mark('gouji-started');
    whenIdle(() => getReady(bindings));
  }

  function whenIdle(work) {
    if (window.requestIdleCallback) requestIdleCallback(work);
    else setTimeout(work, 200);
  }

  /**
   * While nobody waits: lets the browser compile what a first check needs, and loads the importers, so that a dropped
   * file does not wait for them. Whatever fails here is tried again when it is needed.
   */
  async function getReady(bindings) {
    try {
      const { broken, sound } = await goujiHost.loadPages('samples');
      await rules;
      if (!(await warmedUpElsewhere([broken, sound]))) {
        // In pieces, between which whoever comes meanwhile is served; who has a draft there warms up what it needs.
        for (const end of WARM_UP) {
          await new Promise(whenIdle);
          if (sourceText()) break;
          // An instance that has trapped meanwhile is not used again.
          if (bindings !== running) return;
          bindings.warmUp(broken.split('\n').slice(0, end).join('\n'));
        }
      }
      for (const module of IMPORTERS) await importer(module);
    } catch (error) {
      if (isTrap(error)) throw error;
    }
    performance.mark('gouji-ready');
    keepOffline();
  }

  /**
   * Lets a worker go through checks again and again: the code that the browser makes of the modules then is the page's,
   * too. Not at once, when both cores are wanted, and no longer than until there is a draft. Whether there are workers.
   */
  async function warmedUpElsewhere(drafts) {
    const { module } = examiner;
    if (!module) return false;
    let worker;
    try {
      worker = await resources.packedWorker('county-worker');
      return await new Promise((resolve) => {
        worker.onmessage = ({ data }) => {
          if (data.isWarm || sourceText()) resolve(true);
          else if (data.unusable) resolve(false);
        };
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(false);
        };
        setTimeout(() => resolve(false), WARM_UP_LIMIT);
        worker.postMessage({ task: 'warm', start: startModule, examiner: module, drafts });
      });
    } catch {
      return false;
    } finally {
      if (worker) worker.terminate();
    }
  }

  /**
   * Puts a fresh application in the place of one that has trapped, with the same text in its source. When that
   * was soon after a start, the text itself is the cause: then it is put back only after the application has
   * started without it, and stays unchecked until it is edited.
   */
  async function restart(error) {
    const text = sourceText();
    const checked = performance.now() - lastStart > SOON;
    // Nothing of the old instance may run on: its timers go, its listeners go with the body they are on.
    for (let id = setTimeout(() => {}, 0); id > 0; id--) clearTimeout(id);
    for (let id = requestAnimationFrame(() => {}); id > 0; id--) cancelAnimationFrame(id);
    afterFrame = [];
    document.body.replaceWith(emptyBody.cloneNode(true));
    if (county) county.attach();
    if (checked) setSourceText(text);
    try {
      await start();
    } catch (again) {
      if (checked) return restart(again);
      setSourceText(text);
      return notice('检查程序无法启动。您的文字仍在输入框里，请先复制保存，再重新打开本页。', again);
    }
    if (checked) return notice('检查程序刚才出错，已重新启动；您的文字没有丢失。', error);
    setSourceText(text);
    return notice('检查程序在检查这份文字时再次出错，已重新启动；您的文字没有丢失，但未经检查。', error);
  }

  function sourceText() {
    const source = document.getElementById('source');
    return source ? source.value : '';
  }

  function setSourceText(text) {
    const source = document.getElementById('source');
    if (source) source.value = text;
  }

  function notice(text, error) {
    const box = goujiNotice(text, error ? String(error) : '');
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = '知道了';
    close.addEventListener('click', () => box.remove());
    box.appendChild(close);
  }

  /** Whether an error means that the instance cannot go on: a trap, or its stack at an end. */
  function isTrap(error) {
    return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  }

  let isRestarting = false;

  /** What the old instance still throws while a new one is made changes nothing. */
  async function onTrap(error) {
    if (!startModule || isRestarting || !isTrap(error)) return;
    isRestarting = true;
    try {
      await restart(error);
    } finally {
      isRestarting = false;
    }
  }

  window.addEventListener('error', (event) => onTrap(event.error));
  window.addEventListener('unhandledrejection', (event) => onTrap(event.reason));

  /** Lets the application keep its draft; whether leaving now would lose work. */
  function leaving() {
    try {
      return Boolean(running) && running.leaving();
    } catch {
      return false;
    }
  }

  window.addEventListener('beforeunload', (event) => {
    if (isHandedOver || !leaving()) return;
    event.preventDefault();
    event.returnValue = '';
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leaving();
  });
  window.addEventListener('pagehide', leaving);

  (async () => {
    const link = takeLink();
    const loading = resources.module('start');
    // Asked for at once, too, and not waited for: the page can be read before anything is checked.
    rules = loadExaminer();
    try {
      startModule = await loading;
    } catch (error) {
      // What has arrived and is not understood is too new for the browser, or cut short on its way.
      const isRefused = error instanceof WebAssembly.CompileError;
      goujiNotice(isRefused ? goujiOldBrowser : '检查程序未能载入，请检查网络后刷新本页。', String(error));
      return;
    }
    takeOver();
    try {
      await start();
    } catch (error) {
      goujiNotice('检查程序未能启动，请刷新本页。', String(error));
      return;
    }
    if (link) running.linkArrived(link);
    await rules;
    running.examinerReady();
  })();
})();
