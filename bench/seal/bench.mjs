/**
 * Seals one day of 5 million arrivals of 1 million visitor-days (`--short`: a tenth) as a user would: `headcount seal` as a
 * process. Yardstick: DuckDB alone counting the distinct visitors and events of the same files.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../dist/runtime/local/duckdb/open-duckdb.js';

const SHORT = process.argv.includes('--short');
const VISITORS = SHORT ? 100_000 : 1_000_000;
const FILES = 10;
const TARGET = { seconds: SHORT ? 6 : 60, megabytes: 4_096, bytes: 0.1 };

const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-seal-'));
try {
  const data = join(folder, 'data');
  const arrivals = join(data, 'arrivals', 'dt=2026-03-10');
  mkdirSync(arrivals, { recursive: true });
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({ sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] }),
  );
  const db = await openDuckDb({ memoryLimit: '2GB', scratch: join(folder, 'scratch') });
  const all = join(folder, 'all.parquet');
  await db.run(readFileSync(join(import.meta.dirname, 'generate.sql'), 'utf8'), [VISITORS, all]);
  for (let part = 0; part < FILES; part += 1) {
    await db.run(
      `copy (select * from read_parquet($1) where hash(event_id) % ${FILES} = ${part} order by event_id) to $2 (format parquet, compression zstd)`,
      [all, join(arrivals, `${part}f.parquet`)],
    );
  }
  rmSync(all);
  const begun = performance.now();
  const counted = (
    await db.rows(
      `select count(*) as rows, count(distinct event_id) as events, count(distinct visitor) as visitors from read_parquet('${arrivals}/*.parquet')`,
    )
  )[0];
  const yardstick = (performance.now() - begun) / 1000;
  db.close();

  const sealed = await seal(folder);
  const bytes = sizeOf(join(data, 'facts'));
  line(
    `${counted.rows} arrivals, ${counted.visitors} visitor-days`,
    `${sealed.seconds.toFixed(1)} s`,
    `${TARGET.seconds} s`,
  );
  line('CPU time of the process (Linux)', `${sealed.cpu.toFixed(1)} s`, 'none');
  line('peak memory of the process', `${Math.round(sealed.megabytes)} MB`, `${TARGET.megabytes} MB`);
  line('facts, bytes an event', (bytes / counted.events).toFixed(3), `${TARGET.bytes}`);
  line(
    `ratio to counting distinct ids (${yardstick.toFixed(1)} s)`,
    (sealed.seconds / yardstick).toFixed(1),
    'none',
  );
  if (
    process.argv.includes('--strict') &&
    (sealed.seconds > TARGET.seconds ||
      sealed.megabytes > TARGET.megabytes ||
      bytes / counted.events > TARGET.bytes)
  )
    process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function line(what, value, target) {
  console.log(`seal      ${what.padEnd(46)} ${value.padStart(14)}   target ${target}`);
}

/** Runs the seal and watches its peak memory and CPU time (Linux: VmHWM, utime and stime in hundredths; elsewhere unknown). */
async function seal(cwd) {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../dist/bin/headcount.js'), 'seal', '--through', '2026-03-10', '--quiet'],
    { cwd, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let [megabytes, cpu] = [0, 0];
  const timer = setInterval(() => {
    try {
      megabytes = Math.max(
        megabytes,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      );
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      cpu = Math.max(cpu, (Number(fields[11]) + Number(fields[12])) / 100);
    } catch {
      /* it has ended, or this is no Linux */
    }
  }, 50);
  const status = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  clearInterval(timer);
  if (status !== 0) throw new Error(`the seal ended with status ${status}`);
  return { seconds: (performance.now() - begun) / 1000, megabytes, cpu };
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(path, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);
}
