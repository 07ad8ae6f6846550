/** Reads a site's recent daily visitors on this machine. Callers may not print these exact figures. */
import { FACTS } from '#queries/facts/catalogue';
import { openLake } from '#runtime/local/lake/open-lake';
import type { LocalContext } from './local-context.ts';

export async function recentVisitors(
  { data, config }: LocalContext,
  site: string,
): Promise<readonly number[]> {
  const days = FACTS.filter((fact) => fact.name === 'days');
  const db = await openLake(data, config, days);
  try {
    const rows = await db.rows('select visitors from days where site = ? order by day desc limit 28', [site]);
    return rows.map((row) => Number(row['visitors']));
  } finally {
    db.close();
  }
}
