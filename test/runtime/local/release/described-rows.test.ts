/** The Parquet file of a release says what it is and what each column means, wherever it is copied to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { RELEASES } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { writeReleaseRows } from '#runtime/local/release/release-rows';
import { releaseParquet } from '#runtime/node/publish/release-parquet';
import { releasesOf, shop } from '../../../support/releases-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-described-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('both writers of release rows describe the file and every column in its metadata', async () => {
  const { releases } = releasesOf({ site: shop(), month: '2026-03', visitorsPerDay: 40, seed: 1 });
  const month = releases.find(({ level }) => level === 'month') as StoredRelease;
  const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(folder, 'scratch') });
  const described = async (file: string) =>
    Object.fromEntries(
      (
        await db.rows(
          'select decode(key) as key, decode(value) as value from parquet_kv_metadata($1) order by key',
          [file],
        )
      ).map(({ key, value }) => [String(key), String(value)]),
    );
  await writeReleaseRows(db, month, join(folder, 'local.parquet'));
  writeFileSync(join(folder, 'aws.parquet'), releaseParquet(month));
  const local = await described(join(folder, 'local.parquet'));
  expect(local).toMatchObject({
    title: 'Released figures of shop, 2026-03 (Europe/Berlin)',
    description: expect.stringContaining('noise added on purpose') as string,
  });
  expect(await described(join(folder, 'aws.parquet'))).toMatchObject(local);
  expect(JSON.parse(local['columns'] ?? '')).toEqual(
    Object.fromEntries(
      RELEASES.filter(({ name }) => name !== 'period').map(({ name, description }) => [name, description]),
    ),
  );
  db.close();
});
