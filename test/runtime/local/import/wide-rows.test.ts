/** Logs whose lines make wide rows, all of one day: a chunk of them must fit the memory that an import gives its engine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-wide-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('60,000 page views of one day, each with a path of its own of 600 letters, are imported in two chunks and more', () => {
  const words = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu'.split(' ');
  const path = (line: number) => Array.from({ length: 100 }, (_, index) => words[(line * (index + 3) + index) % words.length]).join('-').slice(0, 600);
  const lines = Array.from({ length: 60_000 }, (_, line) => `203.0.113.${line % 250} - - [10/Mar/2026:12:00:00 +0000] "GET /${path(line)}/${line % 9_000} HTTP/1.1" 200 10 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"`);
  writeFileSync(join(folder, 'access.log'), lines.join('\n'));
  writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ sites: [{ id: 'wide', hosts: ['wide.example'], topics: [{ name: 'Everything there is', paths: ['/*'] }] }] }));
  const ran = spawnSync(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), 'import', 'access.log', '--json', '--quiet'], { cwd: folder, encoding: 'utf8' });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ lines: 60_000, accepted: 60_000 });
});
