/**
 * The answer of `/healthz`: whether events are accepted and become counts, and if not, why. Counts and reasons only.
 */
import type { Problem } from '#core/collect/health-answer';
import type { Engine } from '../engine/engine.ts';
import type { Conversion } from './conversion.ts';
import type { ServerLog } from './server-log.ts';

/** Problems by name, with the text that the operator reads. */
export const PROBLEMS = {
  journal:
    'the journal cannot be written: events are refused with 503 until it can be written (is the disk full?)',
  clock_set_back:
    'the salt of this day was destroyed already, because the clock was ahead before or is behind ' +
    'now: events are stored without a visitor until the next day (see docs/operations.md, Clock ' +
    'wrong)',
  clock_set_forward:
    'the clock was set forward while the server or the machine ran: no day from then on is sealed ' +
    'before the server has run for 24 hours under it; set it back if it is wrong, and run ' +
    'headcount seal if it is right and you do not want to wait (see docs/operations.md, Clock ' +
    'wrong)',
  late_events:
    'events of today came for a day that is sealed already, and are counted as late in ' +
    'completeness only: the clock was ahead when the day was sealed, or is behind now (see ' +
    'docs/operations.md, Clock wrong)',
  proxies: 'almost no visitors are counted: check trustedProxies (see docs/operations.md)',
  salt: "today's salt cannot be read or written: events are stored without a visitor",
  engine: 'the engine does not run or cannot turn the journal into Parquet: events are kept in the journal',
  segment:
    'a journal segment holds lines that cannot be read: it is kept, its day is not sealed, and ' +
    'docs/operations.md explains how to repair it',
  seal: 'the last seal failed and will be retried: see the log, or run headcount seal to see why',
  release: 'the last release failed and will be retried: see the log, or run headcount release to see why',
  settle: 'the last settlement failed and will be retried: see the log, or run headcount settle to see why',
  connections:
    'the number of connections is near its limit, or some were closed for it a moment ago: those ' +
    'that have been idle longest are closed, and new ones may be turned away (see ' +
    'docs/operations.md, Too many connections)',
  held_back:
    'files are damaged and hold back days that they may hold rows of: headcount status names them, ' +
    'docs/operations.md says what to do',
  timers:
    'a recurring task of the server fails and is retried: check that this user can read and write the ' +
    'data directory, and that disk space and file descriptors are left',
} as const;
export type ProblemName = keyof typeof PROBLEMS;

/** Checks for one problem: returns whether it exists, or a description of it. */
export type ProblemCheck = () => boolean | string;
export type ProblemChecks = Partial<Record<ProblemName, ProblemCheck>>;

/** Returns the current problems, in the order of `PROBLEMS`. */
export function findProblems(checks: ProblemChecks): readonly Problem[] {
  return (Object.keys(PROBLEMS) as ProblemName[]).flatMap((name) => {
    const result = checks[name]?.() ?? false;
    if (result === false) return [];
    return [{ name, detail: result === true ? PROBLEMS[name] : result }];
  });
}

/**
 * Describes a problem of the engine or its conversions; where the engine cannot be started, the system's error code
 * says why.
 */
export function describeEngineProblem(engine: Engine, conversion: Conversion): boolean | string {
  const { failing } = engine;
  if (failing === false || failing === 'lost') return failing === 'lost' || conversion.failed;
  return `the engine cannot be started (${failing.notStarted}) and will be retried: events are kept in the journal; check file descriptors, memory and processes`;
}

/** Logs when the set of problems has changed since the last call. Call it about once per second. */
export function createProblemLog(log: ServerLog): (problems: readonly Problem[]) => void {
  let logged = '';
  return (problems) => {
    const now = problems.map(({ name }) => name).join(' ');
    if (now === logged) return;
    logged = now;
    const names = problems.map(({ name }) => name);
    log({
      level: names.length === 0 ? 'info' : 'warn',
      event: 'health',
      message: now === '' ? 'healthy again' : `healthz: ${now}`,
      details: { problems: names },
    });
  };
}
