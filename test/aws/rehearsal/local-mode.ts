/**
 * Sends the same requests through the local mode: its server, its seal, its facts. It may share nothing with the other
 * mode but the salts.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir } from '#runtime/local/data-dir';
import { openLake } from '#runtime/local/lake/open-lake';
import { takeLock } from '#runtime/local/lock';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { sealDays } from '#runtime/local/seal/seal-days';
import { runServer } from '#runtime/local/server/run-server';
import { loadSql } from '#runtime/node/package-root';
import { ROOT } from '../../support/program.ts';
import type { BrowserRequest } from './requests.ts';

export interface LocalRun {
  /** The salt of each local day, as it was during that day. */
  readonly salts: ReadonlyMap<string, Buffer>;
  /** Rows of each fact and of completeness, as readers see them. */
  readonly tables: Readonly<Record<string, readonly SqlRow[]>>;
  readonly statuses: readonly number[];
}

export interface LocalAsked {
  readonly folder: string;
  readonly config: object;
  readonly requests: readonly BrowserRequest[];
  readonly through: string;
  readonly today: string;
}

export async function runLocally({
  folder,
  config: given,
  requests,
  through,
  today,
}: LocalAsked): Promise<LocalRun> {
  const config = compileConfig(parseConfig(JSON.stringify({ ...given, trustedProxies: 1, aws: undefined })));
  const data = dataDir(join(folder, 'data'));
  let now = requests[0]?.time ?? 0;
  prepareDataDir(data);
  const lock = await takeLock(data, 'start');
  const server = await runServer({
    config,
    demo: false,
    data,
    host: '127.0.0.1',
    port: 0,
    country: () => undefined,
    keyMatches: () => false,
    registerDemand: join(folder, 'register-data/demand.json'),
    engineProgram: join(ROOT, 'dist/bin/engine.js'),
    sealCommand: ['true'],
    afterSeal: [],
    clock: () => now,
    log: () => undefined,
  });
  const salts = new Map<string, Buffer>();
  const statuses: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const one of requests) {
    now = one.time;
    statuses.push(await post(server.port, one, agent));
    const day = config.zone.day(now);
    if (!salts.has(day)) salts.set(day, readFileSync(join(data.salts, `${day}.salt`)));
  }
  agent.destroy();
  await server.stop();
  lock.release();
  await sealDays({
    data,
    config: config.source,
    listed: () => undefined,
    facts: FACTS,
    loadSql,
    through,
    today,
    byClock: false,
    memoryLimit: '1GB',
  });
  const lake = await openLake(data, config.source, FACTS);
  try {
    const tables: Record<string, readonly SqlRow[]> = {};
    for (const { name, columns } of [
      ...FACTS.map((fact) => ({ name: fact.name, columns: factColumns(fact) })),
      { name: 'completeness', columns: COMPLETENESS },
    ]) {
      tables[name] = await lake.rows(
        `select ${columns.map((column) => column.name).join(', ')} from ${name}`,
      );
    }
    return { salts, tables, statuses };
  } finally {
    lake.close();
  }
}

function post(port: number, { ip, userAgent, body }: BrowserRequest, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      {
        port,
        host: '127.0.0.1',
        path: '/v1/events',
        method: 'POST',
        agent,
        headers: {
          'user-agent': userAgent,
          'x-forwarded-for': ip,
          'content-type': 'text/plain',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      },
    )
      .on('error', reject)
      .end(body);
  });
}
