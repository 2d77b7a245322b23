// Reads and checks one draft after another of many: in workers, or where there are none, in the page. It follows the
// glue of the modules that it runs: `goujiBindings`, `goujiExaminerBindings`, and that of the importers by their names.

/* global goujiBindings, goujiCountyImporters, goujiDecode, goujiExaminerBindings */

/** Files that one instance of an importer reads before a fresh one takes its place: memory is only freed as a whole. */
const GOUJI_FILES_PER_INSTANCE = 25;

/** A module's bindings, with a fresh instance of it. */
async function goujiCountyInstance(bindings, module) {
  await bindings({ module_or_path: module });
  return bindings;
}

/**
 * Makes what checks drafts.
 * @param {{start: WebAssembly.Module, examiner: WebAssembly.Module}} modules
 * @param {(name: string) => Promise<WebAssembly.Module>} importerModule yields an importer module when it is needed
 */
function goujiCountyChecker(modules, importerModule) {
  let reader = null;
  let examiner = null;
  const importers = new Map();

  /** An importer: fresh after so many files, and after any file that it broke on. */
  async function importer(name) {
    let kept = importers.get(name);
    if (!kept || kept.files >= GOUJI_FILES_PER_INSTANCE) {
      kept = { files: 0, bindings: await goujiCountyInstance(goujiCountyImporters[name](), await importerModule(name)) };
      importers.set(name, kept);
    }
    kept.files += 1;
    return kept.bindings;
  }

  /** Lets nothing be used again of an instance that has trapped. */
  function renew() {
    reader = examiner = null;
    importers.clear();
  }

  async function check(bytes, name, english) {
    if (!reader) reader = await goujiCountyInstance(goujiBindings(), modules.start);
    if (!examiner) examiner = await goujiCountyInstance(goujiExaminerBindings(), modules.examiner);
    let question = reader.question(bytes, name, english);
    const left = new Set(Object.keys(goujiCountyImporters));
    if (question.needs) {
      // An archive may go on from one importer to the next, and never back.
      let document = question;
      while (document.needs) {
        if (!left.delete(document.needs)) return { error: { code: 'crashed' } };
        document = (await importer(document.needs)).importDocument(bytes);
      }
      question = reader.question(document, name, english);
    }
    if (question.error) return { error: question.error };
    const answer = examiner.survey(question[0], question[1]);
    return answer ? { text: answer[0], numbers: answer[1] } : { error: { code: 'crashed' } };
  }

  return {
    /** Checks a draft: `{text, numbers}`, the examiner's answer, or `{error}`. */
    async check(bytes, name, english) {
      try {
        return await check(bytes, name, english);
      } catch (error) {
        renew();
        return { error: { code: 'crashed', message: String(error) } };
      }
    },

    /** Unpacks an archive of many drafts: calls `each` with every name and content; `{error}` or nothing. */
    async unpack(bytes, each) {
      try {
        return (await importer('documents')).unpack(bytes, each);
      } catch (error) {
        return { error: { code: 'crashed', message: String(error) } };
      } finally {
        // The archive's memory goes with the instance.
        importers.delete('documents');
      }
    },
  };
}

if (typeof importScripts === 'function') {
  self.goujiHost = { decode: goujiDecode };
  /** How long whole checks are gone through for nobody, in milliseconds: then their code is as fast as it gets. */
  const WARM_UP = 800;
  /** How far from one slip to the next. */
  const STRIDE = 97;
  const wanted = new Map();
  let checker = null;
  const importerModule = (name) =>
    new Promise((resolve) => {
      wanted.set(name, resolve);
      postMessage({ needs: name });
    });
  const modules = new Map();
  const tasks = {
    // What the browser compiles for one instance of a module, others of it need not wait for: also those in the page.
    warm: async ({ start, examiner, drafts }) => {
      try {
        const reader = await goujiCountyInstance(goujiBindings(), start);
        const rules = await goujiCountyInstance(goujiExaminerBindings(), examiner);
        goujiHost.examine = (text, numbers) => rules.examine(text, numbers);
        const end = performance.now() + WARM_UP;
        // A slip at another place each time: what rules say then is compiled, too.
        for (let at = 0; performance.now() < end; at += STRIDE) {
          for (const draft of drafts) {
            const place = at % draft.length;
            reader.warmUp(`${draft.slice(0, place)}1${draft.slice(place)}`);
          }
          // Whoever has seen enough ends this worker in between.
          postMessage({ isWarm: false });
          await new Promise((resolve) => setTimeout(resolve));
        }
      } finally {
        postMessage({ isWarm: true });
      }
    },
    start: ({ start, examiner }) => {
      checker = goujiCountyChecker({ start, examiner }, async (name) => {
        if (!modules.has(name)) modules.set(name, await importerModule(name));
        return modules.get(name);
      });
      postMessage({ ready: true });
    },
    importer: ({ name, module }) => wanted.get(name)(module),
    check: async ({ id, bytes, name, english }) => {
      const answer = await checker.check(new Uint8Array(bytes), name, english);
      const own = answer.text ? [answer.text.buffer, answer.numbers.buffer] : [];
      postMessage({ id, answer }, own);
    },
    unpack: async ({ id, bytes }) => {
      const each = (name, content, why) =>
        postMessage({ id, file: { name, content, error: why && why.error } }, content ? [content.buffer] : []);
      postMessage({ id, answer: (await checker.unpack(new Uint8Array(bytes), each)) || {} });
    },
  };
  onmessage = ({ data }) => tasks[data.task](data);
  onmessageerror = () => postMessage({ unusable: true });
}
