// The checker in a frame. It says nothing before the page around it has said hello, and then speaks to that window and
// that origin alone.

/* global failure, goujiImporters, importHere, init, module, reader, suppliers */

/** How long a file may keep its reader busy, in milliseconds. */
const LIMIT = 10000;

// Before the element asks for the checker, so that it is this one that it gets.
const started = init(held('gouji'));
for (const [name, bindings] of Object.entries(goujiImporters)) {
  suppliers[name] = async () => ({ bindings, module: await WebAssembly.compile(await held(name)) });
}

const checker = document.querySelector('gouji-checker');
let host = null;

function post(message) {
  if (host) host.source.postMessage({ gouji: 1, ...message }, host.origin);
}

/** A page from the disk, or one that is itself sandboxed, has the origin "null", which no message can be addressed to. */
function addressOf(origin) {
  return origin === 'null' || !origin ? '*' : origin;
}

function result(check, id) {
  return { type: 'check', check, report: checker.report, findings: checker.findings, ...(id === undefined ? {} : { id }) };
}

function adopt(attributes) {
  for (const name of ['year', 'level', 'lang', 'readonly']) {
    if (!attributes || typeof attributes !== 'object' || !(name in attributes)) continue;
    const value = attributes[name];
    if (value === null || value === undefined || value === false) checker.removeAttribute(name);
    else checker.setAttribute(name, value === true ? '' : String(value));
  }
  document.documentElement.lang = /^en/i.test(checker.lang) ? 'en' : 'zh-CN';
}

function resize() {
  post({ type: 'resize', height: checker.getBoundingClientRect().height });
}

/** How many drafts are being loaded by messages: their checks are the answers to those. */
let loading = 0;

addEventListener('message', async ({ source, origin, data }) => {
  if (source !== window.parent || source === window || !data || data.gouji !== 1) return;
  if (data.type === 'hello' && !host) {
    host = { source, origin: addressOf(origin) };
    adopt(data.attributes);
    const ready = await started;
    post({ type: 'ready', ...(ready.ok ? {} : { error: ready.error }) });
    resize();
  } else if (data.type === 'load' && host) {
    adopt(data.attributes);
    if (!('input' in data)) return;
    loading++;
    const check = await checker.load(data.input);
    loading--;
    post(result(check, data.id));
  }
});

checker.addEventListener('gouji-check', ({ detail }) => {
  if (!loading) post(result(detail));
});

new ResizeObserver(resize).observe(checker);

/** Reads a file in a thread of its own, which is ended when it takes too long; here, where there are no threads. */
reader.importFile = async (file, options) => {
  const ready = await started;
  if (!ready.ok) return ready;
  let worker;
  try {
    const url = URL.createObjectURL(new Blob([await held('worker')], { type: 'text/javascript' }));
    worker = new Worker(url);
    setTimeout(() => URL.revokeObjectURL(url), LIMIT);
  } catch {
    return importHere(file, options);
  }
  return new Promise((resolve) => {
    const finish = (answer) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(failure('timeout', options)), LIMIT);
    let hasSpoken = false;
    // One that cannot even begin has been refused by the browser.
    worker.onerror = (event) => {
      event.preventDefault();
      finish(hasSpoken ? failure('crashed', options, event.message) : importHere(file, options));
    };
    worker.onmessage = async ({ data }) => {
      hasSpoken = true;
      if (!data.needs) return finish(data.answer);
      try {
        worker.postMessage({ supplies: data.needs, module: (await suppliers[data.needs]()).module });
      } catch (error) {
        finish(failure('unavailable', options, error));
      }
    };
    worker.postMessage({ module, file, options });
  });
};

/** What the document holds under that name, unpacked. */
async function held(name) {
  const text = document.querySelector(`script[data-resource="${name}"]`).textContent;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).arrayBuffer();
}
