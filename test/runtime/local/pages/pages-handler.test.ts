/** The pages of the local server: complete, linked, and closed to content from elsewhere. */
import { describe, expect, it } from 'vitest';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { mergeDemand } from '#core/demand/merge-demand';
import { DEMO_PAGES } from '#runtime/local/pages/demo/pages';
import { pagesHandler, type PagesContext } from '#runtime/local/pages/pages-handler';

const NO_DEMAND = () => mergeDemand({});
const DEMO = {
  demo: true,
  sites: DEMO_CONFIG.sites,
  origin: 'http://127.0.0.1:8787',
  demand: NO_DEMAND,
};
const get = (path: string, context: PagesContext = DEMO) => pagesHandler(path, context);
const html = (path: string) => String(get(path)?.body);
const PAGES = ['/', '/live', ...DEMO_PAGES.keys()];
/** Paths that the server itself answers. */
const ELSEWHERE = new Set(['/healthz', '/v1/demand', '/demo/reports/']);
const matches = (pattern: string, path: string) =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

describe('the pages of the local server', () => {
  it.each(PAGES)('%s is a whole page: language, title, one main heading, room for phones', (path) => {
    expect(get(path)?.status).toBe(200);
    const text = html(path);
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toMatch(/<title>[^<]+<\/title>/);
    expect(text).toContain('name="viewport"');
    expect(text.match(/<h1[ >]/g)?.length).toBe(1);
  });

  it.each(PAGES)(
    '%s has no inline script or style and nothing from elsewhere, and its policy says so',
    (path) => {
      const text = html(path);
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src="\/)/);
      expect(
        text.match(/(?:src|href)="(?!\/|#|data:,|https:\/\/www\.deutsches-museum\.de\/en")[^"]*"/g),
      ).toBeNull();
      expect(get(path)?.headers['content-security-policy']).toContain("default-src 'none'");
      expect(get(path)?.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each(PAGES)('%s links to nothing that is not there', (path) => {
    for (const [, target] of html(path).matchAll(/(?:src|href)="(\/[^"#]*)"/g)) {
      if (target === '/demo/no-such-page' || ELSEWHERE.has(target ?? '')) continue;
      expect(get(target ?? '')?.status, target).toBe(200);
    }
  });

  it('answers 404 within the demo site with a page that leads back', () => {
    expect(get('/demo/nope')?.status).toBe(404);
    expect(html('/demo/nope')).toContain('href="/demo/"');
  });

  it('publishes paths that the demo configuration lists, and each of its patterns has a page', () => {
    const published = DEMO_CONFIG.sites[0]?.published as string[];
    for (const path of DEMO_PAGES.keys())
      expect(
        published.some((pattern) => matches(pattern, path)),
        path,
      ).toBe(true);
    for (const pattern of published)
      expect(
        [...DEMO_PAGES.keys()].some((path) => matches(pattern, path)),
        pattern,
      ).toBe(true);
  });

  it('has no demo site where the configuration is another', () => {
    const other = { ...DEMO, demo: false };
    expect(get('/demo/', other)).toBeUndefined();
    expect(get('/demo/workshop', other)).toBeUndefined();
    expect(String(get('/', other)?.body)).not.toContain('href="/demo/"');
    expect(get('/headcount.js', other)?.status).toBe(200);
  });

  it('leaves other paths to others, also such as look like files', () => {
    for (const path of [
      '/v1/events',
      '/healthz',
      '/../package.json',
      '/demo.js',
      '/live/x',
      '/headcount.js/',
    ])
      expect(get(path), path).toBeUndefined();
  });

  it('serves the tracker to pages of any origin', () => {
    const response = get('/headcount.js');
    expect(response?.headers['content-type']).toMatch(/^text\/javascript/);
    expect(response?.headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  it('escapes what stands in a page', () => {
    expect(
      String(
        get('/', { ...DEMO, sites: [{ id: '<b>', hosts: [], register: { hosts: [], paths: [] } }] })?.body,
      ),
    ).not.toContain('<b>');
  });

  it('offers a catalogue whose table of objects points at objects', () => {
    const file = Buffer.from(get('/demo/catalogue.pdf')?.body as Uint8Array).toString('latin1');
    const offsets = [...file.matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
    expect(offsets.length).toBe(5);
    offsets.forEach((at, index) => expect(file.slice(at)).toMatch(new RegExp(`^${index + 1} 0 obj`)));
    const start = Number(/startxref\n(\d+)/.exec(file)?.[1]);
    expect(file.slice(start)).toMatch(/^xref/);
  });
});
