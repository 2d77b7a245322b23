// Times and sizes of the importers beside the libraries that a web developer would pick, on the same files in the same
// run, and of every kind of file that is read: prints JSON. Run by `cargo xtask bench` after the modules have been built.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';

import { chromium } from '@playwright/test';

import { bindings, bytes, repositoryFile } from './load.mjs';

const RUNS = 21;
const require = createRequire(import.meta.url);

/** The sample as $GOUJI_SAMPLES holds it: a Word document, a workbook, and HTML that a browser prints. */
async function files() {
  const sample = (kind) => new Uint8Array(readFileSync(`${process.env.GOUJI_SAMPLES}/sample.${kind}`));
  return { docx: sample('docx'), xlsx: sample('xlsx'), pdf: await printed(new TextDecoder().decode(sample('fragment'))) };
}

async function printed(html) {
  const browser = await chromium.launch({ executablePath: process.env.GOUJI_CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><meta charset="utf-8">${html}`);
    return new Uint8Array(await page.pdf({ format: 'A4', margin: { top: '2cm', bottom: '2cm', left: '2cm', right: '2cm' } }));
  } finally {
    await browser.close();
  }
}

/** The median time of some runs, in milliseconds, after two that nobody waits for. */
async function median(work) {
  const times = [];
  for (let run = 0; run < RUNS + 2; run++) {
    const start = performance.now();
    await work();
    if (run >= 2) times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[Math.floor(RUNS / 2)];
}

function size(...contents) {
  const sum = (lengths) => lengths.reduce((one, other) => one + other, 0);
  return { raw: sum(contents.map((content) => content.length)), brotli: sum(contents.map((content) => brotliCompressSync(content).length)) };
}

const file = (path) => readFileSync(repositoryFile(`node_modules/${path}`));
const version = (name) => JSON.parse(file(`${name}/package.json`)).version;

const mammoth = require('mammoth');
const xlsx = require('xlsx');
const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');

async function pdfText(content) {
  // It takes possession of what it is given.
  const task = pdfjs.getDocument({ data: content.slice(), verbosity: 0 });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) await (await document.getPage(number)).getTextContent();
  await task.destroy();
}

const { docx, xlsx: workbook, pdf } = await files();
const own = (name) => {
  const module = bindings(`importer-${name}`);
  return {
    read: (content) => () => {
      if (!module.importDocument(content).document) throw new Error(`${name} reads nothing`);
    },
    size: size(bytes(`importer-${name}`)),
  };
};
const [documents, spreadsheets, pages] = ['documents', 'spreadsheets', 'pages'].map(own);

const candidates = [
  ['.docx', docx.length, 'Gouji: documents', documents.size, documents.read(docx)],
  ['.docx', docx.length, `mammoth ${version('mammoth')}`, size(file('mammoth/mammoth.browser.min.js')), () => mammoth.convertToHtml({ buffer: Buffer.from(docx) })],
  ['.xlsx', workbook.length, 'Gouji: spreadsheets', spreadsheets.size, spreadsheets.read(workbook)],
  [
    '.xlsx',
    workbook.length,
    `SheetJS ${version('xlsx')}`,
    size(file('xlsx/dist/xlsx.full.min.js')),
    () => {
      const book = xlsx.read(workbook, { type: 'array' });
      book.SheetNames.forEach((name) => xlsx.utils.sheet_to_json(book.Sheets[name], { header: 1 }));
    },
  ],
  ['.pdf', pdf.length, 'Gouji: pages', pages.size, pages.read(pdf)],
  [
    '.pdf',
    pdf.length,
    `pdf.js ${version('pdfjs-dist')}`,
    size(file('pdfjs-dist/build/pdf.min.mjs'), file('pdfjs-dist/build/pdf.worker.min.mjs')),
    () => pdfText(pdf),
  ],
];
const readers = [];
for (const [kind, length, name, { raw, brotli }, work] of candidates) {
  readers.push({ kind, length, name, raw, brotli, milliseconds: await median(work) });
}

/** Reads a file as the page does: the first module says when another is needed. Yields the name of the one that read it. */
function readAsThePage(modules, content) {
  let name = 'documents';
  for (let asked = 0; asked < 3; asked++) {
    const answer = modules[name].importDocument(content);
    if (!answer.needs) return answer.document || answer.report ? name : null;
    name = answer.needs;
  }
  return null;
}

const every = [];
const modules = Object.fromEntries(['documents', 'spreadsheets', 'pages'].map((name) => [name, bindings(`importer-${name}`)]));
for (const one of JSON.parse(readFileSync(`${process.env.GOUJI_SAMPLES}/every.json`, 'utf8'))) {
  const content = new Uint8Array(readFileSync(`${process.env.GOUJI_SAMPLES}/${one.file}`));
  const module = readAsThePage(modules, content);
  every.push({ ...one, module, wasm: module && (await median(() => readAsThePage(modules, content))) });
}
console.log(JSON.stringify({ readers, every }));
