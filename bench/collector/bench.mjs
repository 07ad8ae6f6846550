/**
 * The collector over HTTP, journal and fsync on, against a bare Node HTTP server that reads the same body and answers
 * 202: one core for the server, the other for the load. Rounds alternate and the median of their ratios counts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const short = process.argv.includes('--short');
const profile = process.argv.includes('--cpu-prof');
const ROOT = resolve(import.meta.dirname, '../..');
const SECONDS = short ? 2 : 5;
const ROUNDS = short ? 3 : 7;
const CONNECTIONS = 64;
const pinned = spawnSync('taskset', ['-c', '1', 'true']).status === 0;
const on = (core, words) =>
  pinned ? ['taskset', '-c', String(core), process.execPath, ...words] : [process.execPath, ...words];

const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-'));
writeFileSync(
  join(folder, 'headcount.json'),
  JSON.stringify({
    trustedProxies: 1,
    sites: [
      {
        id: 'shop',
        hosts: ['shop.example'],
        origins: ['https://shop.example'],
        campaigns: ['spring-2026'],
        topics: [
          { name: 'Microscopes', paths: ['/products/microscopes/*'] },
          { name: 'Blog', paths: ['/blog/*'] },
        ],
        published: ['/', '/products/', '/about'],
      },
    ],
  }),
);

async function serve(words) {
  const [program, ...rest] = on(0, words);
  const child = spawn(program, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const [chunk] = await once(child.stdout, 'data');
  return { child, port: new URL(JSON.parse(String(chunk)).url).port };
}

/** Returns the CPU seconds of a process, threads included; undefined without /proc. */
function cpuOf({ pid }) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')
      .at(-1)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  } catch {
    return undefined;
  }
}

async function load({ child, port }, { seconds = SECONDS, events = 1, rate = 0 } = {}) {
  const [program, ...rest] = on(1, [
    join(import.meta.dirname, 'load.mjs'),
    ...[port, seconds, CONNECTIONS, events, rate].map(String),
  ]);
  const before = cpuOf(child);
  const generator = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  generator.stdout.on('data', (part) => {
    text += part;
  });
  await once(generator, 'close');
  const result = JSON.parse(text);
  if (result.failed > 0)
    throw new Error(`${result.failed} of ${result.requests} requests were not answered 202`);
  return {
    ...result,
    rate: result.requests / result.seconds,
    core: ((cpuOf(child) ?? Number.NaN) - (before ?? Number.NaN)) / result.requests,
  };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const count = (number) => Math.round(number).toLocaleString('en');

const started = [];
try {
  const bare = await serve([join(import.meta.dirname, 'bare.mjs')]);
  started.push(bare.child);
  const ours = await serve([
    ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${join(ROOT, 'bench/collector')}`] : []),
    join(ROOT, 'dist/bin/headcount.js'),
    'start',
    '--port',
    '0',
    '--json',
    '--quiet',
    '--data',
    join(folder, 'data'),
  ]);
  started.push(ours.child);
  await load(bare, { seconds: 1 });
  await load(ours, { seconds: 2 });
  const rounds = [];
  let generator = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const a = await load(bare);
    const b = await load(ours);
    generator = Math.max(generator, a.cpu / (a.seconds + 1));
    rounds.push({
      bare: a.rate,
      ours: b.rate,
      ratio: b.rate / a.rate,
      core: a.core / b.core,
      micros: b.core * 1e6,
      bareMicros: a.core * 1e6,
    });
  }
  const [bareRate, oursRate, ratio] = ['bare', 'ours', 'ratio'].map((name) =>
    median(rounds.map((round) => round[name])),
  );
  const sorted = rounds.map((round) => round.ratio).toSorted((a, b) => a - b);
  process.stdout.write(
    `collector: ratio ${ratio.toFixed(2)} of bare node http (${count(oursRate)}/s vs ${count(bareRate)}/s; ${ROUNDS} rounds, ${sorted[0].toFixed(2)} to ${sorted.at(-1).toFixed(2)}; target 0.35)\n`,
  );
  const [core, micros, bareMicros] = ['core', 'micros', 'bareMicros'].map((name) =>
    median(rounds.map((round) => round[name])),
  );
  if (!Number.isNaN(core))
    process.stdout.write(
      `collector: core a request ${micros.toFixed(0)} us, bare ${bareMicros.toFixed(0)} us: ratio ${core.toFixed(2)} (what other work on the machine disturbs least)\n`,
    );
  process.stdout.write(
    `collector: the load generator used at most ${Math.round(generator * 100)} % of its core\n`,
  );
  const half = await load(ours, { rate: Math.round(oursRate / 2), seconds: SECONDS * 2 });
  process.stdout.write(
    `collector: at half load (${count(half.rate)}/s) p50 ${half.p50.toFixed(1)} ms, p99 ${half.p99.toFixed(1)} ms (target: p99 below 25 ms)\n`,
  );
  const batch = await load(ours, { events: 100 });
  process.stdout.write(`collector: batches of 100: ${count(batch.rate * 100)} events/s\n`);
} finally {
  for (const child of started) {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'close');
  }
  rmSync(folder, { recursive: true, force: true });
}
