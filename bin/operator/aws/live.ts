/**
 * The live view of a deployment for its operator: runs the seal's own SQL over unsealed arrivals in the pipeline's work
 * group. It may not show more than the local live view does, nor sooner.
 */
import type { Config } from '#core/config/schema';
import type { LiveAnswer } from '#core/operator/live-view';
import { hundredsInWords } from '#core/operator/status-view';
import type { QueryEngine, SqlRow } from '#core/ports/query-engine';
import { mayChange, stillShown, type LiveSnapshot } from '#core/report/live-change';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { unsealedSql, type UnsealedArrivals } from '#core/seal/unsealed-sql';
import { Zone } from '#core/time/zone';
import { arrivalDates } from '#runtime/aws/lake/arrival-dates';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import type { Objects } from '#runtime/aws/lake/objects';
import { withoutFigures } from '#runtime/local/live/live-view-keeper';
import { groupStretches, type Snapshot } from '#runtime/local/live/snapshot';
import { loadSql } from '#runtime/node/package-root';
import type { CommandContext } from '../../cli/context.ts';
import { countUnsealed } from './count-unsealed.ts';
import { arrivalsEngine, type Deployment } from './deployment.ts';

/** The snapshot that all operators see: counts, without cells under k. It is deleted with the scratch of its days. */
const CACHE_KEY = 'scratch/live/live.json';
interface CachedView extends LiveSnapshot {
  readonly configured: string;
  readonly snapshot: Snapshot;
}

const VISITORS = `select cast(count(*) as bigint) as visitors
from (select distinct site, day, visitor from arrivals_of_day where outcome = 'stored' and visitor is not null and name <> 'engagement') v`;

export async function live(context: CommandContext, deployment: Deployment): Promise<LiveAnswer> {
  const { config } = context;
  const { k } = config;
  const { arrivals, outputs } = deployment;
  const engine = arrivalsEngine(deployment);
  const now = Date.now();
  const today = new Zone(config.timeZone).day(now);
  const dates = await arrivalDates(arrivals);
  const unsealed: UnsealedArrivals | undefined =
    dates === undefined ? undefined : { loadSql, store: outputs('StoreDatabase'), ...dates };
  const seen = await countSeen(engine, unsealed);
  const configured = JSON.stringify([
    k,
    config.timeZone,
    config.bounds,
    config.sites.map((site) => [site.id, site.name]),
  ]);
  const hints = withoutVisitorHints(
    await countWithoutVisitor(engine, arrivals, today),
    'aws',
    hundredsInWords,
  );
  const cached = stillShown(await readCached(arrivals, configured), seen);
  const changes = mayChange(cached, seen, k);
  if (cached !== undefined && !changes) return answer(cached.snapshot, config, hints, []);
  const { snapshot, omissions } = await countUnsealed(engine, unsealed, {
    config,
    stretches: groupStretches(seen.siteDays, config, today),
    visitors: seen.visitors,
    now,
  });
  const { siteDays: _, ...marks } = seen;
  if (changes)
    await arrivals.put(
      CACHE_KEY,
      JSON.stringify({ ...marks, configured, snapshot } satisfies CachedView),
      'application/json',
    );
  return answer(changes ? snapshot : withoutFigures(snapshot), config, hints, omissions);
}

/** Counts, over unsealed rows, what decides whether the view may change. */
async function countSeen(
  engine: QueryEngine,
  unsealed: UnsealedArrivals | undefined,
): Promise<LiveSnapshot & { readonly siteDays: readonly SqlRow[] }> {
  const rows = async (body: string) => {
    if (unsealed === undefined) return [];
    const { text, parameters } = unsealedSql(unsealed, body);
    return await engine.rows(text, parameters);
  };
  const visitors = Number((await rows(VISITORS))[0]?.['visitors'] ?? 0);
  const siteDays = await rows(
    "select distinct site, day from arrivals_of_day where outcome <> 'late' order by site, day",
  );
  return { visitors, siteDays, days: siteDays.map((row) => `${String(row['site'])} ${String(row['day'])}`) };
}

async function readCached(arrivals: Objects, configured: string): Promise<CachedView | undefined> {
  const cached = JSON.parse((await arrivals.text(CACHE_KEY)) ?? 'null') as CachedView | null;
  return cached?.configured === configured ? cached : undefined;
}

function answer(
  { reports, recent = [], ...rest }: Snapshot,
  { k, timeZone }: Config,
  hints: readonly string[],
  omissions: readonly string[],
): LiveAnswer {
  const shownHints = hints.length === 0 ? {} : { hints };
  const live = { ...rest, k, atOnce: false, timeZone, internal: true, ...shownHints };
  return { view: { live, reports }, recent, omissions };
}
