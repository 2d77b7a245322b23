// The hosted page on a web server of a test's own, below a folder, in one build or another.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';

import { repositoryFile } from './surroundings.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

const FOLDER = '/tools/gouji/';

const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** The files of the page as it was built, by name. */
export function built() {
  const folder = repositoryFile('dist/site');
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`)]));
}

/** A newer build: its boot script and its style are others, and say so; its exporter has another name. */
export function newer(files, mark) {
  const names = new Map();
  const changed = new Map();
  for (const [name, bytes] of files) {
    const parts = /^(boot|gouji|exporter)-[0-9a-f]{10}\.(js|css|wasm)$/.exec(name);
    if (!parts) continue;
    const added = {
      js: `window.testBuild = '${mark}';\n`,
      css: `:root { --test-build: ${mark} }\n`,
      // A section that says nothing.
      wasm: '\0\x02\x01x',
    }[parts[2]];
    const content = Buffer.concat(parts[2] === 'wasm' ? [bytes, Buffer.from(added)] : [Buffer.from(added), bytes]);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    names.set(name, `${parts[1]}-${hash}.${parts[2]}`);
    changed.set(names.get(name), content);
  }
  const [, build] = /data-build="(\w+)"/.exec(files.get('index.html'));
  const again = createHash('sha256').update(build + mark).digest('hex').slice(0, 10);
  const renamed = (bytes) => {
    let text = bytes.toString('utf8').replaceAll(build, again);
    for (const [name, other] of names) text = text.replaceAll(name, other);
    return text;
  };
  const page = Buffer.from(renamed(files.get('index.html')));
  const [, list, script] = /^const goujiBuild = (.*?);\n([^]*)$/.exec(renamed(files.get('sw.js')));
  const known = JSON.parse(list);
  for (const file of known.files) {
    if (file[0] === './') file[1] = integrity(page);
    else if (changed.has(file[0])) file[1] = integrity(changed.get(file[0]));
  }
  const result = new Map([...files].filter(([name]) => !names.has(name)));
  for (const [name, content] of changed) result.set(name, content);
  result.set('index.html', page);
  result.set('sw.js', Buffer.from(`const goujiBuild = ${JSON.stringify(known)};\n${script}`));
  return result;
}

/** A web server for files that may be exchanged. */
export class Host {
  /** Names that are answered with 404 though they are there. */
  missing = new Set();
  /** What was asked for. */
  requests = [];

  constructor(files) {
    this.files = files;
  }

  async start() {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(this.port || 0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.address = `http://127.0.0.1:${this.port}${FOLDER}`;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  #answer(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    this.requests.push(pathname);
    const name = pathname.startsWith(FOLDER) ? pathname.slice(FOLDER.length) || 'index.html' : '';
    const bytes = this.missing.has(name) ? undefined : this.files.get(name);
    if (!bytes) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      return response.end('not found');
    }
    const cached = /-[0-9a-f]{10}\./.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': TYPES[extname(name)], 'cache-control': cached });
    response.end(bytes);
  }
}
