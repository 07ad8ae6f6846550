/**
 * An engine that dies while the server has no descriptor left: it restarts by itself, and nothing collected meanwhile
 * is lost or counted twice.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '#core/collect/health-answer';
import { Place, type Running } from '../../../support/program.ts';
import { arrivals, CONFIG, HEADERS, pageview, until } from './collector.ts';
import { thorough } from '../../../support/full-length.ts';

function hasPrlimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('skipped: descriptors of a running process are taken away by prlimit only\n');
    return false;
  }
}

/** Limits the descriptors that a running process may open to numbers below `most`. */
function setDescriptors(server: Running, most: number | 'all'): void {
  execFileSync('prlimit', [
    '--pid',
    String(server.process.pid),
    `--nofile=${most === 'all' ? '1024' : most}:`,
  ]);
}

function engineOf(server: Running): number | undefined {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  for (const row of rows) {
    const [pid, parent, state = ''] = row.trim().split(/\s+/);
    if (Number(parent) === server.process.pid && !state.startsWith('Z')) return Number(pid);
  }
  return undefined;
}

/** Sends requests over one open connection: no other could be accepted. */
class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #server: Running;

  constructor(server: Running) {
    this.#server = server;
  }

  ask(method: string, path: string, body = ''): Promise<{ readonly status: number; readonly body: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.#server.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: method === 'POST' ? { ...HEADERS, 'content-length': Buffer.byteLength(body) } : {},
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  async problems(): Promise<readonly Problem[]> {
    const { body } = await this.ask('GET', '/healthz');
    return (JSON.parse(body) as { problems: Problem[] }).problems;
  }

  close(): void {
    this.#agent.destroy();
  }
}

describe.skipIf(!hasPrlimit())('an engine that is killed while no descriptor is free', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it('is named by healthz, comes back when there are descriptors, and every event of that time is counted once', async () => {
    const server = await place.start();
    const line = new Line(server);
    let posted = 0;
    const post = async () => {
      const { status } = await line.ask('POST', '/v1/events', pageview(`/${posted}`));
      expect(status).toBe(202);
      posted += 1;
    };
    await post();
    await until(async () => (await line.ask('GET', '/live/data.json')).status === 200);
    setDescriptors(server, 3);
    process.kill(engineOf(server) ?? 0, 'SIGKILL');
    await until(async () => {
      await post();
      return (await line.problems()).some(
        ({ name, detail }) => name === 'engine' && detail.includes('cannot be started (EMFILE)'),
      );
    });
    expect((await line.ask('GET', '/live/data.json')).status).toBe(503);
    setDescriptors(server, 'all');
    await until(async () => {
      await post();
      return (await line.problems()).length === 0;
    });
    expect(engineOf(server)).toBeDefined();
    writeFileSync(join(place.data, 'journal', 'roll'), '');
    await until(() => !readdirSync(join(place.data, 'journal')).includes('roll'));
    line.close();
    expect(await server.stop()).toBe(0);
    const paths = (await arrivals(place)).map((row) => String(row['path']));
    expect(paths.toSorted()).toEqual(Array.from({ length: posted }, (_, n) => `/${n}`).toSorted());
  });

  thorough('an engine that hangs is ended, and the page of the operator answers all the while', async () => {
    const server = await place.start();
    await until(() => engineOf(server) !== undefined);
    const hung = engineOf(server) ?? 0;
    const live = async () => (await fetch(`${server.url}/live/data.json`)).status;
    await until(async () => (await live()) === 200);
    process.kill(hung, 'SIGSTOP');
    expect(await live()).toBe(503);
    await until(async () => engineOf(server) !== hung && (await live()) === 200);
    expect(await server.stop()).toBe(0);
  });
});
