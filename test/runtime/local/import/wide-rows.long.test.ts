/**
 * Logs whose lines become wide rows, all of one day: a chunk of them must fit the memory that an import gives its
 * engine.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../../support/program.ts';
import { wideLog } from './wide-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-wide-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('60,000 page views of one day, each with a path of its own of 600 letters, are imported in two chunks and more', () => {
  writeFileSync(join(folder, 'access.log'), wideLog(60_000));
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({
      sites: [
        { id: 'wide', hosts: ['wide.example'], topics: [{ name: 'Everything there is', paths: ['/*'] }] },
      ],
    }),
  );
  const ran = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/bin/headcount.js'), 'import', 'access.log', '--json', '--quiet'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ lines: 60_000, accepted: 60_000 });
});
