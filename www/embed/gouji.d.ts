// What the module takes and yields. The JSON is that of `gouji check --format json` and `gouji extract`.

/** A draft: its text; HTML, as a clipboard or an editor holds it; a file; a report; or what `importFile` has made. */
export type Input = string | { html: string } | FileInput | Report | ImportedDocument;

/** A file: the content decides what it is, the name helps. */
export interface FileInput {
  bytes: Uint8Array | ArrayBuffer;
  name: string;
}

/** A document that an importer module has read. */
export interface ImportedDocument {
  document: { text: string; numbers: ArrayLike<number> };
  name?: string;
}

/** The kind of organ. */
export type Level = 'ministry' | 'province' | 'prefecture' | 'county' | 'township' | 'subdistrict' | 'department';

export type Severity = 'error' | 'warning' | 'info';

/** The language of sentences: Chinese unless something else is said. */
export interface LanguageOption {
  lang?: 'zh' | 'en';
}

export interface Options extends LanguageOption {
  /** The report year, where it is not that of the draft. */
  year?: number;
  /** The kind of organ, where its name does not tell. */
  level?: Level;
  /** The date of today, as `2025-01-31`; else the clock's. */
  today?: string;
  /** The report of the year before. */
  previous?: Input;
  /** Findings that have been set aside, in place of those the report carries. */
  ignored?: Ignored[];
}

/** Why there is no result. */
export interface Failure {
  ok: false;
  error: {
    /** For programs: `input`, `option`, `format`, `empty`, `damaged`, `encrypted`, `no_text`, `not_ready`, … */
    code: string;
    /** For people, in the language that was asked for. */
    message: string;
    /** With the code `needs_module`: what `importFile` loads. */
    module?: 'documents' | 'spreadsheets' | 'pages';
  };
}

/** The result of a check, `gouji/check@1`. */
export interface Check {
  schema: 'gouji/check@1';
  /** One file, that of the call. */
  files: [CheckedFile];
  ok?: undefined;
}

export interface CheckedFile {
  /** The name of the file, if it had one. */
  file: string;
  summary: Summary;
  findings: Finding[];
  /** Every relation that was tried: an empty list of findings never means that nothing was read. */
  checks: TriedRelation[];
  /** Rules that could not be applied, and why. */
  rules_not_checked: { rule: string; reason: string }[];
  /** What was found and has been set aside. */
  ignored?: (Ignored & { severity: Severity; message: string })[];
  /** What has been set aside and is no longer found. */
  stale?: Ignored[];
}

export interface Summary {
  errors: number;
  warnings: number;
  infos: number;
  checks: { held: number; violated: number; not_checked: number };
}

export interface Finding {
  rule: string;
  severity: Severity;
  /** What is wrong, in a sentence. */
  message: string;
  /** Stays the same while wording around the place changes. */
  fingerprint: string;
  /** Where to look; the first place first. */
  places: Place[];
  expected?: string;
  actual?: string;
  /** Ways to mend it, likeliest first. */
  fixes: Fix[];
  /** The relations that do not hold. */
  evidence?: Evidence[];
}

/** A place in the report: a cell, a table, a part, or words in the title, the preamble, a heading or a paragraph. */
export interface Place {
  /** `requests.total.natural` */
  cell?: string;
  table?: TableName;
  title?: true;
  /** The number of the paragraph before the first part. */
  preamble?: number;
  part?: number;
  /** The index in `sections`, where the part occurs more than once. */
  section?: number;
  heading?: true;
  paragraph?: number;
  /** The report as a whole. */
  report?: true;
  /** From where to where in the passage, in UTF-16 units. */
  start?: number;
  end?: number;
  /** The words there; what belongs to a person is masked. */
  quote?: string;
}

/** What is to stand at a place instead. */
export interface Edit extends Place {
  from: string;
  to: string;
}

export interface Fix {
  title: string;
  /** `safe` is typography; with `suggested` a person decides. */
  applicability: 'safe' | 'suggested';
  edits: Edit[];
  /** From 0 to 1; absent where there is only one way. */
  confidence?: number;
}

/** A relation that does not hold, with its terms. */
export interface Evidence {
  rule: string;
  scope: string;
  left: Term[];
  right: Term[];
  left_sum: number;
  right_sum: number;
}

/** A cell with what it holds; null for a blank, which counts as zero. */
export interface Term {
  cell: string;
  value: number | null;
}

export interface TriedRelation {
  rule: string;
  scope: string;
  status: 'held' | 'violated' | 'not_checked';
  reason?: string;
  left?: number;
  right?: number;
  counted_as_zero?: string[];
}

export type Form = '2021' | '2019';

export type TableName = 'disclosure' | 'requests' | 'disputes';

/** A report as read, `gouji/report@1`. */
export interface Report {
  schema: 'gouji/report@1';
  title?: string | null;
  organ?: string | null;
  level?: Level | null;
  year?: number | null;
  form: Form;
  /** By address, `requests.new.natural`; a cell that the draft lacks is absent. */
  cells: { [cell: string]: Cell };
  sections?: Section[];
  /** What kind of source it was read from. */
  source?: string;
  preamble?: string[];
  period?: Period | null;
  tables?: { [table in TableName]?: TableReading };
  ignored?: Ignored[];
  ok?: undefined;
}

export interface Cell {
  /** Null for a blank, a placeholder, and what could not be read. */
  value: number | null;
  /** As written. */
  raw?: string;
  /** Why it could not be read. */
  problem?: string;
}

export interface Section {
  part: number;
  heading?: string | null;
  paragraphs?: string[];
  number?: number;
  /** How many paragraphs stand before the statistical table. */
  table_at?: number;
  other_tables?: { at: number; rows: string[][] }[];
  has_picture?: boolean;
}

/** The statistics period: days as year, month, day. */
export interface Period {
  from: [number, number, number];
  to: [number, number, number];
  section?: number;
  paragraph: number;
  quote: string;
}

export interface TableReading {
  status: 'read' | 'missing' | 'picture' | 'unreadable';
  form: Form;
  rows?: { row: string; label: string }[];
  missing_rows?: string[];
  missing_columns?: string[];
  heads?: string[];
  foreign?: string[];
}

/** A finding that a person has set aside, and why. */
export interface Ignored {
  rule: string;
  fingerprint: string;
  reason: string;
}

export interface Rule {
  id: string;
  severity: Severity;
  priority: number;
  /** The edition of the form it belongs to; null for both. */
  form: Form | null;
  title: string;
}

/** A check with what a component draws of it; HTML is escaped, and has neither scripts nor style attributes. */
export interface Examination {
  check: Check;
  report: Report;
  /** The draft as text, in which it can be edited. */
  text: string;
  /** The report in the official layout, with the findings marked, as HTML elements one after another. */
  preview: string;
  summary: string;
  /** What could not be checked and why, as HTML. */
  unchecked: string;
  findings: ShownFinding[];
  ok?: undefined;
}

export interface ShownFinding {
  /** The word for its severity. */
  severity: string;
  /** What its first place is called; empty where the sentence names it. */
  place: string;
  /** Its fixes and its evidence, as HTML. */
  basis: string;
  /** For each fix its changes of the text; null where it cannot be made there. */
  fixes: (Change[] | null)[];
}

/** A change of a text: from where to where, in UTF-16 units, and what is to stand there. */
export interface Change {
  start: number;
  end: number;
  text: string;
}

/**
 * Loads the checker; once is enough, and more does no harm. Without a source, `gouji_bg.wasm` beside this module.
 */
export function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module,
  options?: LanguageOption,
): Promise<{ ok: true } | Failure>;

/** Checks a draft. */
export function check(input: Input, options?: Options): Check | Failure;

/** Checks a draft, with everything that a component draws of it. */
export function examine(input: Input, options?: Options): Examination | Failure;

/** Reads a draft without judging it. */
export function extract(input: Input, options?: LanguageOption): Report | Failure;

/**
 * A report as `html` (a page of its own), `fragment` (HTML for the editor of a content management system: styles stand
 * at the elements) or `markdown`.
 */
export function render(report: Report, format: 'html' | 'fragment' | 'markdown', options?: LanguageOption): string | Failure;

/** A report as the fragment of a link; with `numbers`, without its words. */
export function encodeLink(report: Report, options?: LanguageOption & { numbers?: boolean }): string | Failure;

/** The report of a link: an address, or its fragment. */
export function decodeLink(link: string, options?: LanguageOption): Report | Failure;

/** The rules that are switched on. */
export function rules(options?: LanguageOption): Rule[] | Failure;

/** A text with the changes of a fix made. */
export function applyChanges(text: string, changes: Change[]): string;

/**
 * Prepares a file of any kind for the functions above; spreadsheets, PDF and OFD are read by modules of their own,
 * which are loaded when the first such file comes.
 */
export function importFile(file: Blob | FileInput, options?: LanguageOption): Promise<Input | Failure>;

/** Gives back the memory that drafts have needed; the next call takes new memory. */
export function release(): void;
