/** The tracker as it is served: its size, and the versions that pages may pin. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { mergeDemand } from '#core/demand/merge-demand';
import { pagesHandler } from '#runtime/local/pages/pages-handler';
import { installedVersion } from '#runtime/node/installed-tracker';
import { pinVersion, trackerTexts, trackerVersions } from '#runtime/node/tracker-versions';

const ROOT = resolve(import.meta.dirname, '../..');
const script = readFileSync(resolve(ROOT, 'dist/tracker/headcount.js'));
const get = (path: string, accepts?: string) =>
  pagesHandler(
    path,
    { demo: true, sites: DEMO_CONFIG.sites, origin: 'http://x', demand: () => mergeDemand({}) },
    accepts,
  );
const sizeOf = (accepts: string) => get('/headcount.js', accepts)?.body.length ?? Number.NaN;

describe('the tracker as it is served', () => {
  it('has at most 1,275 bytes as gzip and 1,110 as brotli, and the document says how many', () => {
    const [gzip, brotli] = [sizeOf('gzip'), sizeOf('gzip, br')];
    expect(gzip).toBeLessThanOrEqual(1275);
    expect(brotli).toBeLessThanOrEqual(1110);
    const said = readFileSync(resolve(ROOT, 'docs/tracker.md'), 'utf8');
    const number = (value: number) => value.toLocaleString('en-US');
    expect(said).toContain(
      `${number(script.length)} bytes, ${number(gzip)} as gzip and ${number(brotli)} as brotli`,
    );
  });

  it('is the same script in each coding', () => {
    const bytes = (accepts: string) => get('/headcount.js', accepts)?.body as Uint8Array;
    expect(brotliDecompressSync(bytes('br')).equals(script)).toBe(true);
    expect(gunzipSync(bytes('gzip')).equals(script)).toBe(true);
    expect(get('/headcount.js')?.body).toBe(script.toString());
  });

  it('has the version and digest that the tags of demo pages and the welcome page name', () => {
    const { version, integrity } = installedVersion() ?? {};
    expect(integrity).toBe(`sha384-${createHash('sha384').update(script).digest('base64')}`);
    expect(get(`/headcount.${version}.js`)?.headers['cache-control']).toMatch(/immutable/);
    const tag = `src="/headcount.${version}.js" integrity="${integrity}" crossorigin="anonymous"`;
    expect(get('/demo/')?.body).toContain(tag);
    expect(get('/')?.body).toContain(`/headcount.${version}.js`);
  });
});

describe('a tracker of an earlier release', () => {
  const names = readdirSync(resolve(ROOT, 'tracker/former'));

  it('is kept byte for byte under its version, so that pages which pin it go on', () => {
    expect(names).toContain('bb1deac3bb21.js');
    for (const name of names) {
      const text = readFileSync(resolve(ROOT, 'tracker/former', name), 'utf8');
      expect(`${pinVersion(text).version}.js`).toBe(name);
      expect(get(`/headcount.${name}`)).toMatchObject({ status: 200, body: text });
      expect(get(`/headcount.${name}`)?.headers['cache-control']).toMatch(/immutable/);
    }
  });

  it('is read and compressed once', () => {
    let reads = 0;
    const texts = trackerTexts(resolve(ROOT, 'dist/tracker'));
    const versions = trackerVersions({ ...texts, former: (name) => (reads++, texts.former(name)) });
    expect(versions().former('bb1deac3bb21')).toBe(versions().former('bb1deac3bb21'));
    expect([versions(), reads]).toEqual([versions(), 1]);
  });

  it.each(['../headcount', '..%2fheadcount', 'bb1deac3bb2', 'BB1DEAC3BB21', '0.2.0'])(
    'is no other file, however its version is spelled: %s',
    (version) => {
      expect(trackerTexts(resolve(ROOT, 'dist/tracker')).former(version)).toBeUndefined();
    },
  );
});
