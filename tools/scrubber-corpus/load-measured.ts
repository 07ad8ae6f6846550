/** Loads the scrubber of any checkout, so that two commits can be compared by one measure. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import type { Measured } from './stored.ts';

/** Bundles and loads the sources of a tree, which need not be built; packages come from the working directory. */
export async function loadMeasured(tree: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-scrubber-'));
  try {
    const outfile = join(folder, 'measured.mjs');
    const contents = [
      'anonymize/anonymize-event',
      'anonymize/derived-cache',
      'config/compile',
      'config/parse-config',
    ]
      .map((name) => `export * from './core/${name}.ts';`)
      .join('\n');
    buildSync({
      stdin: { contents, resolveDir: resolve(tree), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['headcount-source'],
      nodePaths: [resolve('node_modules')],
      outfile,
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)) as Measured;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
