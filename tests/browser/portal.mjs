// Other people's pages: a portal at an address of its own, whose pages, headers and files a test says.

import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

import { test as base, expect } from '@playwright/test';

import { repositoryFile } from './surroundings.mjs';

export { expect, repositoryFile };

const TYPES = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** What a strict portal allows: its own files, and WebAssembly. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src 'self' data:; font-src 'self' data:";

/** A portal. Its pages are in `pages`; `/gouji/` is the package, `/npm/` what npm has installed. */
class Portal {
  origin = 'http://portal.example';
  pages = {};
  policy = STRICT;
  /** What is answered only after a promise. */
  delays = {};
  /** Every file that was asked for. */
  requests = [];
  /** What the browser complained about. */
  problems = [];
  #expected = [];

  constructor(page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
  }

  /** Says that complaints of this kind belong to the test. */
  expectProblems(pattern) {
    this.#expected.push(pattern);
  }

  get unexpectedProblems() {
    return this.problems.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }

  /** Opens a page of the portal: its body, and a script that runs as a module from a file of its own. */
  async open(body, script = '', head = '') {
    this.pages['/script.js'] = script;
    this.pages['/'] = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>政务门户</title>${head}</head>
      <body>${body}<script type="module" src="/script.js"></script></body></html>`;
    await this.page.route(`${this.origin}/**`, (route) => this.#answer(route));
    await this.page.goto(`${this.origin}/`);
  }

  async #answer(route) {
    const { pathname } = new URL(route.request().url());
    this.requests.push(pathname);
    await this.delays[pathname];
    const contentType = TYPES[extname(pathname)] || 'text/html; charset=utf-8';
    const headers = pathname === '/' ? { 'content-security-policy': this.policy } : {};
    if (pathname in this.pages) return route.fulfill({ body: this.pages[pathname], contentType, headers });
    const file = pathname.startsWith('/gouji/')
      ? repositoryFile(`dist/npm/${pathname.slice('/gouji/'.length)}`)
      : pathname.startsWith('/npm/') && repositoryFile(`node_modules/${pathname.slice('/npm/'.length)}`);
    if (!file || !existsSync(file)) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ body: readFileSync(file), contentType, headers });
  }

  /** How often a file of the package was asked for. */
  asked(name) {
    return this.requests.filter((path) => path === `/gouji/${name}`).length;
  }
}

export const test = base.extend({
  portal: async ({ page }, use) => {
    const portal = new Portal(page);
    await use(portal);
    expect(portal.unexpectedProblems, 'the browser complained').toEqual([]);
  },
});
