// Tells the user what keeps the page from working. Written for every browser there is, Internet Explorer's
// engine included: the browsers of many offices open a page with it unless told otherwise.

/**
 * Shows a notice at the top of the page.
 * @param {string} text what happened and what to do
 * @param {string} [detail] what the browser said
 * @returns {HTMLElement} the notice
 */
function goujiNotice(text, detail) {
  'use strict';
  var box = document.createElement('div');
  var line = document.createElement('p');
  box.setAttribute('role', 'alert');
  box.className = 'gouji-notice';
  // Through the object model, which the Content-Security-Policy leaves alone.
  box.style.cssText = 'padding:12px 20px;background:#fdf3d8;color:#3d2f00;border-bottom:1px solid #c9a227;' +
    'font:16px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';
  line.style.margin = '0';
  line.appendChild(document.createTextNode(text));
  box.appendChild(line);
  if (detail) {
    var small = document.createElement('p');
    small.style.cssText = 'margin:4px 0 0;font-size:13px;opacity:.8';
    small.appendChild(document.createTextNode(detail));
    box.appendChild(small);
  }
  document.body.insertBefore(box, document.body.firstChild);
  return box;
}

/** What to do about a browser that cannot run the checker. */
var goujiOldBrowser = '此浏览器无法运行检查程序。请将浏览器切换到“极速模式”，或改用 Chromium 97 及以上内核的浏览器' +
  '（如新版 Chrome、Edge、360 安全浏览器）打开本页。Please open this page in a browser based on Chromium 97 or later.';

/** Whether the browser has what the page cannot do without, and its policy lets it: the smallest module tells. */
function goujiCanRun() {
  'use strict';
  if (typeof Promise !== 'function' || !('replaceChildren' in document)) return false;
  // What is packed is unpacked by the browser.
  if (document.querySelector('[data-packed]') && !('DecompressionStream' in window)) return false;
  try {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module;
  } catch (error) {
    return false;
  }
}

/** Whether the other scripts may begin. */
var goujiRuns = goujiCanRun();

if (!goujiRuns) {
  (function () {
    'use strict';
    // Where the page has an edition for old browsers beside it, they go there by themselves, with the link they came by.
    var old = document.querySelector('[data-resource="old"]');
    if (old) location.replace(old.getAttribute('data-url') + location.hash);
    else goujiNotice(goujiOldBrowser);
  })();
}
