/** A database that is closed while statements are running: they end, and so does the process. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Statements } from '#runtime/local/duckdb/statements';

const scratch = mkdtempSync(join(tmpdir(), 'headcount-close-'));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

const CHILD = `
  import { existsSync } from 'node:fs';
  import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
  const db = await openDuckDb({ memoryLimit: '64MB', threads: 1, scratch: ${JSON.stringify(scratch)} });
  // One after the other: of two at once, either may get the connection first.
  await db.run("select error('as when memory runs out')").catch(() => undefined);
  const endless = db.run("copy (select a.range from range(1000000) a, range(1000000) b) to '" + ${JSON.stringify(join(scratch, 'endless.csv'))} + "'").then(() => 'done', () => 'interrupted');
  // It is running once its file exists.
  while (!existsSync(${JSON.stringify(join(scratch, 'endless.csv'))})) await new Promise(setImmediate);
  const closed = db.close();
  const refused = await db.run('select 1').then(() => 'run', (error) => error.message);
  await closed;
  process.stdout.write(JSON.stringify([await endless, refused]));
  process.exit(1);
`;

it('closing interrupts a running statement, after another has failed, refuses a further one, and lets the process end', () => {
  // The limit only ends a process that would hang for good.
  const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', CHILD], {
    cwd: join(import.meta.dirname),
    encoding: 'utf8',
    timeout: 300_000,
    killSignal: 'SIGKILL',
  });
  expect([ran.signal, ran.status, ran.stdout, ran.stderr]).toEqual([
    null,
    1,
    JSON.stringify(['interrupted', 'the database is closed']),
    '',
  ]);
});

it('the end closes before it returns where nothing is under way, and only once', async () => {
  const closed: string[] = [];
  const statements = new Statements(() => {
    closed.push('interrupted');
  });
  await statements.run(async () => undefined);
  const ended = statements.end(() => {
    closed.push('closed');
  });
  expect(closed).toEqual(['closed']);
  expect(
    statements.end(() => {
      closed.push('closed again');
    }),
  ).toBe(ended);
  await ended;
  expect(closed).toEqual(['closed']);
});
