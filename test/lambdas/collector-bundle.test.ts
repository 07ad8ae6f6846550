import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'tldts';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: a build script without types
import { icannSuffixes } from '../../lambdas/icann-suffixes.mjs';

const FOLDER = resolve(import.meta.dirname, '../../dist/lambdas/collector');

interface List {
  readonly edgeStart: Uint16Array;
  readonly edgeLength: Uint8Array;
  readonly edgeChild: Uint16Array;
  readonly labelText: string;
  readonly rulesRoot: number;
  readonly exceptionsRoot: number;
}

/** Returns the names of all nodes of the list, with wildcards as a name. */
function rulesOf({ edgeStart, edgeLength, edgeChild, labelText, rulesRoot, exceptionsRoot }: List): string[] {
  const labels: string[] = [];
  let at = 0;
  for (const length of edgeLength) labels.push(labelText.slice(at, (at += length)));
  const below = (node: number, name: string): string[] =>
    Array.from(
      { length: (edgeStart[node + 1] ?? 0) - (edgeStart[node] ?? 0) },
      (_, n) => (edgeStart[node] ?? 0) + n,
    ).flatMap((edge) => {
      const own = `${labels[edge]?.replace('*', 'any')}${name === '' ? '' : '.'}${name}`;
      return [own, ...below(edgeChild[edge] ?? 0, own)];
    });
  return [...below(rulesRoot, ''), ...below(exceptionsRoot, '')];
}

describe("the collector's bundle", () => {
  it('is at most 250 KB', () => {
    expect(statSync(join(FOLDER, 'index.mjs')).size).toBeLessThanOrEqual(250_000);
  });

  it('has the tracker and the country database beside it', () => {
    expect(readdirSync(FOLDER)).toEqual(
      expect.arrayContaining(['country.mmdb', 'headcount.js', 'index.mjs']),
    );
  });

  it('loads neither an SDK nor the checks of the configuration', () => {
    const text = readFileSync(join(FOLDER, 'index.mjs'), 'utf8');
    expect(text).not.toMatch(/ZodError|aws-sdk-js|@smithy/);
    // A named import of node:http costs 40 ms: Node reads all of its exports, and one loads the whole of fetch.
    expect(text).not.toMatch(/from\s*"(?:node:)?https?"/);
  });

  it('knows the same registrable domains as the whole list of public suffixes', async () => {
    const { outputFiles } = await build({
      stdin: { contents: 'export { parse } from "tldts"', resolveDir: resolve(import.meta.dirname, '../..') },
      bundle: true,
      format: 'esm',
      mainFields: ['module', 'main'],
      plugins: [icannSuffixes],
      write: false,
    });
    const pruned = (
      (await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`)) as {
        parse: typeof parse;
      }
    ).parse;
    const list = (await import(
      `data:text/javascript,${encodeURIComponent(readFileSync(resolve(import.meta.dirname, '../../node_modules/tldts/dist/es6/src/data/trie.js'), 'utf8'))}`
    )) as List;
    // Every rule of the list, private ones too, with a name below each, and another below that; in ASCII, as hosts of
    // URLs are.
    const hosts = rulesOf(list)
      .flatMap((rule) => [rule, `anna.${rule}`, `www.anna.${rule}`])
      .filter((host) => /^[\w.-]+$/.test(host));
    hosts.push('mynet', 'anna.mynet', 'www.anna.mynet', 'localhost');
    const options = { allowPrivateDomains: false, extractHostname: false };
    const seen = (read: typeof parse, host: string) => {
      const { domain, isIcann, publicSuffix } = read(host, options);
      return [host, domain, isIcann === true, publicSuffix];
    };
    expect(hosts.length).toBeGreaterThan(20_000);
    expect(
      hosts.filter((host) => JSON.stringify(seen(pruned, host)) !== JSON.stringify(seen(parse, host))),
    ).toEqual([]);
  });
});
