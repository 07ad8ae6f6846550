/** The books of imports on AWS: the checks of a commit, and the view of a seal. */
import { describe, expect, it } from 'vitest';
import { commitImport, DaySealedMeanwhileError } from '#runtime/aws/import/import-books';
import { itemsOfAll } from '../../../oracle/random-arrivals.ts';
import type { SealWorld } from '../seal/fake/seal-world.ts';
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

describe('an import beside a seal', () => {
  const ID = '00fe';
  const DAY = '2026-03-19';
  const rows = ROWS.filter((row) => row.site === 'logs' && row.day === DAY)
    .slice(0, 3)
    .map((row) => ({ ...row, event_id: `import ${row.event_id}` }));
  const items = itemsOfAll(rows);
  const isLate = (key: string) => key.startsWith(`logs|${DAY}|late|`);
  const commitInto = async (here: SealWorld, sealed: readonly string[]) => {
    const bytes = await parquet(rows);
    const name = `dt=${DAY}/import-${ID}-1.parquet`;
    await commitImport(
      { ...here.ports(), now: here.now },
      ID,
      { site: 'logs', logs: ['s3://logs/a'], days: [DAY] },
      [{ name, bytes: () => bytes }],
      sealed,
    );
    here.arrived.set(`arrivals/arrivals/${name}`, items);
  };

  it('an import that knew its day as sealed counts as late what it reported as late, in the answer and in completeness', async () => {
    const here = await arrived();
    await here.tick(ASKED);
    const before = await here.facts();
    await commitInto(here, [DAY]);
    expect(await here.tick(ASKED)).toMatchObject({ done: true, days: [], late: items });
    const after = await here.facts();
    const lateOf = (facts: typeof after) =>
      (facts['completeness'] ?? [])
        .filter(([key]) => isLate(key))
        .reduce((sum, [, { items: counted = 0 }]) => sum + counted, 0);
    expect(lateOf(after) - lateOf(before)).toBe(items);
    expect({ ...after, completeness: [] }, 'no fact is touched').toEqual({ ...before, completeness: [] });
    const counted = itemsOfAll(ROWS) + items;
    await expect(here.books()).resolves.toEqual({ waiting: 0, counted, arrived: counted });
    expect(await here.tick(ASKED), 'each row is late once').toMatchObject({ late: 0 });
  });

  it('an import that commits while the seal plans is in the seal of its day, and nothing of it is late', async () => {
    const here = await arrived();
    let committed: Promise<void> | undefined;
    here.athena.onQuery = async (sql) => {
      if (sql.includes('"$path"')) await (committed ??= commitInto(here, []));
    };
    let answer = await here.tick(ASKED);
    while (!answer.done) answer = await here.tick(ASKED);
    expect(committed).toBeDefined();
    here.athena.onQuery = () => undefined;
    const next = await here.tick(ASKED);
    const counted = itemsOfAll(ROWS) + items;
    await expect(here.books()).resolves.toEqual({ waiting: 0, counted, arrived: counted });
    expect(answer.late + next.late).toBe(0);
  });
});
