// Nothing leaves the page: every way to send a draft away is planted, and the browser itself must block it. The
// same leaks in a page without a policy do arrive, so the listener would have seen them.

import { expect, test } from './fixtures.mjs';
import { listen } from './listener.mjs';

/** Ways to send something to `to`; each runs in the page. */
const LEAKS = {
  fetch: (to) => fetch(to, { mode: 'no-cors' }),
  'fetch-keepalive': (to) => fetch(to, { mode: 'no-cors', method: 'POST', body: 'draft', keepalive: true }),
  xhr: (to) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.send('draft');
  },
  beacon: (to) => navigator.sendBeacon(to, 'draft'),
  websocket: (to) => void new WebSocket(to.replace('http', 'ws')),
  eventsource: (to) => void new EventSource(to),
  image: (to) => void (new Image().src = to),
  'style-image': (to) => void (document.body.style.backgroundImage = `url(${to})`),
  stylesheet: (to) => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: to })),
  preload: (to) => document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: to })),
  prefetch: (to) => document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: to })),
  icon: (to) => document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href: to })),
  script: (to) => document.head.append(Object.assign(document.createElement('script'), { src: to })),
  'module-script': (to) => document.head.append(Object.assign(document.createElement('script'), { src: to, type: 'module' })),
  import: (to) => import(to),
  frame: (to) => document.body.append(Object.assign(document.createElement('iframe'), { src: to })),
  object: (to) => document.body.append(Object.assign(document.createElement('object'), { data: to })),
  audio: (to) => void (new Audio(to).preload = 'auto'),
  font: (to) => new FontFace('leak', `url(${to})`).load(),
  'image-in-markup': (to) => document.body.insertAdjacentHTML('beforeend', `<img alt="" src="${to}">`),
  'form-in-frame': (to) => {
    document.body.append(Object.assign(document.createElement('iframe'), { name: 'target' }));
    const form = Object.assign(document.createElement('form'), { action: to, method: 'post', target: 'target' });
    document.body.append(form);
    form.submit();
  },
  form: (to) => {
    const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
    document.body.append(form);
    form.submit();
  },
};

/** Plants every leak; those that fail with an error have failed, which is as good as blocked. */
async function plant(page, listener) {
  for (const [name, leak] of Object.entries(LEAKS)) {
    await page.evaluate(`Promise.resolve().then(() => (${leak})(${JSON.stringify(listener.address + name)})).catch(() => {}), 0`);
  }
  await page.waitForTimeout(1000);
}

test('nothing leaves the page', { tag: '@everywhere' }, async ({ gouji }) => {
  gouji.expectProblems(/Content Security Policy|violates the following|Refused to|blocked/);
  gouji.expectProblems(/Failed to load resource|net::ERR/);
  const listener = await listen();
  await plant(gouji.page, listener);
  expect(gouji.page.url()).toBe(gouji.address);
  expect(listener.received).toEqual([]);
  await listener.close();
});

test('the same leaks arrive from a page without a policy', async ({ page }) => {
  const listener = await listen('<!doctype html><title>open</title><body></body>');
  await page.goto(listener.address);
  await plant(page, listener);
  const arrived = new Set(listener.received.map((path) => path.slice(1)));
  expect(Object.keys(LEAKS).filter((name) => !arrived.has(name))).toEqual([]);
  await listener.close();
});

test('no script runs but the page’s own', { tag: '@everywhere' }, async ({ gouji }) => {
  gouji.expectProblems(/Content Security Policy|violates the following|Refused to/);
  const ran = await gouji.page.evaluate(async () => {
    globalThis.ran = [];
    const script = document.createElement('script');
    script.textContent = 'ran.push("inline")';
    document.head.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img alt="" src="data:," onerror="ran.push(\'handler\')">');
    const link = Object.assign(document.createElement('a'), { href: 'javascript:ran.push("address")' });
    document.body.append(link);
    link.click();
    // Playwright's own evaluation is exempt from the policy, code in a timer is not.
    await new Promise((resolve) =>
      setTimeout(() => {
        try {
          (0, eval)('ran.push("eval")');
        } catch {
          // Blocked.
        }
        resolve();
      }, 300),
    );
    return globalThis.ran;
  });
  expect(ran).toEqual([]);
});
