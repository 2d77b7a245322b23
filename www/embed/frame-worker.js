// Reads files for the frame, in a thread that can be ended: what a hostile file keeps busy is this alone.

/* global goujiImporters, importFile, init, suppliers */

const asked = new Map();
for (const [name, bindings] of Object.entries(goujiImporters)) {
  suppliers[name] = () =>
    new Promise((resolve) => {
      asked.set(name, (module) => resolve({ bindings, module }));
      postMessage({ needs: name });
    });
}

onmessage = async ({ data }) => {
  if (data.supplies) {
    asked.get(data.supplies)(data.module);
    return;
  }
  await init(data.module);
  postMessage({ answer: await importFile(data.file, data.options) });
};
