/** The log formats, one row each, and the detection of the format of a log. */
import type { FieldMap } from './field-map.ts';
import type { LineScanner } from './log-record.ts';
import { scanAlb } from './scan-alb.ts';
import { isCloudFrontHeader, openCloudFront } from './scan-cloudfront.ts';
import { scanCombined, scanCommon, scanCommonOrCombined } from './scan-combined.ts';
import { openJson } from './scan-json.ts';
import { scanS3 } from './scan-s3.ts';
import { isW3cHeader, openW3c } from './scan-w3c.ts';
import { unwrapping } from './unwrap-line.ts';

interface LogFormat {
  /** The value of `--format`. */
  readonly name: string;
  /** Creates a scanner for one log; `head`, its first lines, can determine the variant of the format. */
  readonly open: (head: readonly string[], fields: FieldMap | undefined) => LineScanner;
  /** The scanner where nobody named the format; formats that share it read the same lines. */
  readonly lenient?: LineScanner;
  /** Whether its lines may come within JSON or behind a prefix. */
  readonly carried?: true;
  /** Recognises lines that hold no request and still identify this format. */
  readonly isHeader?: (line: string) => boolean;
  /** Whether a line can determine how later ones are read, so that one scanner must see all of them in order. */
  readonly sequential?: true;
  /** Whether a richer format reads the same lines: a log is detected as this one last. */
  readonly lessDetailed?: true;
}

/** The formats in the order in which `--help` lists them. */
const LOG_FORMATS = [
  {
    name: 'common',
    open: () => scanCommon,
    lenient: scanCommonOrCombined,
    carried: true,
    lessDetailed: true,
  },
  {
    name: 'combined',
    open: () => scanCombined,
    lenient: scanCommonOrCombined,
    carried: true,
  },
  { name: 'cloudfront', open: openCloudFront, isHeader: isCloudFrontHeader, sequential: true },
  { name: 'alb', open: () => scanAlb },
  { name: 'json', open: (_head, fields) => openJson(fields), carried: true, lessDetailed: true },
  { name: 'w3c', open: openW3c, isHeader: isW3cHeader, sequential: true },
  { name: 's3', open: () => scanS3 },
] as const satisfies readonly LogFormat[];

export type Format = (typeof LOG_FORMATS)[number]['name'];

/** The names of the formats. */
export const FORMATS: readonly Format[] = LOG_FORMATS.map(({ name }) => name);

/** The format whose fields `--fields` names. */
export const WITH_FIELDS: Format = 'json';

const BY_NAME = Object.fromEntries(LOG_FORMATS.map((format) => [format.name, format])) as Readonly<
  Record<Format, LogFormat>
>;
const MAX_HEAD_LINES = 50;

/** Returns a scanner for a log of this format; `head` are its first lines. */
export function createScanner(name: Format, head: readonly string[], fields?: FieldMap): LineScanner {
  const { open, carried } = BY_NAME[name];
  const scan = open(head, fields);
  return carried === true ? unwrapping(scan) : scan;
}

/**
 * Returns a scanner for a log that was detected as this format: a line that it cannot read is read by the other formats
 * that need no header, and so are the lines after it, since a server's configuration changes in the middle of a log.
 */
export function createLenientScanner(name: Format, head: readonly string[]): LineScanner {
  const openOne = ({ open, lenient }: LogFormat) => lenient ?? open(head, undefined);
  const others = LOG_FORMATS.filter((format: LogFormat) => format.sequential !== true);
  const scanners = [...new Set([...new Set([BY_NAME[name], ...others])].map(openOne))];
  let current = 0;
  return unwrapping((line) => {
    const scanned = scanners[current]?.(line) ?? 'too few fields';
    if (typeof scanned !== 'string' || scanned === 'directive') return scanned;
    for (const [index, scan] of scanners.entries()) {
      if (index === current) continue;
      const other = scan(line);
      if (typeof other === 'string') continue;
      current = index;
      return other;
    }
    return scanned;
  });
}

/** Whether the lines of such a log must be read in order by one scanner. */
export function isSequential(name: Format): boolean {
  return BY_NAME[name].sequential === true;
}

/**
 * Returns the format that reads most of the first lines; of two that read equally many, the richer one. Header lines
 * decide only where no line is read. Undefined where nothing identifies a format.
 */
export function detectFormat(head: readonly string[]): Format | undefined {
  const lines = head.filter((line) => line !== '').slice(0, MAX_HEAD_LINES);
  const formats = FORMATS.toSorted(
    (a, b) => Number(BY_NAME[a].lessDetailed ?? 0) - Number(BY_NAME[b].lessDetailed ?? 0),
  );
  const most = (count: (format: LogFormat) => number) => {
    let best: Format | undefined;
    let bestCount = 0;
    for (const name of formats) {
      const found = count(BY_NAME[name]);
      if (found > bestCount) [best, bestCount] = [name, found];
    }
    return best;
  };
  return (
    most(({ name }) => {
      const scan = createScanner(name as Format, lines);
      return lines.filter((line) => typeof scan(line) === 'object').length;
    }) ?? most(({ isHeader }) => lines.filter((line) => isHeader?.(line) === true).length)
  );
}
