/**
 * The lake's stack as the built CDK app synthesizes it; `npm run build` comes first. It may not reach AWS: an app needs
 * no account to be synthesized.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../standins/glue-tables.ts';
import { ROOT } from '../support/program.ts';

export const STAGE = 'conformance';
const CONFIG = {
  sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }],
  country: 'none',
  aws: { stage: STAGE },
};

/** Throws with the app's output if it fails. */
export function synthesizedLake(): Template {
  const app = join(ROOT, 'dist/bin/app.js');
  const folder = mkdtempSync(join(tmpdir(), 'headcount-synth-'));
  try {
    writeFileSync(join(folder, 'headcount.json'), JSON.stringify(CONFIG));
    const ran = spawnSync(process.execPath, [app], {
      cwd: folder,
      env: { ...process.env, CDK_OUTDIR: join(folder, 'out') },
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return JSON.parse(
      readFileSync(join(folder, 'out', `Headcount-${STAGE}-Lake.template.json`), 'utf8'),
    ) as Template;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
