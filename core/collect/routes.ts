/** The routing table of both places: which path and method goes to which handler. */

export type Handler =
  | 'events'
  | 'preflight'
  | 'pixel'
  | 'demand'
  | 'health'
  | 'metrics'
  | 'gpc'
  | 'tracker'
  | 'live_data'
  | 'live_page'
  | 'demo_key'
  | 'demo_reports'
  | 'demo_visitors';

export interface Route {
  readonly handler: Handler;
  /** The path; the first group of a pattern is the version of the tracker. */
  readonly path: string | RegExp;
  readonly methods: readonly string[];
  /**
   * Only for the operator on the machine itself: it shows exact figures of unsealed days, the demo's key, or the state
   * of the server.
   */
  readonly operator?: true;
  /** The only place that has the route. @default both */
  readonly place?: 'local' | 'aws';
  /** Present only while the built-in demo site is active. */
  readonly demo?: true;
}

const READ = ['GET', 'HEAD'];

export const EVENTS_PATH = '/v1/events';
export const PIXEL_PATH = '/v1/pixel.gif';
export const DEMAND_PATH = '/v1/demand';
/** Methods of the demand for topics; it is answered beside the collector, from released objects alone. */
export const DEMAND_METHODS: readonly string[] = [...READ, 'OPTIONS'];

/** Routes, of which the first match counts. On one machine, any other path may be a page or a file of the program. */
export const ROUTES: readonly Route[] = [
  { handler: 'events', path: EVENTS_PATH, methods: ['POST'] },
  { handler: 'preflight', path: EVENTS_PATH, methods: ['OPTIONS'] },
  { handler: 'pixel', path: PIXEL_PATH, methods: ['GET'] },
  { handler: 'demand', path: DEMAND_PATH, methods: DEMAND_METHODS },
  { handler: 'health', path: '/healthz', methods: READ },
  { handler: 'metrics', path: '/metrics', methods: READ, operator: true, place: 'local' },
  { handler: 'gpc', path: '/.well-known/gpc.json', methods: READ },
  { handler: 'tracker', path: '/headcount.js', methods: READ },
  { handler: 'tracker', path: /^\/headcount\.([0-9A-Za-z.-]{1,64})\.js$/, methods: READ },
  // The name of before 2026-12, which pages may still hold.
  { handler: 'tracker', path: /^\/headcount-([0-9a-f]{12})\.js$/, methods: READ, place: 'aws' },
  { handler: 'live_data', path: '/live/data.json', methods: ['GET'], operator: true, place: 'local' },
  { handler: 'live_page', path: /^\/live(?:\/|$)/, methods: READ, operator: true, place: 'local' },
  { handler: 'demo_key', path: '/demo/key', methods: ['GET'], operator: true, place: 'local', demo: true },
  {
    handler: 'demo_reports',
    path: /^\/demo\/reports(?:\/|$)/,
    methods: READ,
    operator: true,
    place: 'local',
    demo: true,
  },
  {
    handler: 'demo_visitors',
    path: '/demo/simulate',
    methods: ['POST'],
    operator: true,
    place: 'local',
    demo: true,
  },
];

/** The deployment, which determines its routes. */
export interface RouteContext {
  readonly place: 'local' | 'aws';
  readonly demo?: boolean;
}

/** Whether `collect` answers a path, with a problem document where it is not a route. */
export function isCollectorPath(path: string): boolean {
  return path.startsWith('/v1/');
}

/** Returns the route of a request; undefined where there is none. */
export function findRoute(method: string, path: string, context: RouteContext): Route | undefined {
  return ROUTES.find((route) => route.methods.includes(method) && covers(route, path, context));
}

/** Returns the methods that a path accepts, in the order of the table. */
export function listMethods(path: string, context: RouteContext): readonly string[] {
  return ROUTES.filter((route) => covers(route, path, context)).flatMap((route) => route.methods);
}

/** Returns the version that a tracker path names; undefined where it names none. */
export function readTrackerVersion({ path: pattern }: Route, path: string): string | undefined {
  return typeof pattern === 'string' ? undefined : pattern.exec(path)?.[1];
}

function covers(route: Route, path: string, { place, demo }: RouteContext): boolean {
  return (
    (typeof route.path === 'string' ? route.path === path : route.path.test(path)) &&
    (route.place ?? place) === place &&
    (route.demo !== true || demo === true)
  );
}
