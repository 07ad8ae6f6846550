/**
 * The sample log as requests of its visitors' browsers: one request per page view, some with more events, some sent
 * twice. It may not invent a visitor.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { classifyRequest } from '#core/import/classify-request';
import { scanCombined } from '#core/import/scan-combined';
import { ROOT } from '../../support/program.ts';

export interface BrowserRequest {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly ip: string;
  readonly userAgent: string;
  readonly body: string;
}

const LOG = join(ROOT, 'test/data/apache_access_2015.log.gz');
const SITE = 'semicomplete';
const hostOf = 'http://semicomplete.com';

/** In the order of their times: the log's lines are some seconds out of order, and a clock is not. */
export function requestsOfLog(): readonly BrowserRequest[] {
  const lines = gunzipSync(readFileSync(LOG)).toString('utf8').trimEnd().split('\n');
  const requests = lines.flatMap((line, index): BrowserRequest[] => {
    const record = scanCombined(line);
    if (typeof record === 'string' || classifyRequest(record, new Set(['pdf'])) !== 'pageview') return [];
    const id = (part: string) => createHash('sha256').update(`${index} ${part}`).digest('hex').slice(0, 32);
    const url = `${hostOf}${record.path}${record.query === '' ? '' : `?${record.query}`}`;
    const view = {
      site: SITE,
      name: 'pageview',
      url,
      id: id('view'),
      screen: 400 + (index % 1500),
      language: ['de-DE', 'en', 'fr'][index % 3],
      ...(record.referrer === undefined ? {} : { referrer: record.referrer.slice(0, 2048) }),
    };
    const more = [
      ...(index % 3 === 0
        ? [
            {
              site: SITE,
              name: 'engagement',
              url,
              id: id('engagement'),
              engaged_ms: (index % 90) * 1000,
              scroll_pct: index % 101,
            },
          ]
        : []),
      ...(index % 7 === 0
        ? [
            {
              site: SITE,
              name: 'download',
              url,
              id: id('download'),
              props: { file: `/files/${['manual', 'prices', 'Übersicht'][index % 3]}.pdf` },
              value: index % 50,
            },
          ]
        : []),
    ];
    const request = {
      time: record.time,
      ip: record.ip,
      userAgent: record.userAgent ?? '',
      body: JSON.stringify(more.length === 0 ? view : { events: [view, ...more] }),
    };
    return index % 50 === 0 ? [request, request] : [request];
  });
  return requests.toSorted((a, b) => a.time - b.time);
}
