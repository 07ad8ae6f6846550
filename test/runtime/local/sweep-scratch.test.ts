/** Leftovers of killed processes in scratch/ are deleted; files of a running one stay. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { takeLock } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { sweepScratch } from '#runtime/local/sweep-scratch';
import { LakeOf } from './seal/lake-of.ts';

let data: DataDir;
beforeEach(() => {
  data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-sweep-')));
  prepareDataDir(data);
});
afterEach(() => rmSync(data.root, { recursive: true }));

function leave(name: string): void {
  mkdirSync(join(data.scratch, name, 'parts'), { recursive: true });
  writeFileSync(join(data.scratch, name, 'parts', 'data_0.parquet'), 'rows');
}

it('the sweep at a start removes the folders of processes that have ended, and files that older versions spilled', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  leave(`${pid}-0123abcd`);
  leave(`seal/${pid}-0123abcd`);
  writeFileSync(join(data.scratch, 'duckdb_temp_storage_DEFAULT-0.tmp'), 'rows');
  await sweepScratch(data);
  expect(readdirSync(data.scratch)).toEqual(['CACHEDIR.TAG']);
});

it('the sweep leaves alone what belongs to a running process, and to whoever holds the lock of the seal', async () => {
  leave(`${process.ppid}-0123abcd`);
  leave('seal/1-0123abcd');
  const lock = await takeLock(data, 'seal');
  await sweepScratch(data);
  expect(readdirSync(data.scratch).toSorted()).toEqual([`${process.ppid}-0123abcd`, 'CACHEDIR.TAG', 'seal']);
  lock.release();
});

it('each seal sweeps its own folder', async () => {
  const lake = new LakeOf();
  try {
    const left = join(lake.data.scratch, 'seal', '1-0123abcd');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'data_0.parquet'), 'rows');
    expect((await lake.seal()).status).toBe(0);
    expect(existsSync(left)).toBe(false);
  } finally {
    lake.dispose();
  }
});
