import type { Check, Failure, FileInput, Finding, Level, Report } from './gouji.js';

export interface Attributes {
  year?: number | null;
  level?: Level | null;
  lang?: 'zh' | 'en' | null;
  readonly?: boolean | null;
}

export interface Frame {
  iframe: HTMLIFrameElement;
  /** Settles when the checker in the frame has been loaded, or could not be; it is never rejected. */
  ready: Promise<{ ok: true } | Failure>;
  /** The report as read; null before one is loaded. */
  report: Report | null;
  /** The findings of the last check. */
  findings: Finding[];
  /** Loads a draft and checks it. */
  load(input: string | { html: string } | FileInput | Report | Blob): Promise<Check | Failure>;
  /** Changes attributes; null takes one away. */
  set(attributes: Attributes): void;
  /** Takes the frame away, with everything that belongs to it. */
  remove(): void;
}

/**
 * Puts the checker into a page in a frame. The events `gouji-ready` and `gouji-check` are those of the iframe, and rise
 * from there.
 */
export function embed(
  parent: Element,
  options: Attributes & {
    /** The address of `frame.html`. */
    src: string;
    /** The name of the frame for screen readers. */
    title?: string;
    /** After how many milliseconds without an answer the frame counts as unavailable. */
    timeout?: number;
  },
): Frame;
