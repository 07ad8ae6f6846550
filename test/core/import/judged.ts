/** Judges lines of a log as an import does, with keys that tell visitors apart. */
import { DerivedCache } from '#core/anonymize/derived-cache';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { FieldMap } from '#core/import/field-map';
import { createLenientScanner, createScanner, detectFormat, type Format } from '#core/import/formats';
import { judgeLine, type JudgedLine } from '#core/import/judge-line';

const NOW = Date.parse('2026-11-30T12:00:00Z');
export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

export interface Judging {
  readonly trustedProxies?: number;
  readonly format?: Format;
  readonly fields?: FieldMap;
  readonly now?: number;
}

/** Judges all lines of a log; without a format, that of `auto`. */
export function judgeAll(
  lines: readonly string[],
  { trustedProxies = 0, format, fields, now = NOW }: Judging = {},
): readonly JudgedLine[] {
  const config = compileConfig(
    parseConfig(
      JSON.stringify({
        timeZone: 'UTC',
        trustedProxies,
        sites: [{ id: 'shop', hosts: ['www.example.com', 'example.com'] }],
      }),
    ),
  );
  const site = config.site('shop');
  if (site === undefined) throw new Error('no site');
  const derived = new DerivedCache();
  const detected = format ?? detectFormat(lines);
  if (detected === undefined) throw new Error('no format');
  const scan =
    format === undefined ? createLenientScanner(detected, lines) : createScanner(format, lines, fields);
  return lines.map((line) =>
    judgeLine(line, scan, {
      config,
      site,
      downloads: new Set(['pdf']),
      now,
      random128: () => '0'.repeat(32),
      isSealed: () => false,
      anonymize: (day) => ({
        config,
        // The key in plain text: a test reads address and user agent from it.
        dayKey: { day, hash: (_use: string, parts: readonly string[]) => parts.join('|') } as never,
        random128: () => '1'.repeat(32),
        country: () => undefined,
        derived,
      }),
    }),
  );
}

/** Returns what identifies the visitor of each line: outcome, or the address that was read. */
export function visitorsOf(lines: readonly string[], judging?: Judging): readonly string[] {
  return judgeAll(lines, judging).map((judged) => {
    if (!('row' in judged)) return Object.values(judged).join();
    if (judged.row.outcome !== 'stored') return judged.row.outcome;
    return judged.row.visitor?.split('|').find((part) => /^[\d.]+$|^[0-9a-f]{16}$/.test(part)) ?? 'nobody';
  });
}
