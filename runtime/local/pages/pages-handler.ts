/** Maps a path to a page of the local server: welcome, demo site, live page, tracker script. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoute, readTrackerVersion } from '#core/collect/routes';
import { answerTracker } from '#core/collect/tracker-answer';
import type { Demand } from '#core/demand/merge-demand';
import { installedTracker } from '#runtime/node/installed-tracker';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { trackerVersions } from '#runtime/node/tracker-versions';
import { catalogue } from './demo/catalogue.ts';
import { layout } from './demo/layout.ts';
import type { TaggedSite } from '#core/config/script-tag';
import { DEMO_PAGES, NOT_FOUND } from './demo/pages.ts';
import { livePage } from './live/live-page.ts';
import { page, type PageResponse } from './page.ts';
import { welcome } from './welcome.ts';

export interface PagesContext {
  /** Whether the built-in demo configuration is in force; the demo site exists only then. */
  readonly demo: boolean;
  /** The configured sites. */
  readonly sites: readonly TaggedSite[];
  /** `http://127.0.0.1:8787`, for the snippet on the welcome page. */
  readonly origin: string;
  /** Reads the released demand, by which the demo site orders its offers. */
  readonly demand: () => Demand;
}

const HTML = 'text/html; charset=utf-8';
const PROBLEM = 'application/problem+json';

/** File of the program and its media type; each is read once, at its first request. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/live/live.css': ['runtime/local/pages/live/live.css', 'text/css; charset=utf-8'],
  '/live/live.js': ['runtime/local/pages/live/live.js', 'text/javascript; charset=utf-8'],
  '/live/site.js': ['runtime/local/pages/live/site.js', 'text/javascript; charset=utf-8'],
  '/live/bars.js': ['runtime/local/pages/live/bars.js', 'text/javascript; charset=utf-8'],
  '/live/make.js': ['runtime/local/pages/live/make.js', 'text/javascript; charset=utf-8'],
  '/live/words.js': ['runtime/local/pages/live/words.js', 'text/javascript; charset=utf-8'],
  '/demo/demo.css': ['runtime/local/pages/demo/demo.css', 'text/css; charset=utf-8'],
  '/demo/demo.js': ['runtime/local/pages/demo/demo.js', 'text/javascript; charset=utf-8'],
  '/demo/demand.js': ['runtime/local/pages/demo/demand.js', 'text/javascript; charset=utf-8'],
  '/demo/icon.svg': ['runtime/local/pages/demo/icon.svg', 'image/svg+xml'],
  '/demo/microscope.svg': ['runtime/local/pages/demo/microscope.svg', 'image/svg+xml'],
  '/demo/telescope.svg': ['runtime/local/pages/demo/telescope.svg', 'image/svg+xml'],
};
const fileCache = new Map<string, Uint8Array>();
const trackers = trackerVersions(installedTracker);

/** Returns the page at a path, or undefined where the path has another handler. The caller checks for GET and HEAD. */
export function pagesHandler(
  path: string,
  context: PagesContext,
  acceptEncoding?: string,
): PageResponse | undefined {
  const route = findRoute('GET', path, { place: 'local' });
  if (route?.handler === 'tracker') return trackerResponse(readTrackerVersion(route, path), acceptEncoding);
  if (path === '/') return page(200, HTML, welcome(context.demo, context.sites, context.origin));
  if (path === '/live') return page(200, HTML, livePage(context.demo));
  const file = FILES[path];
  if (file !== undefined) return fileResponse(path, file);
  if (!context.demo) return undefined;
  if (path === '/demo/catalogue.pdf') return page(200, 'application/pdf', catalogue());
  if (path === '/demo') return { status: 308, headers: { location: '/demo/' }, body: '' };
  const demoPage = DEMO_PAGES.get(path);
  if (demoPage !== undefined) return page(200, HTML, layout(path, demoPage, context.demand()));
  return path.startsWith('/demo/') ? page(404, HTML, layout(path, NOT_FOUND, context.demand())) : undefined;
}

function fileResponse(path: string, [file, type]: readonly [string, string]): PageResponse {
  try {
    const body = fileCache.get(path) ?? readFileSync(join(PACKAGE_ROOT, file));
    fileCache.set(path, body);
    return page(200, type, body);
  } catch {
    return missingFile();
  }
}

function trackerResponse(version: string | undefined, acceptEncoding: string | undefined): PageResponse {
  try {
    return answerTracker(version, acceptEncoding, trackers());
  } catch {
    return missingFile();
  }
}

function missingFile(): PageResponse {
  return page(
    503,
    PROBLEM,
    JSON.stringify({ title: 'The file is missing from the installation: run npm run build', status: 503 }),
  );
}
