/** A full disk or memory is recognized in every command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { isOutOfSpace } from '#core/operator/system-faults';

it("a lack of space is recognized in DuckDB's errors about memory and spill, and in the system's about a disk", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-room-'));
  const db = await openDuckDb({ memoryLimit: '16MB', threads: 1, scratch: folder });
  await db.run("set max_temp_directory_size = '1MB'");
  const error = await db
    .run("create table t as select repeat('x', 1000) || i as x from range(100000) r(i)")
    .catch((one: unknown) => one);
  await db.close();
  rmSync(folder, { recursive: true });
  expect(isOutOfSpace(error)).toBe(true);
  expect(isOutOfSpace(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBe(true);
  expect(isOutOfSpace(new Error('anything else'))).toBe(false);
  expect(isOutOfSpace(undefined)).toBe(false);
});
