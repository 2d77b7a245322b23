// Starts the page: finds the modules, gives the application what only the browser has, and starts it again when
// it has trapped. The same script serves the hosted page and the single file.

/* global goujiBindings, goujiImport, goujiNotice, goujiOldBrowser */
(function () {
  'use strict';

  if (typeof WebAssembly !== 'object' || typeof goujiBindings !== 'function') {
    if (!document.querySelector('.gouji-notice')) goujiNotice(goujiOldBrowser);
    return;
  }

  /** The importer modules; the first is asked first, and says when another is needed. */
  const IMPORTERS = ['documents', 'spreadsheets', 'pages'];
  /** How long a file may keep an importer busy, in milliseconds. */
  const IMPORT_LIMIT = 10000;
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
      if (!dataset.url) return fromBase64(textContent);
      return new Uint8Array(await (await load(dataset.url)).arrayBuffer());
    },

    /** The content of a text. */
    async text(name) {
      const { dataset, textContent } = elements.get(name);
      return dataset.url ? (await load(dataset.url)).text() : textContent;
    },

    /** A worker that runs a script. */
    worker(name) {
      const { dataset, textContent } = elements.get(name);
      if (dataset.url) return new Worker(dataset.url);
      const url = URL.createObjectURL(new Blob([textContent], { type: 'text/javascript' }));
      const worker = new Worker(url);
      worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
      return worker;
    },

    /** Runs a script in the page itself; the policy knows it by its address or its hash. */
    run(name) {
      const { dataset, textContent } = elements.get(name);
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

  async function load(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response;
  }

  function fromBase64(text) {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  // What the application asks the browser for.
  window.goujiHost = {
    /**
     * Imports a file with an importer module, in a worker that a hostile file may crash or keep busy.
     * @param {Uint8Array} bytes
     * @returns {Promise<object>} the importer's answer; its own errors are `unavailable` (the module could not be
     *   loaded), `crashed` and `timeout`
     */
    async importFile(bytes) {
      let module = IMPORTERS[0];
      const left = new Set(IMPORTERS);
      while (left.delete(module)) {
        let wasm;
        try {
          wasm = await importer(module);
        } catch (error) {
          return failure('unavailable', error);
        }
        const answer = (await importInWorker(module, wasm, bytes)) || (await importInPage(module, wasm, bytes));
        if (!answer.needs) return answer;
        module = answer.needs;
      }
      return failure('unavailable');
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
     * Decodes bytes in an encoding that only the browser knows.
     * @param {string} encoding
     * @param {Uint8Array} bytes
     * @returns {{text: string, replaced: boolean} | null} `null` when the browser does not know the encoding
     */
    decode(encoding, bytes) {
      for (const fatal of [true, false]) {
        try {
          return { text: new TextDecoder(encoding, { fatal }).decode(bytes), replaced: !fatal };
        } catch {
          // Not this encoding throughout, or no encoding at all: the next attempt tells.
        }
      }
      return null;
    },
  };

  function failure(code, error) {
    return { error: { code, message: error ? String(error) : '' } };
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

  /** Resolves to `null` when there are no workers here. */
  function importInWorker(module, wasm, bytes) {
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
          worker.postMessage({ wasm, bytes });
        } else {
          finish(data.answer || failure('crashed', data.crashed));
        }
      };
    });
  }

  async function importInPage(module, wasm, bytes) {
    try {
      // Each module's script defines the same function anew.
      await resources.run(`worker-${module}`);
      return await goujiImport(wasm, bytes);
    } catch (error) {
      return failure('crashed', error);
    }
  }

  let startModule;
  let running;
  let lastStart = 0;

  /** Starts the application in a fresh instance: nothing of one that has trapped is used again. */
  function start() {
    lastStart = performance.now();
    const bindings = goujiBindings();
    bindings.initSync({ module: startModule });
    bindings.start();
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
      const { broken } = await goujiHost.loadPages('samples');
      // An instance that has trapped meanwhile is not used again.
      if (bindings !== running) return;
      bindings.warmUp(broken);
      for (const module of IMPORTERS) await importer(module);
    } catch (error) {
      if (isTrap(error)) throw error;
    }
    performance.mark('gouji-ready');
  }

  /**
   * Puts a fresh application in the place of one that has trapped, with the same text in its source. When that
   * was soon after a start, the text itself is the cause: then it is put back only after the application has
   * started without it, and stays unchecked until it is edited.
   */
  function restart(error) {
    const text = sourceText();
    const checked = performance.now() - lastStart > SOON;
    // Nothing of the old instance may run on: its timers go, its listeners go with the body they are on.
    for (let id = setTimeout(() => {}, 0); id > 0; id--) clearTimeout(id);
    for (let id = requestAnimationFrame(() => {}); id > 0; id--) cancelAnimationFrame(id);
    document.body.replaceWith(emptyBody.cloneNode(true));
    if (checked) setSourceText(text);
    try {
      start();
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

  window.addEventListener('error', (event) => {
    if (startModule && isTrap(event.error)) restart(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    if (startModule && isTrap(event.reason)) restart(event.reason);
  });

  (async () => {
    let bytes;
    try {
      bytes = await resources.bytes('start');
    } catch (error) {
      goujiNotice('检查程序未能载入，请检查网络后刷新本页。', String(error));
      return;
    }
    try {
      startModule = await WebAssembly.compile(bytes);
    } catch (error) {
      goujiNotice(goujiOldBrowser, String(error));
      return;
    }
    try {
      start();
    } catch (error) {
      goujiNotice('检查程序未能启动，请刷新本页。', String(error));
    }
  })();
})();
