/** The log formats, one row each, and the detection of the format of a log. */
import type { LineScanner } from './log-record.ts';
import { scanAlb } from './scan-alb.ts';
import { isCloudFrontHeader, openCloudFront } from './scan-cloudfront.ts';
import { scanCombined, scanCommon } from './scan-combined.ts';

interface LogFormat {
  /** The value of `--format`. */
  readonly name: string;
  /** Creates a scanner for one log; `head`, its first lines, can determine the variant of the format. */
  readonly open: (head: readonly string[]) => LineScanner;
  /** Recognises lines that hold no request and still identify this format. */
  readonly isHeader?: (line: string) => boolean;
  /** Whether a line can determine how later ones are read, so that one scanner must see all of them in order. */
  readonly sequential?: true;
  /** Whether a richer format reads the same lines: a log is detected as this one last. */
  readonly lessDetailed?: true;
}

/** The formats in the order in which `--help` lists them. */
const LOG_FORMATS = [
  { name: 'common', open: () => scanCommon, lessDetailed: true },
  { name: 'combined', open: () => scanCombined },
  { name: 'cloudfront', open: openCloudFront, isHeader: isCloudFrontHeader, sequential: true },
  { name: 'alb', open: () => scanAlb },
] as const satisfies readonly LogFormat[];

export type Format = (typeof LOG_FORMATS)[number]['name'];

/** The names of the formats. */
export const FORMATS: readonly Format[] = LOG_FORMATS.map(({ name }) => name);

const BY_NAME = Object.fromEntries(LOG_FORMATS.map((format) => [format.name, format])) as Readonly<
  Record<Format, LogFormat>
>;
const MAX_HEAD_LINES = 50;

/** Returns a scanner for a log of this format; `head` are its first lines. */
export function createScanner(name: Format, head: readonly string[]): LineScanner {
  return BY_NAME[name].open(head);
}

/** Whether the lines of such a log must be read in order by one scanner. */
export function isSequential(name: Format): boolean {
  return BY_NAME[name].sequential === true;
}

/**
 * Returns the format that reads most of the first lines; of two that read equally many, the richer one. Undefined where
 * none reads any.
 */
export function detectFormat(head: readonly string[]): Format | undefined {
  const lines = head.filter((line) => line !== '').slice(0, MAX_HEAD_LINES);
  let best: Format | undefined;
  let most = 0;
  const formats = FORMATS.toSorted(
    (a, b) => Number(BY_NAME[a].lessDetailed ?? 0) - Number(BY_NAME[b].lessDetailed ?? 0),
  );
  for (const name of formats) {
    const { open, isHeader } = BY_NAME[name];
    const scan = open(lines);
    const read = lines.filter((line) => typeof scan(line) === 'object' || isHeader?.(line) === true).length;
    if (read > most) [best, most] = [name, read];
  }
  return best;
}
