/**
 * Every command as a process of its own, as a user runs it: the other tests run most of them in one process
 * (`runWarm`).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placeOf } from '../../upgrade/data-folder.ts';
import { oneOf } from '../../support/full-length.ts';

const place = placeOf('sample', '2026-11-29T22:00:00Z');
const log = join(place.folder, 'one.log');
writeFileSync(
  log,
  '203.0.113.9 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n',
);
afterAll(() => place.dispose());

const CHANGING = new Set<string>(['import', 'seal', 'release', 'settle']);

it.each(
  oneOf(8, [
    [['--version'], 0],
    [['import', log, '--json'], 0],
    [['seal', '--json'], 0],
    [['release', '--json'], 0],
    [['settle', '--json'], 0],
    [['report', '--json'], 0],
    [['report', '--inside', '--json'], 0],
    [['status', '--json'], 0],
    [['budget', '--json'], 0],
    [['plan', '--json'], 0],
    [['live', '--json'], 0],
    [['query', 'select day, visitors from days order by day', '--json'], 0],
    [['cost', '--events-per-month', '1000', '--json'], 0],
    [['check', '--url', 'http://127.0.0.1:9', '--json'], 2],
    [['demo', '--url', 'http://127.0.0.1:9'], 1],
    [['report', '--period', '2026-13'], 2],
  ] as const),
)('%o does the same as a process of its own as beside other commands', async (words, status) => {
  // The first run may change the folder; a second one finds nothing to do.
  if (CHANGING.has(words[0])) await place.run(words);
  const beside = await place.run(words);
  expect(beside.status, beside.stderr).toBe(status);
  expect(await place.runProcess(words)).toEqual(beside);
});
