/**
 * `npm run refresh:sources FOLDER`: takes the list of sources from a clone of matomo-org/searchengine-and-social-list
 * into tools/sources/matomo.json, and prints which hosts came and went. It may not use the network.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import { MATOMO_FILES, readMatomoFile, type MatomoSources } from './matomo-sources.ts';

const KEPT = join(PACKAGE_ROOT, 'tools/sources/matomo.json');
const folder = process.argv[2];
if (folder === undefined) {
  console.error(
    'name the folder of a clone: git clone https://github.com/matomo-org/searchengine-and-social-list FOLDER',
  );
  process.exit(2);
}
const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' });
const listOf = (file: string) => readMatomoFile(git('show', `HEAD:${file}`));
const fresh: MatomoSources = {
  from: 'https://github.com/matomo-org/searchengine-and-social-list',
  commit: git('rev-parse', 'HEAD').trim(),
  search: listOf(MATOMO_FILES.search),
  social: listOf(MATOMO_FILES.social),
  ai: listOf(MATOMO_FILES.ai),
};
const before = JSON.parse(readFileSync(KEPT, 'utf8')) as MatomoSources;
for (const medium of ['search', 'social', 'ai'] as const) {
  const [was, is] = [before, fresh].map(
    (list) =>
      new Set(
        Object.entries(list[medium]).flatMap(([name, hosts]) => hosts.map((host) => `${name}: ${host}`)),
      ),
  ) as [Set<string>, Set<string>];
  for (const gone of was) if (!is.has(gone)) console.log(`${medium} - ${gone}`);
  for (const come of is) if (!was.has(come)) console.log(`${medium} + ${come}`);
}
writeFileSync(KEPT, `${JSON.stringify(fresh, null, 1)}\n`);
