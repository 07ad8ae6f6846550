/** Three sealed days of two sites on the fakes, and the local mode's releases of them. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { releaseDue } from '#runtime/local/release/release-due';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { AwsLake } from '../../../support/aws/aws-lake.ts';
import { oneEngine } from '../../../support/aws/lake-engine.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { LakeOf } from '../../local/seal/lake-of.ts';

export const CONFIG = parseConfig(
  JSON.stringify({
    sites: [
      {
        id: 'logs',
        hosts: ['logs.example'],
        published: ['/p/0', '/p/1'],
        topics: [{ name: 'A', paths: ['/p/0'] }],
        goals: ['signup'],
      },
      { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'], leaveOut: ['breakdowns'] },
    ],
  }),
);
export const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];
export const PERIODS = [...DAYS, '2026-03'];
export const RELEASE = { by: 'operator', does: 'release', sites: ['logs'] } as const;

const engine = oneEngine();
let [sealed, start]: [LakeOf, AwsLake] = [] as never;
beforeAll(async () => {
  sealed = new LakeOf(CONFIG);
  await sealed.arrive(
    'dt=2026-03-18/a.parquet',
    randomArrivals({ sites: ['logs', 'shop'], days: DAYS, visitors: 120, random: seeded(5) }),
  );
  await sealed.sealHere();
  start = await AwsLake.of(engine(), sealed.data, CONFIG);
});
afterAll(() => sealed.dispose());

/** Seals the days in a data directory, without releasing anything. */
export function freshFolder(): LakeOf {
  const copy = new LakeOf(CONFIG);
  cpSync(sealed.data.root, copy.data.root, { recursive: true });
  return copy;
}

/** Seals the same days on the fakes of AWS. */
export const freshLake = (): AwsLake => start.copy();

/** The local mode's releases of the days, drawn from seed 7, by key: releases and ledger entries. */
export async function releasedLocally(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const copy = freshFolder();
  await releaseDue({
    data: copy.data,
    config: compileConfig(CONFIG),
    facts: FACTS,
    loadSql,
    bits: seededBits(7),
    today: '2026-04-20',
    sites: ['logs'],
  });
  for (const period of PERIODS) {
    texts.set(
      `releases/period=${period}/logs.json`,
      readFileSync(join(copy.data.releases, `period=${period}`, 'logs.json'), 'utf8'),
    );
    texts.set(
      `releases/ledger/${period}.logs.json`,
      readFileSync(join(copy.data.releases, 'ledger', `${period}.logs.json`), 'utf8'),
    );
  }
  copy.dispose();
  return texts;
}
