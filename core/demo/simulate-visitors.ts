/**
 * Simulates realistic visitors of the demo site, with everything that a collector meets: retries, robots, objections,
 * mistakes. Pure: the seed and the times are arguments.
 */
import type { WireEvent } from '../collect/wire-event.ts';
import { ENTRY_PAGES, nextPages } from './paths.ts';
import { COUNTRIES, MACHINES, ROBOTS, VISIT_ORIGINS, type Machine, type VisitOrigin } from './population.ts';
import { SeededRandom } from './random.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly visitors: number;
  /**
   * First and last instant of an arrival, ms since 1970. Both must be in one local day where visitor-days are to equal
   * visitors.
   */
  readonly from: number;
  readonly to: number;
  /** Origin of the pages, as `http://127.0.0.1:8787`; its host must be one of the site's. */
  readonly origin: string;
  /** Id of the site. @default `demo` */
  readonly site?: string;
  /**
   * When visitors arrive within the time: evenly, or as people are awake, for a whole local day.
   *
   * @default even
   */
  readonly hours?: 'even' | 'daytime';
}

export type SimulatedEvent = WireEvent & { readonly site: string; readonly id: string };

/** One event with its sender. `outcome` is the outcome that must result. */
export interface SimulatedRequest {
  readonly instantMs: number;
  readonly visitor: SimulatedVisitor;
  readonly event: SimulatedEvent;
  readonly outcome: 'stored' | 'duplicate' | 'bot' | 'opted_out' | 'rejected';
}

export interface SimulatedVisitor {
  /** An address of the documentation prefix 2001:db8::/32 (RFC 3849), with a /64 of its own. */
  readonly ip: string;
  readonly userAgent: string;
  readonly country: string;
  readonly language: string;
  readonly kind: 'human' | 'robot' | 'opted_out';
  /** Undefined for robots. */
  readonly machine: Machine | undefined;
  readonly screen: number;
  readonly visitOrigin: VisitOrigin;
}

const BOUNCE_RATE = 0.46;
const SECOND_VISIT_RATE = 0.06;
const RETRY_RATE = 0.015;
const MISTAKE_RATE = 0.004;
/** Weight of each hour of the day, and the hour. */
const DAYTIME = [2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 12, 13, 12, 12, 12, 12, 13, 15, 17, 18, 16, 10, 5].map(
  (weight, hour) => [weight, hour] as const,
);

/** Returns all requests in order of time. Robots and objectors come in addition to `visitors`: 6 and 4 per hundred. */
export function simulateVisitors(options: SimulationOptions): readonly SimulatedRequest[] {
  const random = new SeededRandom(options.seed);
  const addresses = new Set<string>();
  const requests: SimulatedRequest[] = [];
  const kinds = (['human', 'robot', 'opted_out'] as const).flatMap((kind) =>
    Array.from(
      { length: Math.round(options.visitors * { human: 1, robot: 0.06, opted_out: 0.04 }[kind]) },
      () => kind,
    ),
  );
  for (const kind of kinds)
    requests.push(...new Day(random, options, createVisitor(random, addresses, kind)).requests());
  return requests.toSorted(
    (a, b) =>
      a.instantMs - b.instantMs || (a.outcome === 'duplicate' ? 1 : 0) - (b.outcome === 'duplicate' ? 1 : 0),
  );
}

function createVisitor(
  random: SeededRandom,
  addresses: Set<string>,
  kind: SimulatedVisitor['kind'],
): SimulatedVisitor {
  let ip: string;
  do ip = `2001:db8:${random.hex(4)}:${random.hex(4)}::${random.hex(2)}`;
  while (addresses.has(ip.split('::')[0] ?? ''));
  addresses.add(ip.split('::')[0] ?? '');
  const { country, languages } = random.pick(COUNTRIES);
  const machine = random.pick(MACHINES);
  const screen = machine.screens[random.integer(0, machine.screens.length - 1)] ?? 1280;
  return {
    ip,
    country,
    kind,
    screen,
    language: random.pick(languages),
    visitOrigin: random.pick(VISIT_ORIGINS),
    machine: kind === 'robot' ? undefined : machine,
    userAgent: kind === 'robot' ? random.pick(ROBOTS) : machine.userAgent,
  };
}

/** One visitor's day: one visit, rarely two, each a chain of pages. */
class Day {
  readonly #random: SeededRandom;
  readonly #options: SimulationOptions;
  readonly #visitor: SimulatedVisitor;
  readonly #requests: SimulatedRequest[] = [];
  #at: number;

  constructor(random: SeededRandom, options: SimulationOptions, visitor: SimulatedVisitor) {
    this.#random = random;
    this.#options = options;
    this.#visitor = visitor;
    const part =
      options.hours === 'daytime' ? (random.pick(DAYTIME) + random.next()) / DAYTIME.length : random.next();
    this.#at = options.from + part * (options.to - options.from);
  }

  requests(): readonly SimulatedRequest[] {
    this.#visit(this.#visitor.visitOrigin);
    if (this.#random.chance(SECOND_VISIT_RATE)) this.#visit({ medium: 'direct', referrer: '' });
    return this.#requests;
  }

  #visit(visitOrigin: VisitOrigin): void {
    const random = this.#random;
    const length = random.chance(BOUNCE_RATE) ? 1 : 1 + Math.min(9, Math.ceil(random.lognormal(1.6, 0.7)));
    let path = random.pick(ENTRY_PAGES);
    let referrer = visitOrigin.referrer;
    for (let step = 0; step < length; step += 1) {
      const url = `${this.#options.origin}${path}${step === 0 ? (visitOrigin.query ?? '') : ''}`;
      this.#send({ name: 'pageview', url, referrer });
      if (this.#visitor.kind === 'robot') return;
      const engaged = Math.round(
        Math.min(900_000, random.lognormal(path.startsWith('/demo/blog/') ? 55_000 : 18_000, 0.9)),
      );
      this.#at += engaged;
      this.#act(path, url);
      if (random.chance(0.94))
        this.#send({ name: 'engagement', url, engaged_ms: engaged, scroll_pct: random.integer(2, 10) * 10 });
      referrer = `${this.#options.origin}${path}`;
      path = random.pick(nextPages(path).filter(([, next]) => next !== path));
    }
  }

  #act(path: string, url: string): void {
    const random = this.#random;
    if (path === '/demo/workshop' && random.chance(0.16)) {
      const pro = random.chance(0.35);
      this.#send({
        name: 'signup',
        url,
        props: { plan: pro ? 'pro' : 'free' },
        ...(pro ? { value: 45 } : {}),
      });
    }
    if (/^\/demo\/products\/\w+\/./.test(path)) {
      if (random.chance(0.05)) this.#send({ name: 'inquiry', url, value: random.integer(89, 1490) });
      if (random.chance(0.07)) this.#send({ name: 'download', url, props: { file: '/demo/catalogue.pdf' } });
    }
    if (path === '/demo/about' && random.chance(0.2))
      this.#send({ name: 'outbound', url, props: { host: 'www.deutsches-museum.de' } });
  }

  #send(fields: Omit<WireEvent, 'id'>): void {
    const { site = 'demo', to } = this.#options;
    const event: SimulatedEvent = {
      id: this.#random.hex(32),
      site,
      language: this.#visitor.language,
      screen: this.#visitor.screen,
      ...fields,
    };
    const instantMs = Math.min(to, Math.round(this.#at));
    const outcome = ({ human: 'stored', robot: 'bot', opted_out: 'opted_out' } as const)[this.#visitor.kind];
    this.#requests.push({ instantMs, visitor: this.#visitor, event, outcome });
    if (outcome !== 'stored') return;
    if (this.#random.chance(RETRY_RATE))
      this.#requests.push({
        instantMs: Math.min(to, instantMs + 3_000),
        visitor: this.#visitor,
        event,
        outcome: 'duplicate',
      });
    if (this.#random.chance(MISTAKE_RATE))
      this.#requests.push({
        instantMs,
        visitor: this.#visitor,
        event: { ...event, id: this.#random.hex(32), url: 'https://elsewhere.example.net/' },
        outcome: 'rejected',
      });
  }
}
