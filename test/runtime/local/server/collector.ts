/** Shared by the server tests: a site, a browser's event, and ways to send it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import type { SqlRow } from '#core/ports/query-engine';
import { convertLeft } from '../../../support/convert-left.ts';
import type { Place, Running } from '../../../support/program.ts';

export { until } from '../../../support/until.ts';

export const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
export const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] };
export const HEADERS = { origin: 'https://shop.example', 'user-agent': AGENT };

export function pageview(path = '/', id?: string): string {
  return JSON.stringify({
    site: 'shop',
    name: 'pageview',
    url: `https://shop.example${path}`,
    ...(id === undefined ? {} : { id }),
  });
}

export async function post(
  server: Running,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  query = '',
): Promise<Response> {
  return await fetch(`${server.url}/v1/events${query}`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: body as string,
  });
}

/** Returns rows of all arrivals, by a SELECT over `arrivals`. */
export async function arrivals(
  place: Place,
  select = 'select * from arrivals',
  data = place.data,
): Promise<readonly SqlRow[]> {
  if (!place.isRunning) await convertLeft(place, data);
  const folder = join(data, 'arrivals');
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.startsWith('dt='))) return [];
  const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(place.folder, 'scan') });
  try {
    await db.run(
      `create view arrivals as select * from read_parquet('${folder}/*/*.parquet', union_by_name = true)`,
    );
    return await db.rows(select);
  } finally {
    db.close();
  }
}

export function segments(place: Place, state: 'open' | 'jsonl'): readonly string[] {
  return readdirSync(join(place.data, 'journal')).filter((name) => name.endsWith(`.${state}`));
}
