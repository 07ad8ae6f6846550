/** The log formats by name, and which of them a log is. It may not read a file. */
import type { LineScanner } from './log-record.ts';
import { scanAlb } from './scan-alb.ts';
import { cloudFrontScanner, scanCloudFrontJson } from './scan-cloudfront.ts';
import { scanCombined, scanCommon } from './scan-combined.ts';

export const FORMATS = ['common', 'combined', 'cloudfront', 'alb'] as const;
export type Format = (typeof FORMATS)[number];

const LOOK = 50;

/** A scanner for a format; `head` (the first lines) tells CloudFront's two forms apart and holds its header. */
export function scannerFor(format: Format, head: readonly string[]): LineScanner {
  if (format === 'common') return scanCommon;
  if (format === 'combined') return scanCombined;
  if (format === 'alb') return scanAlb;
  if (head.find((line) => line !== '')?.startsWith('{') === true) return scanCloudFrontJson;
  const scanner = cloudFrontScanner();
  for (const line of head) if (line.startsWith('#')) scanner(line);
  return scanner;
}

/** The format that reads most of the first lines, combined before common; undefined where none reads any. */
export function detectFormat(head: readonly string[]): Format | undefined {
  const lines = head.filter((line) => line !== '').slice(0, LOOK);
  let best: Format | undefined;
  let most = 0;
  for (const format of ['combined', 'cloudfront', 'alb', 'common'] as const) {
    const scan = scannerFor(format, lines);
    const read = lines.filter(
      (line) =>
        typeof scan(line) === 'object' || (format === 'cloudfront' && /^#(Version|Fields):/.test(line)),
    ).length;
    if (read > most) [best, most] = [format, read];
  }
  return best;
}
