/** The built collector in a folder of its own, as the stack deploys it: the bundle and headcount.json beside it. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';

const DIST = resolve(import.meta.dirname, '../../../dist/lambdas');

export const CONFIG = {
  timeZone: 'Europe/Berlin',
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      origins: ['https://shop.example'],
      props: { note: true },
      goals: ['signup'],
      campaigns: ['spring'],
      maxWorth: 1_000_000,
    },
  ],
};

/** A copy of a function's folder with a configuration; remove it with `dispose`. */
export function bundle(name: string, config: object = CONFIG): { readonly root: string; dispose(): void } {
  const root = mkdtempSync(join(tmpdir(), 'headcount-function-'));
  cpSync(join(DIST, name), root, { recursive: true });
  writeFileSync(
    join(root, 'headcount.json'),
    JSON.stringify(deployedConfig(parseConfig(JSON.stringify(config)), new Map(), new Map())),
  );
  return { root, dispose: () => rmSync(root, { recursive: true, force: true }) };
}
