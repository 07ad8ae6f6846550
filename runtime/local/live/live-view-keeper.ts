/**
 * When the live view may change: for all viewers together, and only after k new visitor-days, so that watching it does
 * not tell when somebody came. The built-in demo site, whose visitor is its reader, changes at once.
 * It may not count.
 */
import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { mayChange } from '#core/report/live-change';
import { withoutVisitorHints, type DoubtCounts } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import type { RowParts } from '../seal/split-rows.ts';
import { countVisitorDays, liveSnapshot, siteDaysIn, type Catalogue, type Snapshot } from './snapshot.ts';
import { dropUnsealed, fingerprint, loadUnsealed } from './unsealed-arrivals.ts';
import { makeFolder } from '#runtime/node/make-folder';
import { countWithoutVisitor } from './without-visitor.ts';

export interface LiveContext {
  readonly db: DuckDb;
  readonly data: DataDir;
  readonly config: Config;
}

export interface LiveRequest {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The built-in demo site is in force: at once, and from the first visitor on. */
  readonly demo: boolean;
}

interface StoredView {
  /** What it was computed for: another configuration is another view. */
  readonly configured: string;
  readonly visitors: number;
  /** Site and day of what was unsealed. */
  readonly days: readonly string[];
  readonly snapshot: Snapshot;
}

/** A large day takes a while to count: no more than a tenth of the time is spent on it, of a demo half. */
const REST = { live: 9, demo: 1 } as const;

export class LiveViewKeeper {
  readonly #catalogue: Catalogue;
  #seen = '';
  #notBefore = 0;
  #text: string | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * The view as JSON: `{live, reports}`. Computes only when there is something new and it is time; else gives what it
   * gave.
   */
  async ask(context: LiveContext, ask: LiveRequest): Promise<string> {
    const mark = `${ask.demo} ${fingerprint(context.data)}`;
    if (this.#text !== undefined && (mark === this.#seen || ask.now < this.#notBefore)) return this.#text;
    const began = performance.now();
    this.#text = await this.#look(context, ask);
    this.#seen = mark;
    this.#notBefore = ask.now + REST[ask.demo ? 'demo' : 'live'] * (performance.now() - began);
    return this.#text;
  }

  async #look(context: LiveContext, ask: LiveRequest): Promise<string> {
    const { db, data, config } = context;
    const k = ask.demo ? 1 : config.k;
    let parts: RowParts | undefined;
    try {
      parts = await loadUnsealed(db, data);
      const visitors = await countVisitorDays(db, parts);
      const days = [
        ...new Set(
          (await siteDaysIn(db, parts)).map((row) => `${String(row['site'])} ${String(row['day'])}`),
        ),
      ];
      const doubt = await countWithoutVisitor(db, parts.relations, new Zone(config.timeZone).day(ask.now));
      const configured = JSON.stringify([
        k,
        config.timeZone,
        config.bounds,
        config.sites.map((site) => [site.id, site.name]),
      ]);
      const kept = readStoredView(data, configured);
      const changes = ask.demo || mayChange(kept, { visitors, days }, k);
      if (kept !== undefined && !changes) return format(kept.snapshot, context, ask, k, doubt);
      const catalogue = this.#catalogue;
      const snapshot = await liveSnapshot({ db, config, catalogue, now: ask.now, k }, parts, visitors);
      if (changes) storeView(data, { configured, visitors, days, snapshot });
      return format(changes ? snapshot : withoutFigures(snapshot), context, ask, k, doubt);
    } finally {
      await dropUnsealed(db, parts);
    }
  }
}

/** Before the first k visitor-days the books alone are told: how many events came, and what became of them. */
export function withoutFigures(snapshot: Snapshot): Snapshot {
  return { ...snapshot, visitors: 0, reports: [] };
}

function format(
  snapshot: Snapshot,
  { config }: LiveContext,
  ask: LiveRequest,
  k: number,
  doubt: DoubtCounts,
): string {
  const { reports, ...rest } = snapshot;
  const hints = withoutVisitorHints(doubt, 'local');
  return JSON.stringify({
    live: {
      ...rest,
      k,
      atOnce: ask.demo,
      timeZone: config.timeZone,
      internal: true,
      ...(hints.length === 0 ? {} : { hints }),
    },
    reports,
  });
}

/**
 * The last snapshot outlives the process: `headcount live` and the page show the same. Counts only; the file's time is
 * its day.
 */
function storeView(data: DataDir, kept: StoredView): void {
  makeFolder(data.state, 0o700);
  const file = fileOf(data);
  writeFileSync(`${file}.tmp`, JSON.stringify(kept), { mode: 0o600 });
  const day = new Date(`${kept.snapshot.day}T00:00:00Z`);
  utimesSync(`${file}.tmp`, day, day);
  renameSync(`${file}.tmp`, file);
}

function readStoredView(data: DataDir, configured: string): StoredView | undefined {
  try {
    const kept = JSON.parse(readFileSync(fileOf(data), 'utf8')) as StoredView;
    return kept.configured === configured ? kept : undefined;
  } catch {
    return undefined;
  }
}

function fileOf(data: DataDir): string {
  return join(data.state, 'live.json');
}
