/**
 * A process keeps its locks whatever it does in the folder. Closing any descriptor of a file releases the process's
 * locks on it (POSIX), so no command may open a lock file: not to read it, copy it, scan it or check it for damage.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { inspectLake } from '#runtime/local/damage/inspect-lake';
import type { DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { lakeStatus } from '#runtime/local/lake/lake-status';
import { openLake } from '#runtime/local/lake/open-lake';
import { takeLock, type LockName } from '#runtime/local/lock';
import { closeDataDir, prepareDataDir } from '#runtime/local/prepare-data-dir';
import { openDays } from '#runtime/local/release/open-days';
import { readLedger } from '#runtime/local/release/ledger';
import { listReleasedPeriods } from '#runtime/local/release/release-files';
import { sealDays } from '#runtime/local/seal/seal-days';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { ROOT } from '../../../support/program.ts';
import { LakeOf, SITES } from '../seal/lake-of.ts';

const CONFIG = parseConfig(JSON.stringify({ sites: SITES }));
/** A seal takes the others itself, so they are taken after it. */
const HELD: readonly LockName[] = ['import', 'release'];
const TAKEN_BY_A_SEAL: readonly LockName[] = ['seal', 'days', 'convert', 'start'];
const at = (file: string) => JSON.stringify(join(ROOT, 'dist/runtime/local', file));

/** Returns the locks that another process can take. */
function takenElsewhere(data: DataDir, names: readonly LockName[]): readonly LockName[] {
  const program = `import { takeLock } from ${at('lock.js')}; import { dataDir } from ${at('data-dir.js')};
    const data = dataDir(${JSON.stringify(data.root)});
    const taken = [];
    for (const name of ${JSON.stringify(names)}) await takeLock(data, name).then(() => taken.push(name), () => undefined);
    console.log(JSON.stringify(taken)); process.exit(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as LockName[];
}

async function sealedLake(): Promise<LakeOf> {
  const lake = new LakeOf();
  await lake.arrive(
    'dt=2026-03-10/aa.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-10'], visitors: 6, random: seeded(3) }),
  );
  prepareDataDir(lake.data);
  return lake;
}

it.skipIf(process.platform === 'win32')(
  'a process that seals, reports, looks for damage and closes its folder still holds every lock',
  async () => {
    const lake = await sealedLake();
    const { data } = lake;
    const locks = await Promise.all(HELD.map((name) => takeLock(data, name)));
    try {
      await sealDays({
        data,
        config: CONFIG,
        listed: () => undefined,
        facts: FACTS,
        loadSql,
        memoryLimit: '256MB',
        through: '2026-03-10',
        today: '2026-03-11',
        byClock: false,
      });
      for (const name of TAKEN_BY_A_SEAL) locks.push(await takeLock(data, name));
      prepareDataDir(data);
      closeDataDir(data);
      await lakeStatus(data, CONFIG);
      await inspectLake(data, FACTS);
      readLedger(data);
      listReleasedPeriods(data, 'shop');
      const lakeDb = await openLake(data, CONFIG, FACTS);
      await lakeDb.rows('select count(*) as n from pages');
      await lakeDb.close();
      const db = await openDuckDb({ memoryLimit: '256MB', scratch: data.scratch });
      await openDays(db, data, CONFIG, '2026-04-05');
      await db.close();
      expect(takenElsewhere(data, [...HELD, ...TAKEN_BY_A_SEAL])).toEqual([]);
    } finally {
      for (const lock of locks) lock.release();
      lake.dispose();
    }
  },
);

it.skipIf(process.platform !== 'linux')(
  'a lock file that is opened and closed by its holder is lost, so the test above can fail',
  async () => {
    const lake = await sealedLake();
    const lock = await takeLock(lake.data, 'seal');
    try {
      expect(takenElsewhere(lake.data, ['seal'])).toEqual([]);
      closeSync(openSync(join(lake.data.locks, 'seal.duckdb'), 'r'));
      expect(takenElsewhere(lake.data, ['seal'])).toEqual(['seal']);
    } finally {
      lock.release();
      lake.dispose();
    }
  },
);
