// Keeps the hosted page on the device, whole, and answers for its own files alone. `goujiBuild`, which stands before this
// script, names them with their hashes; a build is taken with every file or not at all, and never mixed with another.

/* global goujiBuild */
(function () {
  'use strict';

  const HERE = new URL('./', self.location.href).href;
  const PREFIX = `gouji ${HERE} `;
  const OWN = PREFIX + goujiBuild.id;
  const files = new Map(goujiBuild.files.map(([name, hash]) => [new URL(name, HERE).href, hash]));
  /** What a file of any build is called, the page itself apart. */
  const ASSET = /-[0-9a-f]{10}\.[a-z0-9]+$/;

  self.addEventListener('install', (event) => event.waitUntil(takeAll()));

  async function takeAll() {
    const cache = await caches.open(OWN);
    try {
      await Promise.all(Array.from(files, async ([url, hash]) => cache.put(url, await load(url, hash))));
    } catch (error) {
      await caches.delete(OWN);
      throw error;
    }
  }

  /** A file, if it is what this build knows it as: a server that is just being given another build has others. */
  async function load(url, integrity) {
    const from = (cache) => fetch(url, { integrity, cache, redirect: 'error' });
    // The page has loaded most of them a moment ago.
    return from('default').catch(() => from('reload'));
  }

  self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), tidy(0)])));

  /**
   * Removes earlier builds, unless pages may still run them: when no more pages are open than surely run this one. Names
   * come in the order in which caches were made; what stands after this build's is a newer one that waits for its turn.
   * @param {number} own how many these are
   */
  async function tidy(own) {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    if (windows.filter(({ url }) => url.startsWith(HERE)).length > own) return;
    const names = await caches.keys();
    const earlier = names.slice(0, Math.max(0, names.indexOf(OWN))).filter((name) => name.startsWith(PREFIX));
    await Promise.all(earlier.map((name) => caches.delete(name)));
  }

  self.addEventListener('message', (event) => {
    const { takeOver, started } = event.data;
    if (takeOver) self.skipWaiting();
    if (started === goujiBuild.id) event.waitUntil(tidy(1));
  });

  self.addEventListener('fetch', (event) => {
    const { method, mode, url } = event.request;
    if (method !== 'GET' || !url.startsWith(HERE)) return;
    let address = url.split('#')[0];
    // The page is the same whatever stands behind a question mark.
    if (mode === 'navigate') address = address.split('?')[0].replace(/\/index\.html$/, '/');
    if (files.has(address)) event.respondWith(kept(address, OWN, event.request));
    // A page that was opened before an update goes on with what it knows.
    else if (ASSET.test(address)) event.respondWith(kept(address, undefined, event.request));
  });

  /** A file as it is kept; the server's, should the browser have dropped it. */
  async function kept(address, cacheName, request) {
    return (await caches.match(address, { cacheName })) || fetch(request);
  }
})();
