/** A month of two sites in the local mode, released and not settled. */
import { seeded } from '../../../oracle/random-arrivals.ts';
import { randomFacts } from '../../local/settle/random-facts.ts';
import { SettledLake } from '../../local/settle/settled-lake.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];
export const FACT_ROWS = randomFacts(
  ['shop', 'logs'].flatMap((site) => DAYS.map((day) => ({ site, day }))),
  seeded(21),
);

export async function localLake(): Promise<SettledLake> {
  const lake = new SettledLake();
  await lake.write(FACT_ROWS);
  lake.release({
    site: 'shop',
    days: { '2026-03-01': 12, '2026-03-02': -3, '2026-03-03': 700 },
    cells: { pages: [['/open']] },
  });
  lake.release({ site: 'logs', days: { '2026-03-01': 700, '2026-03-02': 99, '2026-03-03': 700 } });
  return lake;
}
