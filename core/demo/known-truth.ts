/**
 * The counts that a collector must produce for simulated visitors: computed from the visitors themselves, independently
 * of the collector. It may not import the collector's steps.
 */
import type { SimulatedRequest } from './simulate-visitors.ts';
import { topicOf } from './paths.ts';

type Counts = Record<string, number>;

/** The known truth of one day, in visitor-days unless stated otherwise. */
export interface KnownTruth {
  /** Number of items sent, which is the sum of `outcomes`. */
  readonly received: number;
  readonly outcomes: Counts;
  readonly visitors: number;
  readonly page_views: number;
  readonly visits: number;
  readonly engaged_seconds: number;
  readonly single_page_visitors: number;
  readonly countries: Counts;
  readonly languages: Counts;
  readonly devices: Counts;
  /** Medium of each visitor's first visit. */
  readonly media: Counts;
  readonly campaigns: Counts;
  /** Visitor-days that saw the page. */
  readonly pages: Counts;
  readonly topics: Counts;
  /** Visitor-days with the action. */
  readonly actions: Counts;
}

/** Adds up the requests of one local day. */
export function knownTruth(requests: readonly SimulatedRequest[]): KnownTruth {
  const outcomes: Counts = {};
  const days = new Map<string, SimulatedRequest[]>();
  for (const request of requests) {
    add(outcomes, request.outcome);
    if (request.outcome === 'stored')
      days.set(request.visitor.ip, [...(days.get(request.visitor.ip) ?? []), request]);
  }
  const truth = {
    received: requests.length,
    outcomes,
    visitors: days.size,
    page_views: 0,
    visits: 0,
    engaged_seconds: 0,
    single_page_visitors: 0,
    countries: {},
    languages: {},
    devices: {},
    media: {},
    campaigns: {},
    pages: {},
    topics: {},
    actions: {},
  } satisfies KnownTruth;
  for (const day of days.values()) {
    const visitor = day[0]!.visitor;
    const views = day.filter(({ event }) => event.name === 'pageview');
    truth.page_views += views.length;
    truth.visits += views.filter(({ event }) => isForeign(event.referrer ?? '', event.url ?? '')).length;
    truth.engaged_seconds += day.reduce(
      (sum, { event }) => sum + Math.floor((event.engaged_ms ?? 0) / 1000),
      0,
    );
    if (views.length === 1) truth.single_page_visitors += 1;
    add(truth.countries, visitor.country);
    add(truth.languages, visitor.language.slice(0, 2));
    add(truth.devices, visitor.machine?.device ?? 'other');
    add(truth.media, visitor.visitOrigin.medium);
    if (visitor.visitOrigin.campaign !== undefined) add(truth.campaigns, visitor.visitOrigin.campaign);
    const paths = new Set(views.map(({ event }) => new URL(event.url ?? '').pathname));
    // A slash at the end makes no page of its own.
    for (const path of paths) add(truth.pages, path.replace(/(.)\/$/, '$1'));
    for (const topic of new Set([...paths].map(topicOf))) if (topic !== undefined) add(truth.topics, topic);
    for (const name of new Set(day.map(({ event }) => event.name)))
      if (name !== 'pageview' && name !== 'engagement') add(truth.actions, name);
  }
  return truth;
}

function add(counts: Counts, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Whether a page view is an entry: the referrer is absent or of another host. */
function isForeign(referrer: string, url: string): boolean {
  return referrer === '' || new URL(referrer).host !== new URL(url).host;
}
