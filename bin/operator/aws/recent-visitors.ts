/** How many visitors a site of a deployment had of late. It may not show the figures. */
import type { Deployment } from './deployment.ts';

export async function recentVisitors({ engine }: Deployment, site: string): Promise<readonly number[]> {
  const rows = await engine().rows('select visitors from days where site = ? order by day desc limit 28', [
    site,
  ]);
  return rows.map((row) => Number(row['visitors']));
}
