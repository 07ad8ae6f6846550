/** The books of imports on AWS: what the commit of an import finds. */
import { describe, expect, it } from 'vitest';
import { commitImport, DaySealedMeanwhileError } from '#runtime/aws/import/import-books';
import { arrived, ASKED, parquet, ROWS } from '../seal/fake/two-days.ts';

describe('an import whose day is sealed while its logs are read', () => {
  const ID = '00ff';
  const DAY = '2026-03-19';
  const rows = ROWS.filter((row) => row.site === 'logs' && row.day === DAY).slice(0, 3);

  it('writes nothing and says so: its rows would be late though their lines were called accepted', async () => {
    const here = await arrived();
    await here.tick(ASKED);
    const ports = here.ports();
    const bytes = await parquet(rows);
    const commit = (sealed: readonly string[]) =>
      commitImport(
        { ...ports, now: here.now },
        ID,
        { site: 'logs', logs: ['s3://logs/a'], days: [DAY] },
        [{ name: `dt=${DAY}/import-${ID}-1.parquet`, bytes: () => bytes }],
        sealed,
      );
    await expect(commit([])).rejects.toThrow(DaySealedMeanwhileError);
    expect([...here.s3.objects.keys()].filter((path) => path.includes(ID))).toEqual([]);
    expect(await ports.record.all('import')).toEqual(new Map());
    await commit([DAY]);
    expect([...here.s3.objects.keys()].filter((path) => path.includes(ID))).toEqual([
      `arrivals/arrivals/dt=${DAY}/import-${ID}-1.parquet`,
      `facts/imports/${ID}.json`,
    ]);
  });
});
