// What browsers of 2018 lack and the page uses: for the edition for old browsers alone, before all other scripts.
(function () {
  'use strict';

  function define(owner, name, value) {
    if (owner && !(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  }

  function replaceChildren(...children) {
    while (this.lastChild) this.removeChild(this.lastChild);
    this.append(...children);
  }

  /** A blob read by the older reader. */
  function read(blob, how) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader[how](blob);
    });
  }

  [Element.prototype, Document.prototype, DocumentFragment.prototype].forEach((owner) => {
    define(owner, 'replaceChildren', replaceChildren);
  });
  define(Blob.prototype, 'arrayBuffer', function () {
    return read(this, 'readAsArrayBuffer');
  });
  define(Blob.prototype, 'text', function () {
    return read(this, 'readAsText');
  });
  define(Object, 'fromEntries', (entries) => {
    const object = {};
    for (const [key, value] of entries) object[key] = value;
    return object;
  });
  define(Array.prototype, 'flat', function () {
    return [].concat(...this);
  });
  define(Array.prototype, 'flatMap', function (...act) {
    return this.map(...act).flat();
  });
})();
