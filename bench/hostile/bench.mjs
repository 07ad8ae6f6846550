/**
 * Measures the collector under one hostile sender: 400 visitors' requests in ten seconds alone, then beside 50 requests
 * per second of the most expensive known 2 KB (gzip). Prints how many visitors were served and their p99 in both cases.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const ROOT = resolve(import.meta.dirname, '../..');
const VISITORS = 400;
const SECONDS = 10;
const RATE = 50;
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

const many = (count, fields) =>
  JSON.stringify({
    site: 'shop',
    events: Array.from({ length: count }, () => ({
      name: 'pageview',
      url: 'https://shop.example/',
      ...fields,
    })),
  });
const filled = (opening, unit, end, length) =>
  opening + unit.repeat(Math.floor((length - opening.length - end.length) / unit.length)) + end;
const HOSTILE = {
  'referrers of 1,980 dots': many(490, { referrer: filled('https://', 'a.', 'com', 1_980) }),
  'paths of wrong escapes': many(490, { url: filled('https://shop.example', '/%C3', '', 1_900) }),
  'nested brackets': filled('{"x":[0', ',[[[[[[]]]]]]', ']}', 1_048_576),
};

const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-'));
writeFileSync(
  join(folder, 'headcount.json'),
  JSON.stringify({ sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] }),
);
const server = spawn(
  process.execPath,
  [
    join(ROOT, 'dist/bin/headcount.js'),
    'start',
    '--port',
    '0',
    '--json',
    '--quiet',
    '--data',
    join(folder, 'data'),
  ],
  { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
);
const agent = new Agent({ keepAlive: true });

/** Posts a body; returns the milliseconds until the answer, undefined unless it was a 202 within ten seconds. */
function post(port, body, headers = {}) {
  return new Promise((done) => {
    const start = performance.now();
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/events',
        timeout: 10_000,
        headers: {
          origin: 'https://shop.example',
          'user-agent': AGENT,
          'content-length': body.length,
          ...headers,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => done(answer.statusCode === 202 ? performance.now() - start : undefined));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => done(undefined));
    sent.end(body);
  });
}

async function visitors(port) {
  const took = [];
  const all = [];
  const start = performance.now();
  for (let n = 0; n < VISITORS; n += 1) {
    const wait = start + (n / VISITORS) * SECONDS * 1_000 - performance.now();
    if (wait > 0) await pause(wait);
    const body = Buffer.from(
      JSON.stringify({ site: 'shop', name: 'pageview', url: `https://shop.example/p${n}` }),
    );
    all.push(post(port, body).then((ms) => took.push(ms)));
  }
  await Promise.all(all);
  const served = took.filter((ms) => ms !== undefined).toSorted((a, b) => a - b);
  return `${served.length} of ${VISITORS} served, p99 ${(served[Math.floor(served.length * 0.99)] ?? Number.NaN).toFixed(1)} ms`;
}

try {
  const [chunk] = await once(server.stdout, 'data');
  const { port } = new URL(JSON.parse(String(chunk)).url);
  await visitors(port);
  process.stdout.write(`hostile: by themselves: ${await visitors(port)}\n`);
  for (const [name, text] of Object.entries(HOSTILE)) {
    const body = gzipSync(text, { level: 9 });
    const timer = setInterval(() => void post(port, body, { 'content-encoding': 'gzip' }), 1_000 / RATE);
    const result = await visitors(port);
    clearInterval(timer);
    await pause(2_000);
    process.stdout.write(`hostile: beside ${RATE}/s of ${name} (${body.length} bytes): ${result}\n`);
  }
} finally {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'close');
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
