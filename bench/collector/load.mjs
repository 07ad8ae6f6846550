/**
 * The load generator: browsers' requests over kept-alive connections, one at a time on each. Run as a process of its
 * own: `node load.mjs PORT SECONDS CONNECTIONS EVENTS [RATE]`; prints {requests, failed, seconds, p50, p99} as JSON.
 * With a RATE (requests per second) requests start on time whatever the answers do, and latency counts from when each
 * was due.
 */
import { connect } from 'node:net';

const [port, seconds, connections, events, rate] = process.argv.slice(2).map(Number);
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
];
const PATHS = [
  '/',
  '/products/',
  '/products/microscopes/m200',
  '/blog/2026/11/how-to-clean-a-lens',
  '/about',
  '/workshop?utm_source=newsletter&utm_medium=mail&utm_campaign=spring-2026',
];
const REFERRERS = [
  '',
  'https://www.google.com/',
  'https://shop.example/',
  'https://news.example.org/article',
];

function request(n) {
  const visitor = n % 3_000;
  const event = (k) => ({
    id: `${(n * 7919 + k).toString(16).padStart(8, '0')}-5f3a-4c1e-9b2d-${((n * 104_729 + k) % 0xffffffffffff).toString(16).padStart(12, '0')}`,
    name: 'pageview',
    url: `https://shop.example${PATHS[(n + k) % PATHS.length]}`,
    referrer: REFERRERS[(n + k) % REFERRERS.length],
    screen: 1440,
    language: 'de-DE',
    entry: (n + k) % 4 === 0,
  });
  const body = JSON.stringify(
    events === 1
      ? { site: 'shop', ...event(0) }
      : { site: 'shop', events: Array.from({ length: events }, (_, k) => event(k)) },
  );
  return `POST /v1/events HTTP/1.1\r\nHost: stats.example\r\nConnection: keep-alive\r\nContent-Length: ${Buffer.byteLength(body)}\r\nUser-Agent: ${AGENTS[visitor % AGENTS.length]}\r\nContent-Type: text/plain;charset=UTF-8\r\nAccept: */*\r\nOrigin: https://shop.example\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\nReferer: https://shop.example/\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: de-DE,de;q=0.9,en;q=0.8\r\nX-Forwarded-For: 84.${visitor % 200}.${(visitor * 7) % 256}.${visitor % 256}\r\n\r\n${body}`;
}

/** Built beforehand, so that the generator is not measured. */
const prepared = Array.from({ length: events === 1 ? 20_000 : 400 }, (_, n) => Buffer.from(request(n)));
const OK = Buffer.from('HTTP/1.1 202');
let sent = 0;
let done = 0;
let failed = 0;
const latencies = [];
const idle = [];
const due = [];
let ended = false;

function send(socket, at) {
  socket.at = at;
  socket.write(prepared[sent % prepared.length]);
  sent += 1;
}

const sockets = await Promise.all(
  Array.from(
    { length: connections },
    () =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
        socket.on('error', reject);
        socket.on('data', (chunk) => {
          const now = performance.now();
          done += 1;
          if (chunk.compare(OK, 0, 12, 0, 12) !== 0) failed += 1;
          latencies.push(now - socket.at);
          if (ended) return;
          if (!rate) return send(socket, now);
          const next = due.shift();
          if (next === undefined) idle.push(socket);
          else send(socket, next);
        });
      }),
  ),
);

const start = performance.now();
if (rate) {
  idle.push(...sockets);
  let planned = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; planned < ((now - start) / 1000) * rate; planned += 1) {
      const at = start + (planned / rate) * 1000;
      const socket = idle.pop();
      if (socket === undefined) due.push(at);
      else send(socket, at);
    }
    if (ended) clearInterval(timer);
  }, 1);
} else {
  for (const socket of sockets) send(socket, performance.now());
}
setTimeout(() => {
  ended = true;
  const took = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  process.stdout.write(
    `${JSON.stringify({ requests: done, failed, seconds: took, p50: at(0.5), p99: at(0.99), cpu: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 })}\n`,
    () => process.exit(0),
  );
}, seconds * 1000);
