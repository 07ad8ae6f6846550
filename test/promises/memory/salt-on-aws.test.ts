/**
 * Promise 2 in memory, on AWS: once the day has ended and an event has woken the instance, a dump of the collector's
 * process holds nothing from which the day's keys could be computed, whether it made the day's salt or read it.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';
import { selfSigned } from '../../runtime/node/register/self-signed.ts';
import { oneOf } from '../../support/full-length.ts';
import { searchMemory, whyUnsearchable, type Needle } from '../../support/process-memory.ts';
import { ROOT } from '../../support/program.ts';
import { saltNeedles } from '../../support/salt-needles.ts';
import { until } from '../../support/until.ts';

const DAY = '2026-03-10';
const CONFIG = {
  timeZone: 'Europe/Berlin',
  country: 'none',
  sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }],
};
/** Lengths of user agents around those at which the hash takes another way. */
const LENGTHS = oneOf(2, [1, 120, 1_320, 1_364, 1_366, 4_000, 8_000]);
const PADS = [
  'inner pad, raw from 0',
  'inner pad, raw from 16',
  'outer pad, raw from 0',
  'outer pad, raw from 16',
];

let folder: string;
let clock: string;
let services: Server;
let instance: ChildProcess;
/** Each day's salt in the text in which DynamoDB sends it. */
const salts = new Map<string, string>();

interface Input {
  readonly Key?: { readonly day: { readonly S: string } };
  readonly Item?: { readonly day: { readonly S: string }; readonly salt: { readonly B: string } };
  readonly Records?: readonly object[];
}

/** What DynamoDB and Firehose answer, as far as the collector uses them. */
function answer(target: string, { Key, Item, Records }: Input): object {
  if (Records !== undefined)
    return { FailedPutCount: 0, RequestResponses: Records.map((_, n) => ({ RecordId: `r${n}` })) };
  if (target.endsWith('PutItem') && Item !== undefined) salts.set(Item.day.S, Item.salt.B);
  const day = Key?.day.S ?? '';
  const salt = target.endsWith('GetItem') ? salts.get(day) : undefined;
  return salt === undefined
    ? {}
    : { Item: { salt: { B: salt }, expires: { N: '1773187200' }, day: { S: day } } };
}

const serve: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const input = JSON.parse(Buffer.concat(chunks).toString()) as Input;
      response.end(JSON.stringify(answer(String(request.headers['x-amz-target']), input)));
    });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-collector-'));
  clock = join(folder, 'clock');
  copyFileSync(join(ROOT, 'dist/lambdas/collector/index.mjs'), join(folder, 'index.mjs'));
  const config = deployedConfig(parseConfig(JSON.stringify(CONFIG)), new Map(), new Map());
  writeFileSync(join(folder, 'headcount.json'), JSON.stringify(config));
  salts.clear();
});
afterEach(() => {
  instance.kill('SIGKILL');
  services.closeAllConnections();
  services.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the services, by TLS as those of AWS or without, and an instance of the collector. */
async function start(scheme = 'https'): Promise<number> {
  const { key, cert } = selfSigned();
  const authority = join(folder, 'cert.pem');
  writeFileSync(authority, cert);
  services = scheme === 'https' ? createTlsServer({ key, cert }, serve) : createPlainServer(serve);
  services.listen(0, '127.0.0.1');
  await once(services, 'listening');
  instance = fork(join(ROOT, 'test/support/collector-process.mjs'), [folder], {
    execArgv: ['--import', join(ROOT, 'test/support/shift-clock.mjs')],
    env: {
      HEADCOUNT_TEST_CLOCK: clock,
      HEADCOUNT_STREAM: 'arrivals',
      HEADCOUNT_FALLBACK_QUEUE: 'https://sqs.invalid/1/queue',
      HEADCOUNT_SALTS_TABLE: 'salts',
      AWS_ENDPOINT_URL: `${scheme}://127.0.0.1:${(services.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-central-1',
      NODE_EXTRA_CA_CERTS: authority,
    },
  });
  await once(instance, 'message');
  return instance.pid ?? 0;
}

async function wake(method: string, rawPath: string, agent: string, body = ''): Promise<unknown> {
  instance.send({
    rawPath,
    rawQueryString: '',
    headers: { origin: 'https://shop.example', 'user-agent': agent },
    requestContext: { http: { method, sourceIp: '81.187.204.113' } },
    body,
    isBase64Encoded: false,
  });
  return ((await once(instance, 'message')) as [unknown])[0];
}

const view = (length: number) =>
  wake(
    'POST',
    '/v1/events',
    `Mozilla/5.0 ${'x'.repeat(length)}`,
    JSON.stringify({ site: 'shop', name: 'pageview', url: 'https://shop.example/' }),
  );

const needlesOf = (day: string): Needle[] => saltNeedles(Buffer.from(salts.get(day) ?? '', 'base64'));

it.for([
  ['made', 'https'],
  ['read', 'https'],
  ['made', 'http'],
  ['read', 'http'],
])(
  'an instance that %s a salt by %s holds the two pads alone, and neither once the next day has woken it',
  async ([how, scheme], { skip }) => {
    writeFileSync(clock, String(Date.parse(`${DAY}T20:30:00Z`)));
    if (how === 'read') salts.set(DAY, randomBytes(32).toString('base64'));
    const pid = await start(scheme);
    const obstacle = whyUnsearchable(pid);
    skip(obstacle !== undefined, obstacle);
    for (const length of LENGTHS) expect(await view(length)).toBe(202);
    const needles = needlesOf(DAY);
    expect(searchMemory(pid, needles)).toEqual(PADS);
    const next = String(Date.parse(`${DAY}T23:00:30Z`));
    writeFileSync(clock, next);
    await until(() => existsSync(`${clock}.${pid}`) && readFileSync(`${clock}.${pid}`, 'utf8') === next);
    // Nothing is sent or received here that could overwrite what was left.
    expect(await wake('GET', '/healthz', 'x')).toBe(200);
    expect(searchMemory(pid, needles)).toEqual([]);
    expect(await view(1)).toBe(202);
    expect(searchMemory(pid, needles)).toEqual([]);
    expect(searchMemory(pid, needlesOf('2026-03-11'))).toEqual(PADS);
  },
);
