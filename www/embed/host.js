// Puts the checker into a page in a frame of its own: no script of the checker runs in the page, and nothing of the page
// can be reached from the frame. The two speak in messages; the frame says nothing before it has been greeted.

/**
 * @param {Element} parent where the frame goes
 * @param {{src: string, title?: string, year?: number, level?: string, lang?: string, readonly?: boolean,
 *   timeout?: number}} options `src` is the address of `frame.html`
 * @returns {{iframe: HTMLIFrameElement, ready: Promise<object>, load: Function, set: Function, remove: Function,
 *   report: object | null, findings: object[]}}
 */
export function embed(parent, options) {
  const { src, title, timeout = 20000, ...attributes } = options;
  const iframe = document.createElement('iframe');
  const waiting = new Map();
  let last = 0;
  let isReady = false;
  let settle;
  const english = /^en/i.test(attributes.lang || '');
  const failed = (code, zh, en) => ({ ok: false, error: { code, message: english ? en : zh } });
  const unavailable = () => failed('unavailable', '核对程序没有载入：请检查网络后刷新页面。', 'The checker did not load: check the network and reload the page.');
  const removed = () => failed('removed', '核对程序已从页面移除。', 'The checker has been removed from the page.');
  const frame = {
    iframe,
    report: null,
    findings: [],
    /** Resolves to `{ok: true}`, or to an error when the frame does not answer. */
    ready: new Promise((resolve) => (settle = resolve)),
    /** Loads a draft: a string, `{html}`, `{bytes, name}` or a File; resolves to the result of its check. */
    async load(input) {
      const answer = await frame.ready;
      if (!answer.ok) return answer;
      return new Promise((resolve) => {
        waiting.set(++last, resolve);
        post({ type: 'load', id: last, input });
      });
    },
    /** Changes year, level, lang or readonly; null takes one away. */
    set(changed) {
      Object.assign(attributes, changed);
      post({ type: 'load', attributes });
    },
    /** Takes the frame away, with everything that belongs to it. */
    remove() {
      removeEventListener('message', receive);
      clearTimeout(timer);
      iframe.remove();
      settle(removed());
      for (const resolve of waiting.values()) resolve(removed());
      waiting.clear();
    },
  };

  // Of a sandboxed frame the origin is "null", which no message can be addressed to. It is known by its window.
  const post = (message) => iframe.contentWindow && iframe.contentWindow.postMessage({ gouji: 1, ...message }, '*');
  const tell = (type, detail) => iframe.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));

  function receive({ source, data }) {
    if (source !== iframe.contentWindow || !data || data.gouji !== 1) return;
    if (data.type === 'ready' && !isReady) {
      isReady = true;
      clearTimeout(timer);
      settle(data.error ? { ok: false, error: data.error } : { ok: true });
      tell('gouji-ready');
    } else if (data.type === 'check') {
      frame.report = data.report;
      frame.findings = data.findings;
      if (waiting.has(data.id)) waiting.get(data.id)(data.check);
      waiting.delete(data.id);
      tell('gouji-check', data.check);
    } else if (data.type === 'resize' && data.height > 0) {
      iframe.style.height = `${Math.ceil(data.height)}px`;
    }
  }

  addEventListener('message', receive);
  const timer = setTimeout(() => settle(unavailable()), timeout);
  iframe.addEventListener('load', () => post({ type: 'hello', attributes }));
  iframe.setAttribute('sandbox', 'allow-scripts');
  iframe.title = title || (english ? 'Check of the annual report' : '年度报告核对');
  iframe.style.cssText = 'display:block;width:100%;height:480px;border:0';
  iframe.src = src;
  parent.append(iframe);
  return frame;
}
