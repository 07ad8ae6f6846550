/** The table of permitted imports as a test: a folder is a permission. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, layerOf, ROOT, sources } from './source-imports.ts';

/** Layer -> layers it may import: the table under "What may import what" in docs/architecture.md. */
const MAY: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').matchAll(
      /^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$/gm,
    ),
  ].map(([, layer = '', layers = '']) => [layer, layers.replaceAll('`', '').split(', ')]),
);

/** Packages that are pure computation; anything else in core or queries is a defect. */
const PURE_PACKAGES = new Set([
  'zod',
  'bowser',
  'isbot',
  'tldts',
  '@tryghost/referrer-parser',
  'vega-lite',
  'vega',
  'hono',
  'csv-stringify',
]);

const layers = Object.keys(MAY);
const all = layers.flatMap((layer) => sources(layer).flatMap(importsOf));

describe('what may import what', () => {
  it('finds the imports of every layer, so that the rules below are not vacuous', () => {
    for (const layer of layers)
      expect(all.filter((one) => one.file.startsWith(`${layer}/`)).length, layer).toBeGreaterThan(0);
  });

  it('keeps each layer to the layers it may import', () => {
    const wrong = all
      .filter((one) => layerOf(one) !== 'package')
      .filter((one) => !MAY[one.file.split('/')[0] ?? '']?.includes(layerOf(one)))
      .filter((one) => !(one.file.startsWith('tracker/') && layerOf(one) === 'tracker'))
      // The script that bundles the functions may import a build-time part; a function may not.
      .filter((one) => !(one.file === 'lambdas/build.mjs' && layerOf(one) === 'lambdas'));
    expect(wrong).toEqual([]);
  });

  it('lets stacks take schema, configuration, tables and names of queries, the contract of the environment and the reading of files, and nothing that runs', () => {
    const may = [
      /^#core\/(aws|event|config|facts)\//,
      /^#core\/collect\/routes$/,
      /^#queries\/(facts\/catalogue|lake\/views|seal\/scratch|reports\/catalogue)$/,
      /^#runtime\/aws\/env$/,
      /^#runtime\/node\/(load-config|package-root)$/,
      /^#core\/register\/(parse-register|register-aws-schema|survey\/survey-columns)$/,
      /^#runtime\/(aws\/register\/(env|metrics)|node\/register\/read-register)$/,
      /^#lib\//,
    ];
    const wrong = all
      .filter((one) => one.file.startsWith('lib/') || one.file === 'bin/app.ts')
      .filter((one) => one.target.startsWith('#') && !may.some((pattern) => pattern.test(one.target)));
    expect(wrong).toEqual([]);
  });

  it('lets nothing but the stacks, their app and their tests know the CDK, and lib no checker of it', () => {
    const cdk = /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/;
    expect(
      all.filter((one) => cdk.test(one.target) && !one.file.startsWith('lib/') && one.file !== 'bin/app.ts'),
    ).toEqual([]);
    expect(all.filter((one) => one.file.startsWith('lib/') && one.target.startsWith('cdk-nag'))).toEqual([]);
  });

  it('lets the tracker take types only', () => {
    const wrong = all.filter(
      (one) => one.file.startsWith('tracker/') && one.target.startsWith('#') && !one.typeOnly,
    );
    expect(wrong).toEqual([]);
  });

  it('keeps Node and impure packages out of core, queries and render', () => {
    const wrong = all
      .filter((one) => /^(core|queries|render)\//.test(one.file) && layerOf(one) === 'package')
      .filter(
        (one) =>
          one.target.startsWith('node:') ||
          builtinModules.includes(one.target) ||
          ![...PURE_PACKAGES].some((name) => one.target === name || one.target.startsWith(`${name}/`)),
      );
    expect(wrong).toEqual([]);
  });
});

describe('the purity of core, queries and render', () => {
  const impure: readonly [string, RegExp][] = [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bDate\(\s*\)/],
    ['randomness', /\bMath\.random\b|\bcrypto\b(?!-)\.|\bgetRandomValues\b|\brandomUUID\b/],
    ['the environment', /\bprocess\s*\.|\bprocess\[|\bglobalThis\b|\bimport\.meta\b/],
    ['timers', /\bsetTimeout\b|\bsetInterval\b|\bqueueMicrotask\b/],
    ['the network', /\bfetch\s*\(|\bXMLHttpRequest\b/],
  ];
  const texts = ['core', 'queries', 'render'].flatMap(sources).map((file) => ({
    file,
    text: readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm, ''),
  }));
  it.each(impure)('does not read %s', (_what, pattern) => {
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
