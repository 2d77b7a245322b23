// How something leaves the page: as a file that the browser saves, or over the clipboard.

/* exported goujiSave, goujiCopy */

/** Lets the browser save a file, as if it had been a link that somebody clicked. */
function goujiSave({ bytes, name, type }) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  // A browser that asks where to save reads it later.
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/**
 * Puts formats of one content on the clipboard. The command comes first, though the other is newer: it works on pages of
 * an intranet without TLS, too, and hands HTML over as it is, where the other takes its styles away.
 * @param {Object<string, string>} formats the text of each media type, `text/plain` among them
 * @returns {Promise<boolean>} whether the browser let it
 */
async function goujiCopy(formats) {
  if (goujiCopyByCommand(formats)) return true;
  try {
    const items = Object.entries(formats).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
    return true;
  } catch {
    return false;
  }
}

function goujiCopyByCommand(formats) {
  const active = document.activeElement;
  // Something must be selected, and where a dialog is open it must be in there: all else is inert.
  const place = (active && active.closest('dialog')) || document.body;
  const selected = document.createElement('span');
  selected.className = 'visually-hidden';
  selected.textContent = formats['text/plain'] || ' ';
  place.appendChild(selected);
  getSelection().selectAllChildren(selected);
  let copied = false;
  const onCopy = (event) => {
    for (const [type, text] of Object.entries(formats)) event.clipboardData.setData(type, text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  document.addEventListener('copy', onCopy, true);
  try {
    copied = document.execCommand('copy') && copied;
  } catch {
    copied = false;
  }
  document.removeEventListener('copy', onCopy, true);
  getSelection().removeAllRanges();
  selected.remove();
  if (active && active.focus) active.focus();
  return copied;
}
