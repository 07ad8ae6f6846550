/** Assembles the local collector and runs it until shutdown. */
import type { AddressInfo } from 'node:net';
import { uptime } from 'node:os';
import { DerivedCache } from '#core/anonymize/derived-cache';
import type { CompiledConfig } from '#core/config/compile';
import type { CollectContext } from '#core/collect/raw-request';
import { SiteRate } from '#core/collect/site-rate';
import { bootId } from '#runtime/node/boot-id';
import { random128 } from '#runtime/node/keyed-hash';
import { packageVersion } from '#runtime/node/package-root';
import { openDemand, type DemandPlace } from '../demand/read-demand.ts';
import { Engine } from '../engine/engine.ts';
import { closeLeftovers } from '../journal/close-leftover.ts';
import { sweepDrafts } from '../journal/convert-segments.ts';
import { Journal } from '../journal/journal.ts';
import { prepareDataDir } from '../prepare-data-dir.ts';
import { sweepScratch } from '../sweep-scratch.ts';
import { CurrentKey } from '../salts/current-key.ts';
import { ClockWatch } from './clock-watch.ts';
import type { Collector } from './collect-request.ts';
import { Conversion } from './conversion.ts';
import { demoAnswers } from './demo-answers.ts';
import { hasWork } from './has-work.ts';
import { createProblemLog } from './health.ts';
import { httpServer, createServerLoad } from './http-server.ts';
import { HourlyCounts } from './hourly-counts.ts';
import { LateEvents } from './late-events.ts';
import { listening } from './listening.ts';
import { LoopDelay } from './loop-delay.ts';
import { metricsAnswer } from './metrics.ts';
import { createServerPages } from './pages.ts';
import { ProxyDoubts } from './proxy-doubts.ts';
import { SealSchedule, type SealStep } from './seal-schedule.ts';
import { SealedDays } from './sealed-days.ts';
import { entryOfLine, type ServerLog } from './server-log.ts';
import { serverProblems } from './server-problems.ts';
import { shutDown } from './shut-down.ts';
import { startTimers } from './start-timers.ts';
import { Timers } from './timers.ts';

export interface ServerOptions extends Omit<DemandPlace, 'warn'> {
  readonly config: CompiledConfig;
  /** Whether the built-in demo site is in force. */
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly country: (ip: string) => string | undefined;
  readonly keyMatches: (site: string, presentedKey: string) => boolean;
  /** Path of the engine's program, which calls `serveEngine`. */
  readonly engineProgram: string;
  /** Program and arguments of the seal. */
  readonly sealCommand: readonly string[];
  /** Steps after a seal: release and settle. */
  readonly afterSeal: readonly SealStep[];
  readonly clock: () => number;
  readonly log: ServerLog;
  /** Whether what child processes write to stderr goes through the log; else it goes to this process's own. */
  readonly logsLines?: boolean;
  /** Milliseconds since the machine started, suspension included. @default the system's */
  readonly elapsed?: () => number;
}

export interface RunningServer {
  readonly port: number;
  /** Shuts down in bounded time: what was acknowledged is on disk, and in Parquet if there was time. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts collecting; the caller holds the lock `start`. Rejects with the system's error where the port is not
 * available.
 */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { config, data, clock } = options;
  const { zone } = config;
  prepareDataDir(data);
  closeLeftovers(data);
  sweepDrafts(data);
  await sweepScratch(data);
  const derived = new DerivedCache();
  const key = new CurrentKey(data, () => derived.clear());
  key.tick(zone.day(clock()), clock());

  const engine = new Engine(
    options.engineProgram,
    { data: data.root, config: config.source, memoryLimit: '768MB' },
    undefined,
    options.logsLines === true ? (line) => options.log(entryOfLine('engine', line)) : undefined,
  );
  const conversion = new Conversion(engine);
  const journal = new Journal({ data, zone, clock, onClosed: () => void conversion.run() });
  const sealedDays = new SealedDays(engine, zone);
  const late = new LateEvents(options.log);
  const doubts = new ProxyDoubts();
  const counts = new HourlyCounts();
  const delay = new LoopDelay();
  const watch = new ClockWatch(data, zone, {
    now: clock,
    elapsed: options.elapsed ?? (() => uptime() * 1_000),
    boot: bootId(),
  });
  const seal = new SealSchedule({
    zone,
    command: options.sealCommand,
    followUps: options.afterSeal,
    onDone: () => void sealedDays.refresh(clock()),
    isNeeded: () => hasWork(data),
    log: options.log,
    logsLines: options.logsLines === true,
  });
  const timers = new Timers();
  const load = createServerLoad();
  const { connections } = load;
  const parts = {
    data,
    zone,
    clock,
    key,
    engine,
    conversion,
    journal,
    late,
    doubts,
    watch,
    seal,
    timers,
    connections,
  };
  const problems = () => serverProblems(parts);

  /**
   * Authorizes `headcount demo` to send events for its visitors. It belongs to this process, and only the operator can
   * read it.
   */
  const demoKey = options.demo ? random128() : undefined;
  const context = (): CollectContext => {
    const now = clock();
    return {
      config,
      now,
      dayKey: key.keyFor(zone.day(now), now),
      random128,
      country: options.country,
      isSealed,
      keyMatches,
      derived,
    };
  };
  const isSealed = (site: string, day: string) => sealedDays.has(site, day);
  const keyMatches = (site: string, presented: string) =>
    (demoKey !== undefined && presented === demoKey) || options.keyMatches(site, presented);
  const collector: Collector = { journal, rate: new SiteRate(config), late, doubts, counts, context };
  const server = httpServer(
    collector,
    createServerPages({
      config,
      demo: options.demo,
      origin: `http://${options.host}:${options.port}`,
      engine,
      demand: openDemand({
        ...options,
        warn: (message) => options.log({ level: 'warn', event: 'health', message }),
      }),
      problems,
      metrics: () => metricsAnswer({ data, clock, counts, delay, engine, version: packageVersion() }),
      hints: () => doubts.report(zone.day(clock())).sentences,
      clock,
      ...(demoKey === undefined
        ? {}
        : { demoAnswers: demoAnswers(collector, demoKey, `http://127.0.0.1:${options.port}`, clock, data) }),
    }),
    load,
  );
  await listening(server, options);
  engine.start();
  void conversion.run();
  const logProblems = createProblemLog(options.log);
  startTimers(timers, {
    data,
    zone,
    clock,
    watch,
    key,
    journal,
    conversion,
    sealedDays,
    seal,
    load,
    counts,
    delay,
    reportProblems: () => logProblems(problems()),
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => shutDown({ server, timers, watch, journal, conversion, seal, engine }),
  };
}
