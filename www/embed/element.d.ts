import type { Check, Failure, Finding, Input, Level, Report } from './gouji.js';

/**
 * `<gouji-checker year level lang readonly>`: paste or open a draft, see what was found and where, mend it with a click.
 * Importing this module defines the element.
 */
export class GoujiChecker extends HTMLElement {
  /** The attribute `year`; null where there is none that is a year. */
  year: number | null;
  /** The attribute `level`. */
  level: Level | (string & {}) | null;
  /** The attribute `readonly`: nothing can be pasted, opened or mended. */
  readonly: boolean;
  /** The report as read; null before one is loaded. */
  get report(): Report | null;
  /** The findings of the last check. */
  get findings(): Finding[];
  /** The draft as text, with all changes. */
  get text(): string;
  /** Loads a draft and checks it. */
  load(input: Input | Blob): Promise<Check | Failure>;
}

declare global {
  interface HTMLElementTagNameMap {
    'gouji-checker': GoujiChecker;
  }
  interface HTMLElementEventMap {
    /** The checker has been loaded, or could not be. */
    'gouji-ready': CustomEvent<{ ok: true } | Failure>;
    /** A draft has been checked, or could not be. */
    'gouji-check': CustomEvent<Check | Failure>;
  }
}
