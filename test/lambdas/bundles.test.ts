/** The content of the functions' bundles: no native module, and the plotting library in the report only. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/program.ts';
import { oneOf } from '../support/full-length.ts';

const NAMES = readdirSync(join(ROOT, 'lambdas'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));

/** Returns the files that go into a bundle, by the settings of lambdas/build.mjs that decide on it. */
async function inputsOf(name: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'lambdas', `${name}.ts`)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outfile: 'out.mjs',
    mainFields: ['module', 'main'],
    conditions: ['headcount-source'],
    logLevel: 'silent',
    external: [],
  });
  return Object.keys(metafile.inputs);
}

describe('bundles', () => {
  it.each(oneOf(3, NAMES))(
    'the bundle of %s contains no native module and nothing of the local mode',
    async (name) => {
      const inputs = await inputsOf(name);
      expect(inputs.length).toBeGreaterThan(3);
      expect(inputs.filter((file) => /duckdb|\.node$|^runtime\/local\//.test(file))).toEqual([]);
    },
  );

  it('draw charts in the report alone', async () => {
    for (const name of NAMES)
      expect(
        (await inputsOf(name)).some((file) => /node_modules\/vega/.test(file)),
        name,
      ).toBe(name === 'report');
  });

  it('read no configuration checker where synth has checked', async () => {
    for (const name of ['release', 'report'])
      expect(
        (await inputsOf(name)).filter((file) => /node_modules\/zod/.test(file)),
        name,
      ).toEqual([]);
  });
});
