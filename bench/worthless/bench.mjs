/**
 * Measures the disk space that worthless requests take: one of 42 bytes that unpacks to 500 items, then a hundred of
 * them per second. The yardstick is a request with one accepted event, which costs its sender more than twice as many
 * bytes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const PROGRAM = resolve(import.meta.dirname, '../../dist/bin/headcount.js');
const SECONDS = process.argv.includes('--short') ? 5 : 20;
const RATE = 100;
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

const zeros = `"events":[${Array(500).fill(0).join(',')}]`;
const KINDS = {
  'without a site': gzipSync(`{${zeros}}`, { level: 9 }),
  'of a configured site': gzipSync(`{"site":"shop",${zeros}}`, { level: 9 }),
  'no JSON': gzipSync('{'),
};
const EVENT = gzipSync('{"site":"shop","name":"pageview","url":"https://shop.example/"}');

function bytesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() ? sum + found.size : sum;
  }, 0);
}

async function measure(body) {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-bench-'));
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({
      sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }],
    }),
  );
  const child = spawn(process.execPath, [PROGRAM, 'start', '--port', '0', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [chunk] = await once(child.stdout, 'data');
    const { url } = JSON.parse(String(chunk));
    const post = async () => {
      const answer = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { origin: 'https://shop.example', 'user-agent': AGENT, 'content-encoding': 'gzip' },
        body,
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    const data = join(folder, 'data');
    const empty = bytesBelow(data);
    await post();
    const one = bytesBelow(data) - empty;
    const statuses = {};
    const pending = [];
    const began = performance.now();
    for (let sent = 0; sent < RATE * SECONDS; sent += 1) {
      await sleep(Math.max(0, began + (sent * 1_000) / RATE - performance.now()));
      pending.push(
        post().then((status) => {
          statuses[status] = (statuses[status] ?? 0) + 1;
        }),
      );
    }
    await Promise.all(pending);
    const seconds = (performance.now() - began) / 1_000;
    return { one, perSecond: (bytesBelow(data) - empty - one) / seconds, statuses };
  } finally {
    child.kill();
    await once(child, 'close');
    rmSync(folder, { recursive: true, force: true });
  }
}

const yardstick = await measure(EVENT);
process.stdout.write(`one accepted event (${EVENT.length} bytes sent): ${yardstick.one} bytes\n`);
for (const [kind, body] of Object.entries(KINDS)) {
  const { one, perSecond, statuses } = await measure(body);
  process.stdout.write(
    `${kind} (${body.length} bytes sent): ${one} bytes, ${(one / yardstick.one).toFixed(2)} of an event; at ${RATE} a second ${(perSecond / 1_000).toFixed(1)} kB/s, answers ${JSON.stringify(statuses)}\n`,
  );
}
