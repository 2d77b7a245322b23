// Without a network: lets the service worker keep the hosted page on the device, says truly whether that is so, and
// offers a newer build when there is one.

/* exported goujiOffline */

/**
 * @param {HTMLElement | undefined} worker the element that says where the service worker is; the single file has none
 * @param {object} page
 * @param {() => boolean} page.mayReload whether nothing is open that a reload would take away
 * @param {() => boolean} page.handOver hands the draft to the page as it is after the reload; whether that went well
 * @param {(text: string) => void} page.say tells something that went wrong
 * @returns {() => void} begins, once the page has come to rest
 */
function goujiOffline(worker, page) {
  const root = document.documentElement;
  const { serviceWorker } = navigator;
  /** How long it takes a build to take over at most, in milliseconds. */
  const TAKES_OVER = 3000;
  /** How often a page that stays open asks for a newer build, in milliseconds. */
  const ASKS = 3600000;

  // What is in the file, or was kept in an earlier visit, is there.
  if (!worker || (serviceWorker && serviceWorker.controller)) root.dataset.offline = '';
  // There is none on an intranet without TLS, nor in some private windows.
  if (!worker || !serviceWorker) return () => {};

  let registration;
  let isWanted = false;
  let hadController = Boolean(serviceWorker.controller);

  function offer() {
    if (page.mayReload()) root.dataset.update = '';
  }

  function reload() {
    if (!isWanted) return;
    isWanted = false;
    if (page.handOver()) location.reload();
    else page.say('浏览器存不下当前文稿，暂不更新；请先导出或复制留底，再刷新本页。The draft could not be carried over.');
  }

  document.addEventListener('click', ({ target }) => {
    const button = target.closest && target.closest('[data-update-do]');
    if (!button) return;
    delete root.dataset.update;
    if (button.dataset.updateDo !== 'now') return;
    if (!page.mayReload()) return page.say('正在核对多份报告，更新会清空结果；完成后刷新本页即可更新。');
    isWanted = true;
    if (registration && registration.waiting) {
      registration.waiting.postMessage({ takeOver: true });
      setTimeout(reload, TAKES_OVER);
    } else {
      reload();
    }
  });

  serviceWorker.addEventListener('controllerchange', () => {
    if (isWanted) reload();
    // Another window has taken the newer build.
    else if (hadController) offer();
    hadController = true;
  });

  async function begin() {
    try {
      registration = await serviceWorker.register(worker.dataset.url, { updateViaCache: 'none' });
      const watched = () => {
        const next = registration.installing;
        if (next) next.addEventListener('statechange', () => next.state === 'installed' && serviceWorker.controller && offer());
      };
      registration.addEventListener('updatefound', watched);
      watched();
      if (registration.waiting && serviceWorker.controller) offer();
      let asked = Date.now();
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible' || Date.now() - asked < ASKS) return;
        asked = Date.now();
        registration.update().catch(() => {});
      });
      const { active } = await serviceWorker.ready;
      root.dataset.offline = '';
      active.postMessage({ started: worker.dataset.build });
    } catch {
      // Where it is not allowed, or not whole, the page works as long as there is a network.
    }
  }

  let hasBegun = false;
  return () => {
    if (!hasBegun) begin();
    hasBegun = true;
  };
}
