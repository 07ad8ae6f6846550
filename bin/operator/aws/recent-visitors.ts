/** Reads a site's recent daily visitors from a deployment. Callers may not print these exact figures. */
import type { Deployment } from './deployment.ts';

export async function recentVisitors({ engine }: Deployment, site: string): Promise<readonly number[]> {
  const rows = await engine().rows('select visitors from days where site = ? order by day desc limit 28', [
    site,
  ]);
  return rows.map((row) => Number(row['visitors']));
}
