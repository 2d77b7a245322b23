// Many bodies at once: a table with a line a body, filled in while drafts are checked in workers (in the page, where
// there are none), their sum below it, and the way to each draft and back. Loaded when somebody hands in several files,
// a folder, or an archive of many drafts. What it shows of a body comes from the modules; it knows no rule and no table.

/* global goujiCountyBindings, goujiCountyChecker */

/**
 * Makes the view of many bodies.
 * @param {object} page what the boot script lends: `modules()` (start and examiner, compiled), `importer(name)` and
 *   `module(name)` (a compiled module), `worker()` and `runHere()` (the script of the workers), `open(bytes, name,
 *   replaces)` (opens a draft in the page), `failure`
 */
function goujiCounty(page) {
  'use strict';

  /** How long a draft may keep a worker busy, in milliseconds, and how long an archive may. */
  const CHECK_LIMIT = 10000;
  const UNPACK_LIMIT = 120000;
  /** Bytes of the largest draft, and of the largest archive of many. */
  const LARGEST = 20 << 20;
  const LARGEST_ARCHIVE = 512 << 20;
  const STATUSES = ['failed', 'foreign', 'errors', 'warnings', 'partial', 'good'];
  /** Where each column's value is in what is kept of a body, and whether it is a number. */
  const COLUMNS = [
    { key: 'organ', zh: '单位', en: 'Body' },
    { key: 'year', zh: '年度', en: 'Year', number: true, wide: true },
    { key: 'status', zh: '状态', en: 'Status' },
    { key: 'errors', zh: '错误', en: 'Errors', number: true },
    { key: 'warnings', zh: '疑点', en: 'Warnings', number: true },
    { key: 'infos', zh: '提示', en: 'Notes', number: true, wide: true },
    { key: 'held', zh: '勾稽成立', en: 'Relations held', number: true, wide: true },
    { key: 'violated', zh: '不成立', en: 'Broken', number: true, wide: true },
    { key: 'unchecked', zh: '未核对', en: 'Not checked', number: true, wide: true },
    { key: 'sentence', zh: '最要紧的一处', en: 'Gravest finding', still: true, wide: true },
  ];
  const WORDS = {
    heading: ['多份年报：核对与汇总', 'Many reports: checked and added up'],
    failed: ['未能读取', 'Not read'],
    foreign: ['不是年报', 'No such report'],
    errors: ['有错误', 'Errors'],
    warnings: ['有疑点', 'Warnings'],
    partial: ['未核全', 'Partly checked'],
    good: ['无误', 'Sound'],
    waiting: ['待核对', 'Waiting'],
    busy: ['核对中', 'Checking'],
    stopped: ['未核对', 'Stopped'],
    all: ['全部', 'All'],
    add: ['继续添加…', 'Add more…'],
    workbook: ['导出表格（xlsx）', 'Export as xlsx'],
    html: ['导出网页', 'Export as HTML'],
    close: ['关闭列表', 'Close the list'],
    stop: ['停止', 'Stop'],
    resume: ['继续核对', 'Go on'],
    progress: ['核对进度', 'Progress'],
    search: ['查找单位、文件或问题', 'Find a body, file or finding'],
    filter: ['按状态筛选', 'Filter by status'],
    table: ['各单位核对结果', 'The bodies'],
    sum: ['汇总', 'The sum'],
    parent: ['上级自己的年报', 'The authority’s own report'],
    noParent: ['（不比较）', '(none)'],
    roster: ['应报单位名单（一行一个，用来找出谁还没报）', 'Bodies that ought to report, one a line: who is missing'],
    back: ['← 返回全部单位列表', '← Back to the list'],
    previous: ['上一份', 'Previous'],
    next: ['下一份', 'Next'],
    edited: ['已修改', 'edited'],
    none: ['没有符合条件的单位。', 'No body fits.'],
    tooLarge: ['文件太大，超过 20 MB 的上限：请删去图片后另存。', 'The file is larger than 20 MB: remove pictures and save it again.'],
    archiveTooLarge: ['压缩文件超过 512 MB：请分成几份。', 'The archive is larger than 512 MB: split it.'],
    disk: ['浏览器读不到这个文件，可能已被移动或正被别的程序占用。', 'The browser cannot read it; it may have been moved, or another program may hold it.'],
    timeout: ['读取用时太长，已停止。', 'Reading took too long and was stopped.'],
    crashed: ['读取时出错，这份文件没有核对。', 'Reading it failed; it was not checked.'],
    unavailable: ['核对所需的组件没有载入：请检查网络后刷新本页。', 'A part of the checker was not loaded: check the network and reload.'],
    noFiles: ['里面没有文件。', 'There are no files in it.'],
    leave: ['关闭列表会丢掉这次的核对结果，确定吗？', 'Closing the list discards this result. Close it?'],
  };

  const isEnglish = () => document.documentElement.lang === 'en';
  const say = (key) => WORDS[key][isEnglish() ? 1 : 0];
  const collator = new Intl.Collator('zh-CN', { numeric: true });

  let bindings = null;
  /** Every file: `{number, name, file, state, …what the table says}`. */
  let bodies = [];
  let queue = [];
  let workers = [];
  let running = 0;
  let nextNumber = 0;
  let pageIsWorker = false;
  let stopped = false;
  let sort = { key: 'number', descending: false };
  let only = 'all';
  let needle = '';
  let parent = -1;
  let opened = null;
  let started = 0;
  let seconds = '';

  // What is drawn.

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name === 'class') made.className = value;
      else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  const labelled = new Map();

  /** An element whose words follow the language. */
  function worded(tag, key, properties) {
    const made = element(tag, properties, say(key));
    labelled.set(made, () => (made.textContent = say(key)));
    return made;
  }

  function named(made, key) {
    const name = () => made.setAttribute('aria-label', say(key));
    name();
    labelled.set(made, name);
    return made;
  }

  const parts = {};
  let view = null;
  let bar = null;

  function build() {
    parts.heading = worded('h1', 'heading', { id: 'county-heading', tabindex: '-1' });
    parts.verdict = element('p', { class: 'county-verdict', role: 'status' });
    const more = element('input', { type: 'file', multiple: '', class: 'visually-hidden', id: 'county-add' });
    more.addEventListener('change', () => {
      take(Array.from(more.files, (file) => ({ name: file.webkitRelativePath || file.name, file })));
      more.value = '';
    });
    const button = (key, act, kind) => worded('button', key, { type: 'button', class: kind || 'button', onclick: act });
    parts.tools = element(
      'div',
      { class: 'county-tools' },
      named(more, 'add'),
      worded('label', 'add', { for: 'county-add', class: 'button' }),
      button('workbook', () => save('xlsx')),
      button('html', () => save('html')),
      button('close', close, 'button button-quiet'),
    );
    parts.bar = named(element('div', { role: 'progressbar', 'aria-valuemin': 0, class: 'county-bar' }, element('span')), 'progress');
    parts.count = element('span', { class: 'county-count' });
    parts.stop = button('stop', stop);
    parts.resume = button('resume', resume);
    parts.progress = element('div', { class: 'county-progress' }, parts.bar, parts.count, parts.stop, parts.resume);
    parts.chips = named(element('div', { class: 'county-chips', role: 'group' }), 'filter');
    parts.search = element('input', { type: 'search', class: 'county-search', autocomplete: 'off' });
    const search = () => {
      parts.search.placeholder = say('search');
      parts.search.setAttribute('aria-label', say('search'));
    };
    search();
    labelled.set(parts.search, search);
    parts.search.addEventListener('input', () => {
      needle = parts.search.value.trim().toLowerCase();
      arrange();
    });
    parts.head = element('tr');
    parts.rows = element('tbody');
    parts.none = worded('p', 'none', { class: 'none', hidden: '' });
    const table = element('table', {}, element('thead', {}, parts.head), parts.rows);
    parts.table = named(element('div', { class: 'county-table', role: 'region', tabindex: '0' }, table, parts.none), 'table');
    parts.parent = element('select', { id: 'county-parent' });
    parts.parent.addEventListener('change', () => {
      parent = Number(parts.parent.value);
      sumUp();
    });
    parts.roster = element('textarea', { id: 'county-roster', rows: '3', spellcheck: 'false' });
    parts.roster.addEventListener('input', () => later(sumUp));
    parts.panel = element('div', { class: 'county-panel' });
    parts.panel.addEventListener('click', goTo);
    parts.sum = element(
      'section',
      { class: 'county-sum', hidden: '' },
      worded('h2', 'sum'),
      element(
        'div',
        { class: 'county-choices' },
        element('p', {}, worded('label', 'parent', { for: 'county-parent' }), parts.parent),
        element('p', {}, worded('label', 'roster', { for: 'county-roster' }), parts.roster),
      ),
      parts.panel,
    );
    view = element(
      'section',
      { class: 'county', id: 'county', 'aria-labelledby': 'county-heading' },
      element('div', { class: 'county-top' }, element('div', {}, parts.heading, parts.verdict), parts.tools),
      parts.progress,
      element('div', { class: 'county-filter' }, parts.chips, parts.search),
      parts.table,
      parts.sum,
    );
    parts.name = element('span', { class: 'county-name' });
    parts.previous = button('previous', () => step(-1), 'button button-small');
    parts.next = button('next', () => step(1), 'button button-small');
    bar = element(
      'nav',
      { class: 'county-way', 'aria-labelledby': 'county-way' },
      worded('button', 'back', { type: 'button', id: 'county-way', class: 'button button-small', onclick: back }),
      parts.name,
      parts.previous,
      parts.next,
    );
    drawHead();
    attach();
    new MutationObserver(relabel).observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
    // While the list is shown, the page below it takes neither keys nor what is pasted.
    for (const kind of ['keydown', 'paste']) {
      document.addEventListener(
        kind,
        (event) => {
          if (document.body.dataset.county === 'list' && (kind === 'paste' || event.key === 'F8')) event.stopPropagation();
        },
        true,
      );
    }
  }

  /** Puts the view into the page: also into a page that had to be started anew. */
  function attach() {
    const { body } = document;
    body.insertBefore(bar, body.querySelector('main'));
    body.insertBefore(view, body.querySelector('main'));
    if (bodies.length) body.dataset.county = opened ? 'draft' : 'list';
  }

  function relabel() {
    for (const act of labelled.values()) act();
    drawHead();
    chips();
    // Findings are worded where they are found.
    if (bodies.length) recheck(bodies);
  }

  function drawHead() {
    parts.head.replaceChildren(
      ...COLUMNS.map(({ key, zh, en, number, wide, still }) => {
        const name = isEnglish() ? en : zh;
        const kind = `${number ? 'number' : ''} ${wide ? 'wide' : ''}`.trim() || null;
        const way = sort.key === key ? (sort.descending ? 'descending' : 'ascending') : 'none';
        if (still) return element('th', { scope: 'col', class: kind }, name);
        const order = element('button', { type: 'button', class: 'county-order', onclick: () => sortBy(key, number) }, name);
        return element('th', { scope: 'col', class: kind, 'aria-sort': way }, order);
      }),
    );
  }

  function sortBy(key, number) {
    // Figures begin with the largest: what is wrong comes first.
    if (sort.key === key) sort.descending = !sort.descending;
    else sort = { key, descending: !!number && key !== 'year' };
    drawHead();
    parts.head.querySelectorAll('button')[COLUMNS.findIndex((column) => column.key === key)].focus();
    arrange();
  }

  const rank = (body) => (body.state === 'done' ? STATUSES.indexOf(body.status) : STATUSES.length);

  function compare(one, other) {
    const { key } = sort;
    let way = 0;
    if (key === 'status') way = rank(one) - rank(other);
    else if (key === 'organ') way = collator.compare(one.organ || one.name, other.organ || other.name);
    else if (key !== 'number') way = (one[key] ?? -1) - (other[key] ?? -1);
    return (sort.descending ? -way : way) || one.number - other.number;
  }

  const fits = (body) =>
    (only === 'all' || (body.state === 'done' && body.status === only)) &&
    (!needle || `${body.organ || ''} ${body.name} ${body.sentence || ''} ${body.rule || ''}`.toLowerCase().includes(needle));

  /** The bodies as they are shown, in their order. */
  const shown = () => bodies.filter(fits).sort(compare);

  /** Puts the rows in order and hides those that do not fit. */
  function arrange() {
    const rows = shown().map((body) => body.row);
    parts.rows.replaceChildren(...rows);
    parts.none.hidden = rows.length > 0 || bodies.length === 0;
  }

  function drawRow(body) {
    const { state } = body;
    const status = state === 'done' ? body.status : state;
    const cell = (value, kind, label) =>
      element('td', { class: kind, 'data-label': label }, value === null || value === undefined ? '' : String(value));
    const name = element('button', { type: 'button', class: 'link', onclick: () => open(body) }, body.organ || body.name);
    name.disabled = state !== 'done' || body.status === 'failed';
    const title = element('th', { scope: 'row' }, name);
    if (body.organ) title.append(element('small', {}, body.name));
    if (body.edited) title.append(element('small', { class: 'edited' }, say('edited')));
    const worst = element('td', { class: 'worst', 'data-severity': body.severity || null }, body.sentence || '');
    if (body.rule) worst.append(' ', element('small', {}, body.rule));
    body.row.dataset.status = status;
    body.row.replaceChildren(
      title,
      cell(body.year, 'number wide'),
      element('td', {}, element('span', { class: 'county-status' }, say(status))),
      cell(body.errors, 'number errors', isEnglish() ? 'Errors' : '错误'),
      cell(body.warnings, 'number warnings', isEnglish() ? 'Warnings' : '疑点'),
      cell(body.infos, 'number wide'),
      cell(body.held, 'number wide'),
      cell(body.violated, 'number wide'),
      cell(body.unchecked, 'number wide'),
      worst,
    );
  }

  /** The filters, each made once: one that is being pressed must not be exchanged for another. */
  function chips() {
    const done = bodies.filter((body) => body.state === 'done');
    for (const kind of ['all', ...STATUSES]) {
      let chip = parts.chips.querySelector(`[data-only="${kind}"]`);
      if (!chip) {
        const choose = () => {
          only = kind;
          chips();
          arrange();
        };
        chip = element('button', { type: 'button', class: 'chip', 'data-only': kind, onclick: choose });
        parts.chips.append(chip);
      }
      const number = kind === 'all' ? bodies.length : done.filter((body) => body.status === kind).length;
      const words = `${say(kind)} ${number}`;
      if (chip.textContent !== words) chip.textContent = words;
      chip.setAttribute('aria-pressed', String(only === kind));
      chip.hidden = kind !== 'all' && !number && only !== kind;
    }
  }

  function progress() {
    const done = bodies.filter((body) => body.state === 'done').length;
    const all = bodies.length;
    parts.bar.setAttribute('aria-valuemax', all);
    parts.bar.setAttribute('aria-valuenow', done);
    parts.bar.firstChild.style.width = `${all ? (100 * done) / all : 0}%`;
    parts.count.textContent = `${done} / ${all}`;
    const working = done < all;
    parts.progress.hidden = !working;
    parts.stop.hidden = stopped;
    parts.resume.hidden = !stopped;
    view.dataset.state = working ? (stopped ? 'stopped' : 'working') : 'done';
    const faulty = bodies.filter((body) => body.status && body.state === 'done' && body.status !== 'good').length;
    if (!working && all) {
      seconds = seconds || ((performance.now() - started) / 1000).toFixed(1);
      parts.verdict.textContent = isEnglish()
        ? `${all} files checked in ${seconds} s; ${faulty} need a look.`
        : `${all} 份文件已核对完毕（用时 ${seconds} 秒），其中 ${faulty} 份需要看一看。`;
    } else {
      seconds = '';
      parts.verdict.textContent = isEnglish() ? `Checking ${all} files…` : `正在核对 ${all} 份文件……`;
    }
  }

  // Drawn a few times a second, however many drafts are done meanwhile: laying a large table out takes as long as checking
  // some of them.
  const PACE = 250;
  let planned = 0;
  let drawn = -PACE;
  const changed = new Set();

  function redraw(body) {
    if (body) changed.add(body);
    if (planned) return;
    planned = setTimeout(() => requestAnimationFrame(draw), Math.max(0, drawn + PACE - performance.now()));
  }

  function draw() {
    clearTimeout(planned);
    planned = 0;
    drawn = performance.now();
    // An archive has been taken apart perhaps, and has no row any longer.
    for (const one of changed) if (one.state !== 'closed') drawRow(one);
    changed.clear();
    chips();
    if (sort.key !== 'number' || only !== 'all' || needle) arrange();
    progress();
  }

  let waitingSum = 0;
  function later(act) {
    clearTimeout(waitingSum);
    waitingSum = setTimeout(act, 150);
  }

  /** Draws the sum below the table. */
  function sumUp() {
    parts.sum.hidden = false;
    const candidates = bodies.filter((body) => body.state === 'done' && body.status !== 'failed');
    if (!candidates.some((body) => body.number === parent)) parent = -1;
    parts.parent.replaceChildren(
      element('option', { value: '-1' }, say('noParent')),
      ...candidates
        .sort((one, other) => collator.compare(one.organ || one.name, other.organ || other.name))
        .map((body) => element('option', { value: body.number }, body.organ ? `${body.organ}（${body.name}）` : body.name)),
    );
    parts.parent.value = String(parent);
    parts.panel.innerHTML = bindings.sumUp(parent, parts.roster.value, isEnglish());
    parts.panel.lang = isEnglish() ? 'en' : 'zh-CN';
  }

  /** From a difference to one of its cells: that of the sum below, or that of the authority's own report. */
  function goTo(event) {
    const way = event.target.closest('a[href^="#sum-"], [data-parent-cell]');
    if (!way) return;
    event.preventDefault();
    const { parentCell } = way.dataset;
    if (parentCell) {
      open(bodies.find((body) => body.number === parent), parentCell);
      return;
    }
    const cell = document.getElementById(way.getAttribute('href').slice(1));
    if (!cell) return;
    cell.tabIndex = -1;
    cell.scrollIntoView({ block: 'center', inline: 'center' });
    cell.focus({ preventScroll: true });
  }

  /** Shows a cell of the draft that was opened for it. */
  function showCell(id) {
    const tab = document.querySelector('.tabs [data-show="preview"]');
    if (tab) tab.click();
    const cell = document.querySelector(`#preview [data-cell="${id}"]`);
    if (!cell) return;
    cell.scrollIntoView({ block: 'center', inline: 'center' });
    cell.classList.add('chosen');
    if (!cell.hasAttribute('tabindex')) cell.tabIndex = -1;
    cell.focus({ preventScroll: true });
  }

  function save(kind) {
    const bytes = bindings.write(kind, parent, parts.roster.value, isEnglish());
    const types = {
      html: 'text/html',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    };
    const url = URL.createObjectURL(new Blob([bytes], { type: types[kind] }));
    const name = isEnglish() ? `gouji-reports.${kind}` : `年报核对与汇总.${kind}`;
    element('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  // What is checked.

  function take(files) {
    if (!files.length) return;
    if (opened) keepEdits();
    started = performance.now();
    stopped = false;
    for (const { name, file } of files.sort((one, other) => collator.compare(one.name, other.name))) add(name, file);
    show();
    arrange();
    redraw();
    work();
  }

  function add(name, file, error) {
    nextNumber += 1;
    const body = { number: nextNumber - 1, name, file, state: 'waiting', row: element('tr') };
    bodies.push(body);
    if (error) finish(body, { error });
    else queue.push(body);
    redraw(body);
    return body;
  }

  function recheck(list) {
    started = performance.now();
    stopped = false;
    const again = new Set(list);
    for (const body of list) {
      body.state = 'waiting';
      bindings.forget(body.number);
      redraw(body);
    }
    queue = queue.filter((body) => !again.has(body)).concat(list);
    work();
  }

  function stop() {
    stopped = true;
    for (const worker of workers.splice(0)) worker.end();
    for (const body of bodies) {
      if (body.state === 'busy') {
        body.state = 'waiting';
        queue.unshift(body);
      }
      if (body.state === 'waiting') {
        body.state = 'stopped';
        redraw(body);
      }
    }
    redraw();
    sumUp();
    parts.resume.focus();
  }

  function resume() {
    stopped = false;
    started = performance.now();
    for (const body of queue) {
      body.state = 'waiting';
      redraw(body);
    }
    work();
  }

  // The page needs little of its own core meanwhile: of two, workers get both.
  const cores = navigator.hardwareConcurrency || 2;
  const hands = () => (cores < 3 ? cores : Math.min(4, cores - 1));

  /** Keeps as many workers busy as there are hands. */
  async function work() {
    while (!stopped && running < hands() && queue.length) {
      running += 1;
      hand().finally(() => {
        running -= 1;
        if (!running && !queue.length && !stopped) rest();
      });
    }
  }

  let resting = 0;

  /** Nothing is left to be done. */
  function rest() {
    draw();
    sumUp();
    // Memory of workers is worth more than their start.
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (!running) for (const worker of workers.splice(0)) worker.end();
    }, 30000);
    performance.mark('gouji-county-done');
  }

  /** Checks one draft after another until there is none. */
  async function hand() {
    let worker = workers.find((one) => !one.taken && !one.ended);
    if (worker) worker.taken = true;
    while (!stopped && queue.length) {
      const body = queue.shift();
      const turn = {};
      Object.assign(body, { state: 'busy', turn });
      redraw(body);
      if (!worker || worker.ended) {
        workers = workers.filter((one) => !one.ended);
        worker = await newWorker();
        if (!worker && pageIsWorker) {
          // Another hand has the page: one is all there can be.
          if (isAt(body, turn)) {
            body.state = 'waiting';
            queue.unshift(body);
          }
          return;
        }
        if (!worker) {
          if (isAt(body, turn)) finish(body, { error: { code: 'unavailable' } });
          continue;
        }
        worker.taken = true;
        workers.push(worker);
      }
      const answer = await checked(body, worker);
      // Stopped meanwhile, it waits for another turn, or has it already.
      if (!isAt(body, turn)) continue;
      if (answer.archive) await unpack(body, worker, turn);
      else finish(body, answer);
    }
    if (worker) worker.taken = false;
  }

  /** Whether it is still that turn of a draft's. */
  const isAt = (body, turn) => body.state === 'busy' && body.turn === turn;

  function bytesOf(body) {
    const bytes = body.ahead || read(body.file);
    body.ahead = null;
    return bytes;
  }

  const read = async (file) => (file instanceof Uint8Array ? file.slice().buffer : file.arrayBuffer());

  /** Reads the next file while a worker is busy with another. */
  function readAhead() {
    const [next] = queue;
    if (!next || next.ahead || !isSmall(next)) return;
    next.ahead = read(next.file);
    // Whoever asks for it learns of a failure.
    next.ahead.catch(() => {});
  }

  const sizeOf = ({ file }) => file.size ?? file.length;
  const isSmall = (body) => sizeOf(body) <= LARGEST;

  async function checked(body, worker) {
    if (!isSmall(body)) {
      if (!/\.zip$/i.test(body.name)) return { error: { code: 'tooLarge' } };
      return sizeOf(body) > LARGEST_ARCHIVE ? { error: { code: 'archiveTooLarge' } } : { archive: true };
    }
    let bytes;
    try {
      bytes = await bytesOf(body);
    } catch {
      return { error: { code: 'disk' } };
    }
    const asked = worker.ask({ task: 'check', bytes, name: body.name, english: isEnglish() }, CHECK_LIMIT, [bytes]);
    readAhead();
    const answer = await asked;
    return answer.error && answer.error.code === 'several_drafts' ? { archive: true } : answer;
  }

  /** Puts the files of an archive in its place. */
  async function unpack(body, worker, turn) {
    const found = [];
    const each = ({ name, content, error }) => {
      found.push(add(`${body.name}/${name}`, content && new Blob([content]), error));
    };
    let answer;
    try {
      const bytes = await bytesOf(body);
      answer = await worker.ask({ task: 'unpack', bytes }, UNPACK_LIMIT, [bytes], each);
    } catch {
      answer = { error: { code: 'disk' } };
    }
    if (!isAt(body, turn)) {
      // Stopped before its end: it is unpacked anew when its turn comes.
      for (const { number } of found) bindings.forget(number);
      bodies = bodies.filter((one) => !found.includes(one));
      queue = queue.filter((one) => !found.includes(one));
      arrange();
      return;
    }
    if (answer.error || !found.length) {
      finish(body, answer.error ? answer : { error: { code: 'noFiles' } });
      return;
    }
    bodies = bodies.filter((one) => one !== body);
    body.state = 'closed';
    arrange();
    redraw();
    work();
  }

  function finish(body, { text, numbers, error }) {
    const said = error ? null : bindings.put(body.number, body.name, text, numbers);
    body.state = 'done';
    if (said) {
      [body.organ, body.year, body.status, body.errors, body.warnings, body.infos] = said;
      [body.held, body.violated, body.unchecked, body.severity, body.rule, body.sentence] = said.slice(6);
    } else {
      const { code, zh, en } = error || { code: 'crashed' };
      const sentence = (isEnglish() ? en : zh) || say(code in WORDS ? code : 'crashed');
      for (const key of ['organ', 'year', 'errors', 'warnings', 'infos', 'held', 'violated', 'unchecked', 'rule']) {
        body[key] = null;
      }
      Object.assign(body, { status: 'failed', severity: null, sentence });
      bindings.fail(body.number, body.name, sentence);
    }
    redraw(body);
  }

  /** A worker, or the page itself where there are none; `null` when neither can be had. */
  async function newWorker() {
    let modules;
    try {
      modules = await page.modules();
    } catch {
      return null;
    }
    return (await realWorker(modules)) || pageAsWorker(modules);
  }

  async function realWorker(modules) {
    let worker;
    try {
      worker = await page.worker();
    } catch {
      return null;
    }
    let asked = null;
    let id = 0;
    const made = {
      ended: false,
      end() {
        made.ended = true;
        worker.terminate();
        if (asked) asked.resolve({ error: { code: 'crashed' } });
      },
      ask(task, limit, own, each) {
        // It was ended while the file was read.
        if (made.ended) return Promise.resolve({ error: { code: 'crashed' } });
        id += 1;
        return new Promise((resolve) => {
          let timer = 0;
          const settle = (answer) => {
            clearTimeout(timer);
            asked = null;
            resolve(answer);
          };
          timer = setTimeout(() => {
            settle({ error: { code: 'timeout' } });
            made.end();
          }, limit);
          asked = { id, each, resolve: settle };
          worker.postMessage({ ...task, id }, own);
        });
      },
    };
    const ready = new Promise((resolve) => {
      const fail = () => {
        resolve(false);
        made.end();
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail();
      };
      worker.onmessage = async ({ data }) => {
        if (data.ready) resolve(true);
        else if (data.unusable) fail();
        else if (data.needs) {
          try {
            worker.postMessage({ task: 'importer', name: data.needs, module: await page.importer(data.needs) });
          } catch {
            if (asked) asked.resolve({ error: { code: 'unavailable' } });
            made.end();
          }
        } else if (asked && data.id === asked.id) {
          if (data.file) asked.each(data.file);
          else asked.resolve(data.answer);
        }
      };
    });
    try {
      worker.postMessage({ task: 'start', ...modules });
    } catch {
      // A module cannot be handed over here.
      return null;
    }
    const limit = new Promise((resolve) => setTimeout(resolve, CHECK_LIMIT, false));
    if (await Promise.race([ready, limit])) return made;
    worker.terminate();
    return null;
  }

  let here = null;

  /** The page does it, one draft at a time, and draws in between. */
  async function pageAsWorker(modules) {
    if (pageIsWorker) return null;
    pageIsWorker = true;
    try {
      if (!here) {
        await page.runHere();
        here = goujiCountyChecker(modules, page.importer);
      }
    } catch {
      pageIsWorker = false;
      return null;
    }
    const pause = () => new Promise((resolve) => setTimeout(resolve));
    return {
      ended: false,
      end() {
        this.ended = true;
        pageIsWorker = false;
      },
      async ask(task, limit, own, each) {
        await pause();
        const bytes = new Uint8Array(task.bytes);
        if (task.task === 'check') return here.check(bytes, task.name, task.english);
        return (await here.unpack(bytes, (name, content, why) => each({ name, content, error: why && why.error }))) || {};
      },
    };
  }

  // The way to a draft and back.

  function show() {
    document.body.dataset.county = 'list';
    window.scrollTo(0, 0);
  }

  /** Opens a body's draft, and shows that cell of it. */
  async function open(body, cell) {
    let bytes;
    try {
      bytes = new Uint8Array(await bytesOf(body));
    } catch {
      finish(body, { error: { code: 'disk' } });
      return;
    }
    const replaces = opened !== null && opened.body !== null;
    opened = { body, text: null, cell };
    document.body.dataset.county = 'draft';
    page.open(bytes, body.name.split('/').pop(), replaces);
    drawWay();
    document.getElementById('county-way').focus();
  }

  function drawWay() {
    const list = shown();
    const at = opened.body ? list.indexOf(opened.body) : -1;
    parts.name.textContent = opened.body ? `${opened.body.organ || opened.body.name}（${at + 1} / ${list.length}）` : '';
    const can = (index) => list[index] && list[index].state === 'done' && list[index].status !== 'failed';
    parts.previous.disabled = at < 0 || !list.slice(0, at).some((one, index) => can(index));
    parts.next.disabled = at < 0 || !list.some((one, index) => index > at && can(index));
  }

  /** To the next draft of the list that can be opened. */
  function step(by) {
    const list = shown();
    keepEdits();
    for (let at = list.indexOf(opened.body) + by; list[at]; at += by) {
      if (list[at].state === 'done' && list[at].status !== 'failed') {
        open(list[at]);
        return;
      }
    }
  }

  /** What was changed in a draft while it was open is checked in its place in the list. */
  function keepEdits() {
    const { body, text } = opened;
    const source = document.getElementById('source');
    if (!body || text === null || source.value === text) return;
    body.file = new TextEncoder().encode(source.value);
    body.edited = true;
    recheck([body]);
  }

  function back() {
    const { body } = opened;
    keepEdits();
    show();
    if (body) body.row.querySelector('button').focus();
    else parts.heading.focus();
  }

  // A draft has arrived when the text area holds it: from then on, what differs are edits.
  // It does not bubble.
  document.addEventListener(
    'gouji-written',
    (event) => {
      if (event.target.id === 'source' && opened && opened.text === null && event.target.value.trim()) {
        opened.text = event.target.value;
        // What was written is drawn when this event is over.
        const { cell } = opened;
        if (cell) setTimeout(showCell, 0, cell);
      }
    },
    true,
  );

  function close() {
    if (bodies.length > 1 && !window.confirm(say('leave'))) return;
    for (const worker of workers.splice(0)) worker.end();
    for (const body of bodies) body.state = 'closed';
    [bodies, queue, opened, parent] = [[], [], null, -1];
    bindings.clear();
    parts.rows.replaceChildren();
    parts.panel.replaceChildren();
    parts.sum.hidden = true;
    delete document.body.dataset.county;
    document.getElementById('source').focus();
  }

  return {
    /** Starts once the module is there. */
    async start() {
      bindings = goujiCountyBindings();
      await bindings({ module_or_path: await page.module('county') });
      build();
    },

    take,
    attach,

    /** Whether the list is shown. */
    isShown: () => document.body.dataset.county === 'list',

    /** Another draft than one of the list is opened in the page. */
    leave() {
      if (!opened) return;
      opened = { body: null, text: null };
      drawWay();
    },
  };
}
