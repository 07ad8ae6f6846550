/** Which path and method goes to which handler: one table for both places. It may not answer a request. */

export type Handler =
  | 'events'
  | 'preflight'
  | 'pixel'
  | 'health'
  | 'gpc'
  | 'tracker'
  | 'live_data'
  | 'live_page'
  | 'demo_key'
  | 'demo_visitors';

export interface Route {
  readonly handler: Handler;
  /** A pattern's first group is the version of the tracker. */
  readonly path: string | RegExp;
  readonly methods: readonly string[];
  /** Exact figures of unsealed days and the demo's key are for the operator on the machine itself. */
  readonly operator?: true;
  /** The only place that has it; both by default. */
  readonly place?: 'local' | 'aws';
  /** There only while the built-in demo site is in force. */
  readonly demo?: true;
}

const READ = ['GET', 'HEAD'];

export const EVENTS_PATH = '/v1/events';
export const PIXEL_PATH = '/v1/pixel.gif';

/** The first that matches counts. On one machine, what no route takes may be a page or a file of the program. */
export const ROUTES: readonly Route[] = [
  { handler: 'events', path: EVENTS_PATH, methods: ['POST'] },
  { handler: 'preflight', path: EVENTS_PATH, methods: ['OPTIONS'] },
  { handler: 'pixel', path: PIXEL_PATH, methods: ['GET'] },
  { handler: 'health', path: '/healthz', methods: READ },
  { handler: 'gpc', path: '/.well-known/gpc.json', methods: READ },
  { handler: 'tracker', path: '/headcount.js', methods: READ },
  { handler: 'tracker', path: /^\/headcount-([0-9a-f]{12})\.js$/, methods: READ, place: 'aws' },
  { handler: 'live_data', path: '/live/data.json', methods: ['GET'], operator: true, place: 'local' },
  { handler: 'live_page', path: /^\/live(?:\/|$)/, methods: READ, operator: true, place: 'local' },
  { handler: 'demo_key', path: '/demo/key', methods: ['GET'], operator: true, place: 'local', demo: true },
  {
    handler: 'demo_visitors',
    path: '/demo/simulate',
    methods: ['POST'],
    operator: true,
    place: 'local',
    demo: true,
  },
];

/** What a deployment has of the table. */
export interface Surface {
  readonly place: 'local' | 'aws';
  readonly demo?: boolean;
}

/** Whether `collect` answers a path, with a problem where it is no route. */
export function isCollectorPath(path: string): boolean {
  return path.startsWith('/v1/');
}

/** The route of a request; undefined where there is none. */
export function findRoute(method: string, path: string, surface: Surface): Route | undefined {
  return ROUTES.find((route) => route.methods.includes(method) && covers(route, path, surface));
}

/** The methods that a path takes, in the order of the table. */
export function methodsOf(path: string, surface: Surface): readonly string[] {
  return ROUTES.filter((route) => covers(route, path, surface)).flatMap((route) => route.methods);
}

/** The version that a path of the tracker names; undefined where it names none. */
export function trackerVersionOf({ path: pattern }: Route, path: string): string | undefined {
  return typeof pattern === 'string' ? undefined : pattern.exec(path)?.[1];
}

function covers(route: Route, path: string, { place, demo }: Surface): boolean {
  return (
    (typeof route.path === 'string' ? route.path === path : route.path.test(path)) &&
    (route.place ?? place) === place &&
    (route.demo !== true || demo === true)
  );
}
