// The Word documents that drafts came from, for what is written back into them: held as long as the page lives, and asked
// for again where a draft outlives that, as one that was kept on this device does.

/* exported goujiOriginals */

/**
 * @param {(bytes: Uint8Array) => Promise<object>} read reads a file as drafts are read
 * @returns {object} the documents
 */
function goujiOriginals(read) {
  /** How many are held: a step back may bring a former draft back. */
  const MOST = 3;
  /** Bytes of the largest file that is read, as importers have it. */
  const LARGEST = 20 << 20;

  /** Their bytes, by the number of what they say. Of two that say the same the later is as good as the other. */
  const files = new Map();
  let last = 0;
  /** What is being asked for: browsers would drop an element that nobody holds. */
  let chooser;

  /**
   * The number that a text is known by, here and in drafts that are kept: FNV-1a of its UTF-16 units, 0 standing for no
   * text. Texts of one length that differ in one place never share it, others hardly.
   */
  function numberOf(text) {
    let number = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) number = Math.imul(number ^ text.charCodeAt(i), 0x01000193);
    return number >>> 0 || 1;
  }

  function hold(number, bytes) {
    files.delete(number);
    files.set(number, bytes);
    if (files.size > MOST) files.delete(files.keys().next().value);
  }

  function failure(code, zh, en) {
    return { error: { code, message: '', zh, en } };
  }

  /** Lets the person choose a file; nothing follows where none is chosen, which not every browser tells. */
  function chosen(name) {
    return new Promise((resolve) => {
      chooser = document.createElement('input');
      chooser.type = 'file';
      const [ending] = /\.[^.]*$/.exec(name) || [''];
      chooser.accept = ending;
      chooser.addEventListener('change', () => chooser.files.length && resolve(chooser.files[0]));
      chooser.click();
    });
  }

  return {
    /** The document that was read last. */
    last: () => last,

    /** The bytes of a document, where they are here. */
    bytes: (number) => files.get(number),

    /** Holds a document that was read as a draft: its number. */
    keep(bytes, text) {
      last = numberOf(text);
      hold(last, bytes);
      return last;
    },

    /**
     * Whether a draft says something else than the document it came from.
     * @returns {boolean | undefined} nothing where it does, and the document has to be asked for
     */
    isAmended(number, text) {
      if (numberOf(text) === number) return false;
      return files.has(number) || undefined;
    },

    /**
     * Asks for a document that is not here. It is taken when it says what it said as the draft came from it: then alone
     * what differs is what the person has changed.
     * @param {number} number its number
     * @param {string} name its name
     * @returns {Promise<object | undefined>} an error, or nothing when it is here
     */
    async demand(number, name) {
      if (files.has(number)) return;
      const file = await chosen(name);
      if (file.size > LARGEST) return another(file, name);
      document.getElementById('leave-status').textContent = document.documentElement.lang === 'en' ? 'One moment…' : '正在读取……';
      let bytes;
      try {
        bytes = new Uint8Array(await file.arrayBuffer());
      } catch {
        return failure(
          'disk',
          `浏览器读不到“${file.name}”，可能正被别的程序占用。请关闭占用它的程序后再试。`,
          `“${file.name}” cannot be read; another program may hold it. Close that and try again.`,
        );
      }
      const answer = await read(bytes);
      // Nobody knows what it says; what the importers say of a file, they say of another.
      if (answer.error && !answer.error.zh) return answer;
      if (!answer.document || numberOf(answer.document.text) !== number) return another(file, name);
      hold(number, bytes);
    },
  };

  function another(file, name) {
    return failure(
      'another',
      `“${file.name}”与这份草稿打开时的“${name}”不一样：可能是另一份文件，或者后来又改动过。没有写入任何内容，草稿还在。\n请再选一次原文件；要核对选中的这份，请用“打开文件…”；找不到原文件，请用“导出”里的“Word 文档”。`,
      `“${file.name}” is not “${name}” as it was when this draft was read from it: it is another file, or was changed since. Nothing was written, and the draft is still there.\nChoose the file itself; to check the one you chose, use “Open a file…”; without it, export a “Word document”.`,
    );
  }
}
