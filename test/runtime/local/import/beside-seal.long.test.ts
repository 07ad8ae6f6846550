/**
 * An import concurrent with a seal: what it reports as late is what the books count as late, whenever the seal came.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Place, ROOT } from '../../../support/program.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
/** One page view each from 60 visitors of a day. */
const linesOf = (day: number, count: number, page = 'p') =>
  Array.from(
    { length: count },
    (_, n) =>
      `203.0.113.${n % 60} - - [${day}/Mar/2026:10:${String(n % 60).padStart(2, '0')}:03 +0000] "GET /${page}${n} HTTP/1.1" 200 9 "-" "${AGENT}"\n`,
  ).join('');

let place: Place;
beforeEach(() => {
  place = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'] }] });
  place.setClock('2026-03-14T08:00:00Z');
});
afterEach(() => place.dispose());

async function json<T>(...words: string[]): Promise<T> {
  const { status, stdout, stderr } = await place.run([...words, '--json']);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}

/** An import of standard input that has read which days are sealed, and waits for its lines. */
async function waitingImport(): Promise<(lines: string) => Promise<Record<string, number>>> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), 'import', '-', '--json'], {
    cwd: place.folder,
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${join(ROOT, 'test/support/shift-clock.mjs')}`,
      HEADCOUNT_TEST_CLOCK: join(place.folder, 'clock'),
    },
    stdio: 'pipe',
  });
  let printed = '';
  let noted = '';
  child.stdout.on('data', (text) => {
    printed += text;
  });
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text) => {
      noted += text;
      // Printed when the sealed days are read, before the first line is.
      if (noted.includes('Sec-GPC')) resolve();
    });
    void ended.then(() => reject(new Error(noted)));
  });
  return async (lines) => {
    child.stdin.end(lines);
    expect((await ended)[0], noted).toBe(0);
    return JSON.parse(printed) as Record<string, number>;
  };
}

/** Returns the items per outcome in the books. */
async function books(): Promise<Record<string, number>> {
  const rows = await json<{ outcome: string; items: number }[]>(
    'query',
    "select outcome, sum(items) as items from completeness where outcome <> 'received' group by outcome order by outcome",
  );
  return Object.fromEntries(rows.map((row) => [row.outcome, Number(row.items)]));
}

it.each(oneOf(2, [300, 70_000]))(
  'import reports as late each of %i lines whose day was sealed while it waited for them',
  async (count) => {
    writeFileSync(join(place.folder, 'first.log'), linesOf(11, 40));
    await json('import', 'first.log');
    const finish = await waitingImport();
    await json('seal');
    const told = await finish(linesOf(11, count, 'q') + linesOf(13, 20));
    await json('seal', '--through', '2026-03-13');
    expect(await books()).toMatchObject({ late: told['late'] });
    expect(told).toMatchObject({ lines: count + 20, late: count, accepted: 20 });
  },
);

thorough('import reports no line as late where the seal stopped before its day', async () => {
  writeFileSync(join(place.folder, 'first.log'), linesOf(11, 40));
  await json('import', 'first.log');
  const finish = await waitingImport();
  await json('seal', '--through', '2026-03-12');
  const told = await finish(linesOf(11, 30, 'q') + linesOf(13, 20));
  expect(told).toMatchObject({ lines: 50, late: 30, accepted: 20 });
  await json('seal');
  expect(await books()).toMatchObject({ late: 30, stored: 60 });
});
