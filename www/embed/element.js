// <gouji-checker year level lang readonly>: paste or open a draft, see what was found and where, mend it with a click.
// Everything it draws is in its shadow tree; its looks are set with custom properties and parts.

import { applyChanges, examine, importFile, init, release } from './gouji.js';

const WORDS = {
  zh: {
    name: '年度报告核对',
    paste: '把年度报告的文字和表格粘贴到这里，或者打开文件',
    hint: '在这里粘贴年度报告的全文（可以直接从 WPS、Word 或者网页复制）',
    open: '打开文件…',
    copy: '复制全文',
    copied: '已复制',
    clear: '清空',
    starting: '正在载入核对程序……',
    reading: '正在读取……',
    empty: '粘贴文字或者打开文件后，这里会列出核对结果。内容只在本页处理，不会上传。',
    emptyReadOnly: '这里会列出核对结果。内容只在本页处理，不会上传。',
    findings: '核对结果',
    preview: '报告预览',
    show: '查看位置',
    fixed: '已修改：',
    good: '没有发现问题',
    counted: { errors: (n) => `${n} 处错误`, warnings: (n) => `${n} 处疑点`, infos: (n) => `${n} 条提示` },
    found: (list) => `发现 ${list.join('、')}`,
    superseded: '已载入另一份报告。',
    dropped: '松开鼠标，打开文件',
  },
  en: {
    name: 'Check of the annual report',
    paste: 'Paste the report with its tables here, or open a file',
    hint: 'Paste the whole report here, straight from WPS, Word or a web page',
    open: 'Open a file…',
    copy: 'Copy the text',
    copied: 'Copied',
    clear: 'Clear',
    starting: 'Loading the checker…',
    reading: 'Reading…',
    empty: 'Paste a text or open a file: what is found is listed here. The draft stays in this page.',
    emptyReadOnly: 'What is found is listed here. The draft stays in this page.',
    findings: 'Findings',
    preview: 'Preview of the report',
    show: 'Show the place',
    fixed: 'Changed: ',
    good: 'Nothing was found',
    counted: {
      errors: (n) => `${n} ${n === 1 ? 'error' : 'errors'}`,
      warnings: (n) => `${n} ${n === 1 ? 'warning' : 'warnings'}`,
      infos: (n) => `${n} ${n === 1 ? 'note' : 'notes'}`,
    },
    found: (list) => `Found ${list.join(', ')}`,
    superseded: 'Another report has been loaded.',
    dropped: 'Drop to open the file',
  },
};

const SIGNS = { error: '✕', warning: '！', info: 'i' };

/** How long after the last key a text is checked, in milliseconds. */
const PAUSE = 120;

/** Narrower than that, in pixels, findings and preview stand below each other. */
const NARROW = 720;

/** Drawn once for all elements. */
let sheet = null;

/** Elements in documents. Without any, the memory that drafts have needed is given back. */
let connected = 0;

/** Where scripts must not write HTML, a policy says that this HTML was escaped by the checker. */
let trusted = (html) => html;
if (globalThis.trustedTypes) {
  try {
    const policy = trustedTypes.createPolicy('gouji', { createHTML: (html) => html });
    trusted = (html) => policy.createHTML(html);
  } catch {
    // The page allows no policy of that name: then writing fails where it would fail anyway.
  }
}

/** The component. */
export class GoujiChecker extends (globalThis.HTMLElement || class {}) {
  static observedAttributes = ['year', 'level', 'lang', 'readonly'];

  #parts = null;
  #input = null;
  /** Whether the draft is what the text area holds, because somebody has edited it there. */
  #isEdited = false;
  #shown = null;
  #ignored = undefined;
  #isReady = false;
  #turn = 0;
  #timer = 0;
  #resized = null;
  #isCounted = false;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  /** The report as read, `gouji/report@1`; null before one is loaded. */
  get report() {
    return this.#shown ? this.#shown.report : null;
  }

  /** The findings of the last check; empty before there is one. */
  get findings() {
    return this.#shown ? this.#shown.check.files[0].findings : [];
  }

  /** The draft as text, with all changes; empty before one is loaded. */
  get text() {
    return this.#shown ? this.#shown.text : '';
  }

  get year() {
    const year = this.getAttribute('year');
    return year && /^\d{4}$/.test(year.trim()) ? Number(year) : null;
  }

  set year(year) {
    this.#reflect('year', year);
  }

  get level() {
    return this.getAttribute('level');
  }

  set level(level) {
    this.#reflect('level', level);
  }

  get readonly() {
    return this.hasAttribute('readonly');
  }

  set readonly(readonly) {
    this.toggleAttribute('readonly', !!readonly);
  }

  /**
   * Loads a draft and checks it.
   * @param {string | {html: string} | {bytes: BufferSource, name: string} | Blob | object} input a text, HTML, a file, or
   *   a report as `extract` yields it
   * @returns {Promise<object>} the result of the check, or an error
   */
  async load(input) {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.#tell(this.#words.reading);
    const options = this.#options;
    const ready = await init(undefined, options);
    const isFile = input && typeof input === 'object' && (input.bytes || (globalThis.Blob && input instanceof Blob));
    const prepared = ready.ok && isFile ? await importFile(input, options) : input;
    if (turn !== this.#turn) return { ok: false, error: { code: 'superseded', message: this.#words.superseded } };
    this.#isReady = ready.ok;
    this.#ignored = undefined;
    const failed = !ready.ok ? ready : prepared && prepared.ok === false ? prepared : null;
    // What stands in the text area stays there, and is the draft again as soon as it is touched.
    this.#isEdited = !!failed && !!this.#parts && !!this.#parts.source;
    this.#input = failed ? null : prepared;
    return failed ? this.#fail(failed) : this.#check();
  }

  connectedCallback() {
    if (!this.#isCounted) connected++;
    this.#isCounted = true;
    for (const name of ['year', 'level', 'readonly']) this.#upgrade(name);
    if (!this.#parts) this.#draw();
    if (this.#shown) this.#show();
    this.#resized = new ResizeObserver(([{ contentRect }]) => {
      this.#parts.checker.classList.toggle('narrow', contentRect.width < NARROW);
    });
    this.#resized.observe(this);
    init(undefined, this.#options).then((ready) => {
      if (!this.isConnected) return;
      this.#isReady = ready.ok;
      if (!ready.ok) this.#fail(ready);
      else if (this.#isEdited) this.#check();
      else if (!this.#shown && !this.#input) this.#rest();
      this.dispatchEvent(new CustomEvent('gouji-ready', { bubbles: true, composed: true, detail: ready }));
    });
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    // An element that is moved is taken out and put in at once.
    queueMicrotask(() => {
      if (this.isConnected || !this.#isCounted) return;
      this.#isCounted = false;
      if (--connected === 0) release();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#parts) return;
    const { source } = this.#parts;
    if (source && this.#isEdited) this.#input = source.value.trim() ? source.value : null;
    this.#isEdited = false;
    if (name === 'lang' || name === 'readonly') this.#draw();
    if (this.#input !== null && this.#isReady) this.#check();
    else if (this.#isReady) this.#rest();
    else this.#isEdited = this.#input !== null;
  }

  get #words() {
    return this.#isEnglish ? WORDS.en : WORDS.zh;
  }

  get #isEnglish() {
    return /^en\b/i.test(this.getAttribute('lang') || '');
  }

  get #options() {
    const options = { lang: this.#isEnglish ? 'en' : 'zh' };
    // What is not valid here is told by the checker.
    if (this.getAttribute('year')) options.year = this.year || this.getAttribute('year');
    if (this.level) options.level = this.level;
    if (this.#ignored) options.ignored = this.#ignored;
    return options;
  }

  #reflect(name, value) {
    if (value === null || value === undefined || value === '') this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /** What was set as a property before the element was defined hides the accessor. */
  #upgrade(name) {
    if (!Object.prototype.hasOwnProperty.call(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  /** Draws what does not depend on the draft. */
  #draw() {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync('@element.css');
    }
    this.shadowRoot.adoptedStyleSheets = [sheet];
    const words = this.#words;
    const text = this.#parts && this.#parts.source ? this.#parts.source.value : this.text;
    const checker = make('div', { class: 'checker', part: 'checker', lang: this.#isEnglish ? 'en' : 'zh-CN' });
    const parts = { checker };
    if (!this.readonly) {
      parts.source = make('textarea', { part: 'input', 'aria-label': words.paste, placeholder: words.hint, spellcheck: 'false', autocomplete: 'off' });
      parts.source.value = text;
      parts.file = make('input', { type: 'file', class: 'file', tabindex: '-1', 'aria-hidden': 'true' });
      parts.open = make('button', { type: 'button', part: 'button open' }, words.open);
      parts.copy = make('button', { type: 'button', part: 'button copy' }, words.copy);
      parts.clear = make('button', { type: 'button', part: 'button clear' }, words.clear);
      const tools = make('div', { class: 'tools' }, parts.open, parts.copy, parts.clear, parts.file);
      checker.append(make('div', { class: 'source', part: 'source' }, parts.source, tools));
      this.#listen(parts);
    }
    parts.headline = make('strong', { class: 'headline' });
    parts.counts = make('span', { class: 'counts' });
    parts.summary = make('div', { class: 'summary', part: 'summary', role: 'status' }, parts.headline, parts.counts);
    parts.findings = make('ol', { class: 'list' });
    parts.unchecked = make('div', {});
    parts.preview = make('div', { class: 'report', lang: 'zh-CN' });
    const region = (name) => ({ class: name, part: name, role: 'region', tabindex: '0', 'aria-label': words[name] });
    parts.list = make('div', region('findings'), parts.findings, parts.unchecked);
    parts.paper = make('div', region('preview'), parts.preview);
    parts.results = make('div', { class: 'results' }, parts.list, parts.paper);
    checker.append(parts.summary, parts.results);
    // Listeners go with the nodes they are on.
    parts.list.addEventListener('click', (event) => this.#follow(event));
    parts.preview.addEventListener('click', ({ target }) => {
      const marked = target.closest('[data-finding]');
      if (marked) this.#point(Number(marked.dataset.finding.split(' ')[0]), false);
    });
    this.#parts = parts;
    if (this.shadowRoot.querySelector('.narrow')) checker.classList.add('narrow');
    this.shadowRoot.replaceChildren(checker);
    if (!this.#shown) this.#tell(words.starting);
  }

  #listen({ source, file, open, copy, clear, checker }) {
    source.addEventListener('input', () => {
      this.#turn++;
      this.#isEdited = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#check(), PAUSE);
    });
    source.addEventListener('paste', (event) => {
      const { clipboardData } = event;
      const html = clipboardData && clipboardData.getData('text/html');
      const [pasted] = (clipboardData && clipboardData.files) || [];
      const replacesAll = source.selectionEnd - source.selectionStart === source.value.length;
      // Tables come whole only as HTML; a piece pasted into a text stays a piece.
      if (pasted && !html) this.load(pasted);
      else if (html && /<table\b/i.test(html) && replacesAll) this.load({ html });
      else return;
      event.preventDefault();
    });
    open.addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
      const [chosen] = file.files;
      if (chosen) this.load(chosen);
      file.value = '';
    });
    copy.addEventListener('click', () => this.#copy());
    clear.addEventListener('click', () => {
      source.value = '';
      this.#isEdited = true;
      this.#check();
      source.focus();
    });
    const over = (event) => {
      if (!event.dataTransfer || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      checker.classList.add('dragging');
    };
    checker.dataset.dropped = this.#words.dropped;
    checker.addEventListener('dragenter', over);
    checker.addEventListener('dragover', over);
    checker.addEventListener('dragleave', (event) => {
      if (!checker.contains(event.relatedTarget)) checker.classList.remove('dragging');
    });
    checker.addEventListener('drop', (event) => {
      checker.classList.remove('dragging');
      const [dropped] = (event.dataTransfer && event.dataTransfer.files) || [];
      if (!dropped) return;
      event.preventDefault();
      this.load(dropped);
    });
  }

  /** Checks the draft as it is now, and shows what was found. */
  #check() {
    clearTimeout(this.#timer);
    const { source } = this.#parts || {};
    const isText = this.#isEdited && source;
    if (isText && !source.value.trim()) {
      this.#input = null;
      this.#shown = null;
      return this.#rest();
    }
    // Somebody types faster than the checker loads: it looks at the text when it is there.
    if (isText && !this.#isReady) return this.#tell(this.#words.starting);
    const shown = examine(isText ? source.value : this.#input, this.#options);
    if (shown.ok === false) return this.#fail(shown);
    this.#shown = shown;
    this.#ignored = shown.report.ignored;
    if (this.#parts) {
      if (source && !isText) source.value = shown.text;
      this.#show();
    }
    const result = shown.check;
    this.dispatchEvent(new CustomEvent('gouji-check', { bubbles: true, composed: true, detail: result }));
    return result;
  }

  /** Says why there is no check. The text stays, and what was shown of another goes. */
  #fail(failed) {
    this.#shown = null;
    if (this.#parts) {
      this.#blank(failed.error.message, 'failed');
      this.dispatchEvent(new CustomEvent('gouji-check', { bubbles: true, composed: true, detail: failed }));
    }
    return failed;
  }

  /** Nothing is loaded. */
  #rest() {
    if (this.#parts) this.#blank(this.readonly ? this.#words.emptyReadOnly : this.#words.empty, 'empty');
  }

  #blank(sentence, state) {
    const { findings, unchecked, preview, checker } = this.#parts;
    for (const part of [findings, unchecked, preview]) part.replaceChildren();
    checker.dataset.state = state;
    this.#tell(sentence);
  }

  #tell(headline, counts = '') {
    if (!this.#parts) return;
    this.#parts.headline.textContent = headline;
    this.#parts.counts.textContent = counts;
    if (!this.#shown) this.#parts.checker.dataset.state ??= 'empty';
  }

  #show() {
    const { checker, findings, unchecked, preview } = this.#parts;
    const { check, summary, preview: html, findings: shown, unchecked: left } = this.#shown;
    const [file] = check.files;
    const counted = Object.entries(this.#words.counted).filter(([key]) => file.summary[key] > 0);
    const list = counted.map(([key, words]) => words(file.summary[key]));
    checker.dataset.state = file.summary.errors ? 'error' : file.summary.warnings ? 'warning' : 'good';
    this.#tell(list.length ? this.#words.found(list) : this.#words.good, summary);
    findings.replaceChildren(...file.findings.map((finding, index) => this.#finding(finding, shown[index], index)));
    unchecked.innerHTML = trusted(left);
    preview.innerHTML = trusted(html);
  }

  #finding({ rule, severity, message, fingerprint }, { severity: word, place, basis }, index) {
    const badge = make('span', { class: 'severity', part: `severity severity-${severity}` }, `${SIGNS[severity]} ${word}`);
    const sentence = make('span', { class: 'sentence' }, message);
    const where = make('span', { class: 'where' }, [place, rule].filter(Boolean).join(' · '));
    const head = make('button', { type: 'button', class: 'head', 'data-show': index, title: this.#words.show }, badge, sentence, where);
    const body = make('div', { class: 'basis' });
    body.innerHTML = trusted(basis);
    for (const button of body.querySelectorAll('[data-do="apply"]')) {
      if (this.readonly) button.remove();
      else button.setAttribute('part', 'button fix');
    }
    const tables = body.querySelectorAll('.evidence');
    if (tables.length) {
      const heading = tables[0].previousElementSibling;
      heading.replaceWith(make('details', { class: 'arithmetic' }, make('summary', {}, heading.textContent), ...tables));
    }
    const attributes = { class: 'finding', part: `finding finding-${severity}`, 'data-rule': rule, 'data-severity': severity };
    return make('li', { ...attributes, 'data-finding': index, 'data-fingerprint': fingerprint }, head, body);
  }

  #follow({ target }) {
    const button = target.closest('button');
    const item = target.closest('[data-finding]');
    if (!button || !item) return;
    const index = Number(item.dataset.finding);
    if (button.dataset.do === 'apply') this.#apply(index, Number(button.dataset.fix));
    else if (button.dataset.do === 'cell') this.#reveal(this.#parts.preview.querySelector(`[data-cell="${button.dataset.cellId}"]`));
    else this.#point(index, true);
  }

  /** Makes a fix in the text, as typing would, so that Ctrl+Z takes it back. */
  #apply(index, fix) {
    const { source } = this.#parts;
    const changes = this.#shown.findings[index] && this.#shown.findings[index].fixes[fix];
    if (!changes || !source) return;
    if (source.value !== this.#shown.text) {
      // The browser writes some characters otherwise: the places are those of its own text.
      this.#isEdited = true;
      this.#check();
      return;
    }
    const mended = applyChanges(source.value, changes);
    const { title } = this.findings[index].fixes[fix];
    source.focus({ preventScroll: true });
    for (const { start, end, text } of changes) {
      source.setSelectionRange(start, end);
      const isTyped = document.execCommand(text ? 'insertText' : 'delete', false, text);
      if (!isTyped) break;
    }
    if (source.value !== mended) source.value = mended;
    this.#turn++;
    this.#isEdited = true;
    this.#check();
    const next = this.#parts.findings.children[Math.min(index, this.#parts.findings.children.length - 1)];
    if (next) next.querySelector('button').focus();
    if (this.#shown) this.#parts.headline.textContent = `${this.#words.fixed}${title} ${this.#parts.headline.textContent}`;
  }

  /** Marks a finding in the list and in the preview, and brings the one or the other into view. */
  #point(index, inPreview) {
    const { findings, preview } = this.#parts;
    for (const chosen of this.shadowRoot.querySelectorAll('.chosen')) chosen.classList.remove('chosen');
    const item = findings.children[index];
    if (item) {
      item.classList.add('chosen');
      for (const details of item.querySelectorAll('details')) details.open = true;
    }
    const marks = [...preview.querySelectorAll('[data-finding]')];
    const isOf = (mark) => mark.dataset.finding.split(' ').includes(String(index));
    const mark = marks.find((mark) => isOf(mark) && mark.dataset.severity) || marks.find(isOf);
    if (inPreview) this.#reveal(mark);
    else if (item) scrollInto(this.#parts.list, item);
    if (mark) mark.classList.add('chosen');
  }

  #reveal(place) {
    if (!place) return;
    for (const chosen of this.#parts.preview.querySelectorAll('.chosen')) chosen.classList.remove('chosen');
    place.classList.add('chosen');
    const { checker, paper } = this.#parts;
    if (checker.classList.contains('narrow')) paper.scrollIntoView({ block: 'nearest' });
    scrollInto(paper, place);
  }

  async #copy() {
    const { source, copy } = this.#parts;
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      // Not allowed here, or not over plain http: the browser copies what is selected.
      source.select();
      document.execCommand('copy');
    }
    copy.textContent = this.#words.copied;
    setTimeout(() => (copy.textContent = this.#words.copy), 2000);
  }
}

/** Scrolls within the area if it scrolls, else the page. */
function scrollInto(area, place) {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  if (area.scrollHeight <= area.clientHeight + 1) {
    place.scrollIntoView({ block: 'center', behavior });
    return;
  }
  const [outer, inner] = [area.getBoundingClientRect(), place.getBoundingClientRect()];
  area.scrollBy({ top: inner.top - outer.top - (outer.height - inner.height) / 2, left: 0, behavior });
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

if (globalThis.customElements && !customElements.get('gouji-checker')) customElements.define('gouji-checker', GoujiChecker);
