/** Puts the local collector together and runs it until it is told to end. It may not decide what becomes of an event. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { DerivedCache } from '#core/anonymize/derived-cache';
import type { CompiledConfig } from '#core/config/compile';
import type { CollectContext } from '#core/collect/raw-request';
import { SiteRate } from '#core/collect/site-rate';
import { addDays } from '#core/time/zone';
import { random128 } from '#runtime/node/keyed-hash';
import type { DataDir } from '../data-dir.ts';
import { Engine, EngineError } from '../engine/engine.ts';
import { sweepIdleImports } from '../import/sweep-imports.ts';
import { closeLeftovers } from '../journal/close-leftover.ts';
import { sweepDrafts } from '../journal/convert-segments.ts';
import { Journal } from '../journal/journal.ts';
import { prepareDataDir } from '../prepare-data-dir.ts';
import { CurrentKey } from '../salts/current-key.ts';
import type { Collector } from './collect-request.ts';
import type { Problem } from './health.ts';
import { demoRoutes } from './demo-routes.ts';
import { httpServer } from './http-server.ts';
import { serverPages } from './pages.ts';
import { SealSchedule } from './seal-schedule.ts';

export interface ServerOptions {
  readonly config: CompiledConfig;
  /** Whether the built-in demo site is in force. */
  readonly demo: boolean;
  readonly data: DataDir;
  readonly host: string;
  readonly port: number;
  readonly country: (ip: string) => string | undefined;
  readonly keyMatches: (site: string, presentedKey: string) => boolean;
  /** Program of the engine: a file that calls `serveEngine`. */
  readonly engineProgram: string;
  /** Program and words that seal. */
  readonly sealCommand: readonly string[];
  /** What follows a seal: release and settle. */
  readonly afterSeal: readonly (readonly string[])[];
  readonly clock: () => number;
  readonly warn: (text: string) => void;
}

export interface RunningServer {
  readonly port: number;
  /** Ends in bounded time: what was acknowledged is on disk, and in Parquet where there was time. */
  readonly stop: () => Promise<void>;
}

const CONVERT_PATIENCE = 8_000;
const UNREAD_PAUSE = 60_000;

/** Starts collecting; the caller holds the lock `start`. Rejects with the system's error where the port cannot be had. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { config, data, clock, warn, host } = options;
  prepareDataDir(data);
  closeLeftovers(data);
  sweepDrafts(data);
  const derived = new DerivedCache();
  const key = new CurrentKey(data, () => derived.clear());
  key.endBefore(config.zone.day(clock()));

  const engine = new Engine(options.engineProgram, {
    data: data.root,
    config: config.source,
    memoryLimit: '1GB',
  });
  let conversion: Promise<void> | undefined;
  let again = false;
  let engineFailed = false;
  /** A segment that cannot be read is tried again now and then: somebody may have mended it. */
  let unreadAt: number | undefined;
  /** Converts until nothing is left; never twice at once. */
  const convert = (): Promise<void> => {
    if (conversion !== undefined) {
      again = true;
      return conversion;
    }
    conversion = (async () => {
      do {
        again = false;
        try {
          await engine.ask('convert', null);
          engineFailed = false;
          unreadAt = undefined;
        } catch (error) {
          const unread = error instanceof EngineError && error.message === 'SegmentMismatchError';
          engineFailed = !unread;
          unreadAt = unread ? performance.now() : undefined;
        }
      } while (again);
      conversion = undefined;
    })();
    return conversion;
  };

  const journal = new Journal({
    data,
    zone: config.zone,
    clock,
    onClosed: () => {
      void convert();
    },
  });
  let sealed: ReadonlySet<string> = new Set();
  const refreshSealed = async () => {
    const today = config.zone.day(clock());
    const pairs = await engine
      .ask('sealed', { days: [addDays(today, -2), addDays(today, -1), today] })
      .catch(() => undefined);
    if (pairs !== undefined) sealed = new Set(pairs.map(([site, day]) => `${site} ${day}`));
  };
  const isSealed = (site: string, day: string) => sealed.size > 0 && sealed.has(`${site} ${day}`);

  const context = (): CollectContext => {
    const now = clock();
    return {
      config,
      now,
      dayKey: key.at(config.zone.day(now), now),
      random128,
      country: options.country,
      isSealed,
      keyMatches,
      derived,
    };
  };
  /** Lets `headcount demo` speak for its visitors; of this process, and told to the operator alone. */
  const demoKey = options.demo ? random128() : undefined;
  const keyMatches = (site: string, presented: string) =>
    (demoKey !== undefined && presented === demoKey) || options.keyMatches(site, presented);
  const collector: Collector = { journal, rate: new SiteRate(config), context };

  const seal = new SealSchedule({
    zone: config.zone,
    command: options.sealCommand,
    afterwards: options.afterSeal,
    onDone: () => {
      void refreshSealed();
    },
    isNeeded: () =>
      existsSync(data.seals) ||
      (existsSync(data.arrivals) && readdirSync(data.arrivals).some((name) => name.startsWith('dt='))) ||
      hasSegments(data),
  });
  const problems = (): Problem[] => {
    const found: Problem[] = [];
    if (journal.fault !== undefined) found.push('journal');
    if (key.problem === 'clock_set_back') found.push('clock_set_back');
    if (key.problem === 'disk') found.push('salt');
    if (engineFailed) found.push('engine');
    if (unreadAt !== undefined) found.push('segment');
    if (seal.failed) found.push('seal');
    return found;
  };

  const server = httpServer(
    collector,
    serverPages({
      config,
      demo: options.demo,
      origin: `http://${host}:${options.port}`,
      engine,
      problems,
      clock,
      ...(demoKey === undefined
        ? {}
        : { demoRoutes: demoRoutes(collector, demoKey, `http://127.0.0.1:${options.port}`, clock) }),
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: options.port, backlog: 2_048 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  engine.start();
  void refreshSealed();
  void convert();

  let told = '';
  const tellProblems = () => {
    const now = problems().join(' ');
    if (now === told) return;
    told = now;
    warn(now === '' ? 'all is well again' : `healthz: ${now}`);
  };
  const everySecond = setInterval(() => {
    key.tick(config.zone.day(clock()));
    void journal.tick();
    tellProblems();
    const again = engineFailed || (unreadAt !== undefined && performance.now() > unreadAt + UNREAD_PAUSE);
    if (again && engine.pid !== undefined) void convert();
  }, 1_000);
  // Salts of an import that nobody takes up again go after 24 hours, whether or not anybody runs a command.
  const sweep = () => {
    void sweepIdleImports(data, clock()).catch(() => undefined);
  };
  sweep();
  const everyMinute = setInterval(() => {
    void refreshSealed();
    sweep();
  }, 60_000);
  const schedule = setInterval(() => seal.tick(clock()), 2_000);
  let rolling = false;
  const rolls = setInterval(() => {
    const request = join(data.journal, 'roll');
    if (rolling || !existsSync(request)) return;
    rolling = true;
    void (async () => {
      try {
        await journal.roll();
        await convert();
        if (!engineFailed) rmSync(request, { force: true });
      } catch {
        /* asked for again at the next look */
      } finally {
        rolling = false;
      }
    })();
  }, 100);

  const stop = async () => {
    for (const timer of [everySecond, everyMinute, schedule, rolls]) clearInterval(timer);
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    // Connections fall idle as their last requests are answered.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const patience = setTimeout(() => server.closeAllConnections(), 5_000);
    await closed;
    clearTimeout(patience);
    clearInterval(idle);
    await journal.close().catch(() => undefined);
    await Promise.race([
      convert(),
      new Promise((resolve) => {
        setTimeout(resolve, CONVERT_PATIENCE).unref();
      }),
    ]);
    await Promise.all([seal.stop(), engine.stop(3_000)]);
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

function hasSegments(data: DataDir): boolean {
  return existsSync(data.journal) && readdirSync(data.journal).some((name) => name.endsWith('.jsonl'));
}
