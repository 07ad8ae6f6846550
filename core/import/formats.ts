/** The log formats, one row each, and which of them a log is. It may not read a file. */
import type { LineScanner } from './log-record.ts';
import { scanAlb } from './scan-alb.ts';
import { describesCloudFront, openCloudFront } from './scan-cloudfront.ts';
import { scanCombined, scanCommon } from './scan-combined.ts';

interface LogFormat {
  /** The word behind `--format`. */
  readonly name: string;
  /** A scanner for one log; `head`, its first lines, may say which form of the format the log has. */
  readonly open: (head: readonly string[]) => LineScanner;
  /** Recognises lines that hold no request and yet tell of this format. */
  readonly describes?: (line: string) => boolean;
  /** A line may say how those after it are read, so that one scanner must see all of them in order. */
  readonly sequential?: true;
  /** Reads what a richer format reads as well: a log is taken for it last. */
  readonly lessDetailed?: true;
}

/** In the order in which `--help` lists them. */
const LOG_FORMATS = [
  { name: 'common', open: () => scanCommon, lessDetailed: true },
  { name: 'combined', open: () => scanCombined },
  { name: 'cloudfront', open: openCloudFront, describes: describesCloudFront, sequential: true },
  { name: 'alb', open: () => scanAlb },
] as const satisfies readonly LogFormat[];

export type Format = (typeof LOG_FORMATS)[number]['name'];

/** Names of the formats. */
export const FORMATS: readonly Format[] = LOG_FORMATS.map(({ name }) => name);

const BY_NAME = Object.fromEntries(LOG_FORMATS.map((format) => [format.name, format])) as Readonly<
  Record<Format, LogFormat>
>;
const MAX_HEAD_LINES = 50;

/** A scanner for a log of this format; `head` are its first lines. */
export function scannerFor(name: Format, head: readonly string[]): LineScanner {
  return BY_NAME[name].open(head);
}

/** Whether the lines of such a log must be read in order by one scanner. */
export function isSequential(name: Format): boolean {
  return BY_NAME[name].sequential === true;
}

/**
 * The format that reads most of the first lines; of two that read as many, the richer one. Undefined where none reads
 * any.
 */
export function detectFormat(head: readonly string[]): Format | undefined {
  const lines = head.filter((line) => line !== '').slice(0, MAX_HEAD_LINES);
  let best: Format | undefined;
  let most = 0;
  const formats = FORMATS.toSorted(
    (a, b) => Number(BY_NAME[a].lessDetailed ?? 0) - Number(BY_NAME[b].lessDetailed ?? 0),
  );
  for (const name of formats) {
    const { open, describes } = BY_NAME[name];
    const scan = open(lines);
    const read = lines.filter((line) => typeof scan(line) === 'object' || describes?.(line) === true).length;
    if (read > most) [best, most] = [name, read];
  }
  return best;
}
