/**
 * Decides when the live view changes: for all viewers at once, and only after k new visitor-days, so that watching it
 * does not reveal when somebody came. The built-in demo site, whose only visitor is its reader, updates at once.
 */
import { readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { mayChange, stillShown } from '#core/report/live-change';
import { hundredsInWords } from '#core/operator/status-view';
import { withoutVisitorHints, type DoubtCounts } from '#core/report/without-visitor';
import { Zone } from '#core/time/zone';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import type { RowParts } from '../seal/split-rows.ts';
import {
  countVisitorDays,
  computeSnapshot,
  readSiteDays,
  type Catalogue,
  type Snapshot,
} from './snapshot.ts';
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
  /** Whether the built-in demo site is in force: the view then updates at once, from the first visitor on. */
  readonly demo: boolean;
  /** Whether the answer also has `recent`: today and yesterday by themselves. @default false */
  readonly recent?: boolean;
}

interface StoredView {
  /** The configuration it was computed for: a different configuration has a different view. */
  readonly configured: string;
  readonly visitors: number;
  /** Site and day of the unsealed rows. */
  readonly days: readonly string[];
  readonly snapshot: Snapshot;
}

/** Pause per computing time: counting takes at most a tenth of the time, for the demo site half of it. */
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
   * Returns the view as JSON: `{live, reports}`. Recomputes it only when there is something new and the pause is over;
   * otherwise returns the last text.
   */
  async ask(context: LiveContext, request: LiveRequest): Promise<string> {
    const newMark = `${request.demo} ${fingerprint(context.data)}`;
    if (this.#text !== undefined && (newMark === this.#mark || request.now < this.#notBefore))
      return this.#text;
    const startedMs = performance.now();
    this.#text = await this.#computeText(context, request);
    this.#mark = newMark;
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
          (await readSiteDays(db, parts)).map((row) => `${String(row['site'])} ${String(row['day'])}`),
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
      const stored = stillShown(readStoredView(data, configured), { visitors, days });
      const changes = request.demo || mayChange(stored, { visitors, days }, k);
      if (stored !== undefined && !changes) return format(stored.snapshot, context, request, k, doubt);
      const catalogue = this.#catalogue;
      const snapshot = await computeSnapshot({ db, config, catalogue, now: request.now, k }, parts, visitors);
      if (changes) storeView(data, { configured, visitors, days, snapshot });
      return format(changes ? snapshot : withoutFigures(snapshot), context, request, k, doubt);
    } finally {
      await dropUnsealed(db, parts);
    }
  }
}

/**
 * Hides all figures before the first k visitor-days, except the books: how many events came, and with which outcome.
 */
export function withoutFigures(snapshot: Snapshot): Snapshot {
  return { ...snapshot, visitors: 0, reports: [], recent: [] };
}

function format(
  snapshot: Snapshot,
  { config }: LiveContext,
  request: LiveRequest,
  k: number,
  doubt: DoubtCounts,
): string {
  const { reports, recent = [], ...rest } = snapshot;
  const hints = withoutVisitorHints(doubt, 'local', hundredsInWords);
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
    ...(request.recent === true ? { recent } : {}),
  });
}

/**
 * Stores the last snapshot, so that it outlives the process and `headcount live` shows the same as the page. Counts
 * only; the file time is the snapshot's day.
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
