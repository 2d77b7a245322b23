// Drafts as a word processor would hand them over: a small .docx, and the HTML of its clipboard.

import { zip } from './zip.mjs';

export const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Paragraphs as strings and tables as arrays of rows: lines with tabs that follow each other are a table. */
export function pieces(text) {
  const found = [];
  for (const line of text.split('\n').filter((line) => line.trim())) {
    const last = found[found.length - 1];
    if (!line.includes('\t')) found.push(line);
    else if (Array.isArray(last)) last.push(line.split('\t'));
    else found.push([line.split('\t')]);
  }
  return found;
}

/** The text as HTML with tables. */
export function html(text) {
  const row = (cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
  return pieces(text)
    .map((piece) => (Array.isArray(piece) ? `<table>${piece.map(row).join('')}</table>` : `<p>${escape(piece)}</p>`))
    .join('');
}

/** The text as a .docx with tables. */
export function docx(text) {
  const paragraph = (text) => `<w:p><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;
  const cell = (text) => `<w:tc>${paragraph(text)}</w:tc>`;
  const row = (cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
  const body = pieces(text).map((piece) =>
    Array.isArray(piece) ? `<w:tbl>${piece.map(row).join('')}</w:tbl>` : paragraph(piece),
  );
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packageTypes}/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="r1" Type="${office}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${word}"><w:body>${body.join('')}</w:body></w:document>`,
  });
}
