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
const REST_FACTOR = { live: 9, demo: 1 } as const;

export class LiveViewKeeper {
  readonly #catalogue: Catalogue;
  #mark = '';
  #notBefore = 0;
  #text: string | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * The view as JSON: `{live, reports}`. Computes only when there is something new and it is time; else gives what it
   * gave.
   */
  async ask(context: LiveContext, request: LiveRequest): Promise<string> {
    const mark = `${request.demo} ${fingerprint(context.data)}`;
    if (this.#text !== undefined && (mark === this.#mark || request.now < this.#notBefore)) return this.#text;
    const startedMs = performance.now();
    this.#text = await this.#computeText(context, request);
    this.#mark = mark;
    this.#notBefore =
      request.now + REST_FACTOR[request.demo ? 'demo' : 'live'] * (performance.now() - startedMs);
    return this.#text;
  }

  async #computeText(context: LiveContext, request: LiveRequest): Promise<string> {
    const { db, data, config } = context;
    const k = request.demo ? 1 : config.k;
    let parts: RowParts | undefined;
    try {
      parts = await loadUnsealed(db, data);
      const visitors = await countVisitorDays(db, parts);
      const days = [
        ...new Set(
          (await siteDaysIn(db, parts)).map((row) => `${String(row['site'])} ${String(row['day'])}`),
        ),
      ];
      const doubt = await countWithoutVisitor(
        db,
        parts.relations,
        new Zone(config.timeZone).day(request.now),
      );
      const configured = JSON.stringify([
        k,
        config.timeZone,
        config.bounds,
        config.sites.map((site) => [site.id, site.name]),
      ]);
      const stored = readStoredView(data, configured);
      const changes = request.demo || mayChange(stored, { visitors, days }, k);
      if (stored !== undefined && !changes) return format(stored.snapshot, context, request, k, doubt);
      const catalogue = this.#catalogue;
      const snapshot = await liveSnapshot({ db, config, catalogue, now: request.now, k }, parts, visitors);
      if (changes) storeView(data, { configured, visitors, days, snapshot });
      return format(changes ? snapshot : withoutFigures(snapshot), context, request, k, doubt);
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
  request: LiveRequest,
  k: number,
  doubt: DoubtCounts,
): string {
  const { reports, ...rest } = snapshot;
  const hints = withoutVisitorHints(doubt, 'local');
  return JSON.stringify({
    live: {
      ...rest,
      k,
      atOnce: request.demo,
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
function storeView(data: DataDir, view: StoredView): void {
  makeFolder(data.state, 0o700);
  const file = viewFile(data);
  writeFileSync(`${file}.tmp`, JSON.stringify(view), { mode: 0o600 });
  const day = new Date(`${view.snapshot.day}T00:00:00Z`);
  utimesSync(`${file}.tmp`, day, day);
  renameSync(`${file}.tmp`, file);
}

function readStoredView(data: DataDir, configured: string): StoredView | undefined {
  try {
    const view = JSON.parse(readFileSync(viewFile(data), 'utf8')) as StoredView;
    return view.configured === configured ? view : undefined;
  } catch {
    return undefined;
  }
}

function viewFile(data: DataDir): string {
  return join(data.state, 'live.json');
}
