/**
 * Seals one day of 5 million arrivals of 1 million visitor-days (`--short`: a tenth) as a user would: `headcount seal`
 * as a process, once with its own memory and once within 512 MB; `--long`: also 30 million, by the time of the 5
 * million. Yardstick: DuckDB alone counting the distinct visitors and events of the same files.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../dist/runtime/local/duckdb/open-duckdb.js';
import { makeBigDay, sealBigDay } from './big-day.mjs';

const SHORT = process.argv.includes('--short');
const VISITORS = SHORT ? 100_000 : 1_000_000;
const TARGET = { seconds: SHORT ? 6 : 60, megabytes: 4_096, smallMegabytes: 512, bytes: 0.1, ratio: 7 };
let missed = false;

const one = await withDay(VISITORS, async (folder) => {
  const counted = await yardstick(folder);
  const sealed = await sealBigDay(folder);
  line(
    `${counted.rows} arrivals, ${counted.visitors} visitor-days`,
    `${sealed.seconds.toFixed(1)} s`,
    `${TARGET.seconds} s`,
    sealed.seconds <= TARGET.seconds,
  );
  tellMemory(sealed, TARGET.megabytes);
  const bytes = sizeOf(join(folder, 'data', 'facts')) / counted.events;
  line('facts, bytes an event', bytes.toFixed(3), `${TARGET.bytes}`, bytes <= TARGET.bytes);
  line(
    `ratio to counting distinct ids (${counted.seconds.toFixed(1)} s)`,
    (sealed.seconds / counted.seconds).toFixed(1),
  );
  return sealed;
});

await withDay(VISITORS, async (folder) => {
  const sealed = await sealBigDay(folder, '256MB');
  line('the same with 256 MB for the engine', `${sealed.seconds.toFixed(1)} s`);
  tellMemory(sealed, TARGET.smallMegabytes);
});

if (process.argv.includes('--long'))
  await withDay(6 * VISITORS, async (folder) => {
    const sealed = await sealBigDay(folder);
    const ratio = sealed.seconds / one.seconds;
    line('six times as many', `${sealed.seconds.toFixed(1)} s`);
    line('  by the time of one', ratio.toFixed(2), `${TARGET.ratio}`, ratio <= TARGET.ratio);
    tellMemory(sealed, TARGET.megabytes);
  });

if (process.argv.includes('--strict') && missed) process.exitCode = 1;

async function withDay(visitors, work) {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-seal-'));
  try {
    await makeBigDay(folder, visitors);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tellMemory({ cpuSeconds, megabytes }, most) {
  line('  CPU time of the process (Linux)', `${cpuSeconds.toFixed(1)} s`);
  line('  peak memory of the process', `${Math.round(megabytes)} MB`, `${most} MB`, megabytes <= most);
}

function line(what, value, target = 'none', met = true) {
  missed ||= !met;
  console.log(`seal      ${what.padEnd(46)} ${value.padStart(14)}   target ${target}`);
}

async function yardstick(folder) {
  const db = await openDuckDb({ memoryLimit: '2GB', scratch: join(folder, 'scratch') });
  const begun = performance.now();
  const [counted] = await db.rows(
    `select count(*) as rows, count(distinct event_id) as events, count(distinct visitor) as visitors from read_parquet('${folder}/data/arrivals/*/*.parquet')`,
  );
  const seconds = (performance.now() - begun) / 1000;
  await db.close();
  return { ...counted, seconds };
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(path, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);
}
