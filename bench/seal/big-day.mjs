/**
 * A data directory with one large day of arrivals, and a command run over it as a user would, watched: for the
 * benchmark and for test/long.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDb } from '../../dist/runtime/local/duckdb/open-duckdb.js';

export const DAY = '2026-03-10';
const PROGRAM = join(import.meta.dirname, '../../dist/bin/headcount.js');
const GENERATE = readFileSync(join(import.meta.dirname, 'generate.sql'), 'utf8');
/** Visitor-days per file: the number sorted at once. */
const PER_FILE = 100_000;

/** Writes `visitors` visitor-days, about five arrivals each, and a configuration into `folder`. */
export async function makeBigDay(folder, visitors) {
  const arrivals = join(folder, 'data', 'arrivals', `dt=${DAY}`);
  mkdirSync(arrivals, { recursive: true });
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({ sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] }),
  );
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'scratch') });
  for (let from = 0; from < visitors; from += PER_FILE)
    await db.run(GENERATE, [
      from,
      Math.min(visitors, from + PER_FILE),
      join(arrivals, `${from / PER_FILE}f.parquet`),
    ]);
  await db.close();
}

/**
 * Runs `headcount WORDS --quiet` there and resolves to how it ended, with its seconds, CPU seconds and peak memory in
 * megabytes (Linux: VmHWM, utime and stime in hundredths; elsewhere 0). `memory`: the seal's limit, as '256MB'.
 */
export async function runWatched(folder, words, memory) {
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...words, '--quiet'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(memory === undefined ? {} : { HEADCOUNT_SEAL_MEMORY: memory }) },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  let [megabytes, cpuSeconds] = [0, 0];
  const timer = setInterval(() => {
    try {
      const held = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      megabytes = Math.max(megabytes, Number(held ?? 0) / 1024);
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      cpuSeconds = Math.max(cpuSeconds, (Number(fields[11]) + Number(fields[12])) / 100);
    } catch {
      /* it has ended, or this is no Linux */
    }
  }, 50);
  const [status, signal] = await new Promise((resolve) => {
    child.once('close', (...ended) => resolve(ended));
  });
  clearInterval(timer);
  return { status, signal, stderr, seconds: (performance.now() - begun) / 1000, cpuSeconds, megabytes };
}

/** Runs `headcount seal` for the day; throws if it fails. */
export async function sealBigDay(folder, memory) {
  const sealed = await runWatched(folder, ['seal', '--through', DAY], memory);
  if (sealed.status !== 0)
    throw new Error(`the seal ended with ${sealed.status ?? sealed.signal}: ${sealed.stderr}`);
  return sealed;
}
