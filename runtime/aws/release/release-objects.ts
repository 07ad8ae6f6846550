/**
 * The objects of releases on AWS: `releases/period=P/SITE.json` with everything that was drawn, and the same as rows
 * for SQL below `releases/rows/`. `SITE.drawn` is created once and stays: a second draw finds it and publishes that
 * instead.
 */
import { KeptFileError } from '#core/disclosure/kept-file-error';
import { releaseRows } from '#core/disclosure/release-columns';
import { isStoredRelease, type StoredRelease } from '#core/disclosure/stored-release';
import type { Catalogue } from '../lake/catalogue.ts';
import type { Objects } from '../lake/objects.ts';
import { parseKeptObject } from './parse-kept.ts';

const PUBLISHED = /^releases\/period=(\d{4}-\d{2}(?:-\d{2})?)\/([^/]+)\.json$/;

const objectKey = (site: string, period: string, ending: 'json' | 'drawn') =>
  `releases/period=${period}/${site}.${ending}`;
const rowsFolder = (period: string) => `releases/rows/period=${period}/`;

/** Returns the key of a published release. */
export function releaseKey(site: string, period: string): string {
  return objectKey(site, period, 'json');
}

/** Lists the published periods, ascending, by site. */
export async function listPublishedPeriods(facts: Objects): Promise<ReadonlyMap<string, readonly string[]>> {
  const periods = new Map<string, string[]>();
  for (const { key } of await facts.list('releases/period=')) {
    const [, period, site] = PUBLISHED.exec(key) ?? [];
    if (period === undefined || site === undefined) continue;
    periods.set(site, [...(periods.get(site) ?? []), period]);
  }
  return new Map([...periods].map(([site, sitePeriods]) => [site, sitePeriods.toSorted()]));
}

/** Reads a published release; undefined where there is none. Throws a KeptFileError where it cannot be read. */
export async function readRelease(
  facts: Objects,
  site: string,
  period: string,
): Promise<StoredRelease | undefined> {
  return await read(facts, objectKey(site, period, 'json'));
}

/** Reads these published releases of a site, in the order of `periods`. */
export async function readReleases(
  facts: Objects,
  site: string,
  periods: readonly string[],
): Promise<readonly StoredRelease[]> {
  const releases: StoredRelease[] = [];
  for (let at = 0; at < periods.length; at += CONCURRENCY) {
    const batch = await Promise.all(
      periods.slice(at, at + CONCURRENCY).map((period) => readRelease(facts, site, period)),
    );
    releases.push(...batch.filter((release) => release !== undefined));
  }
  return releases;
}

/** Reads the published monthly releases of these sites. */
export async function readMonthlyReleases(
  facts: Objects,
  sites: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredRelease[]>> {
  const published = await listPublishedPeriods(facts);
  const releases = new Map<string, readonly StoredRelease[]>();
  for (const site of sites)
    releases.set(
      site,
      await readReleases(
        facts,
        site,
        (published.get(site) ?? []).filter((period) => period.length === 7),
      ),
    );
  return releases;
}

const CONCURRENCY = 16;

/**
 * Reads a release that was drawn but, because of a crash, not published. Throws a KeptFileError where there are rows
 * but neither a draft nor the release: no crash does that, so what was published is lost, and must not be drawn again.
 */
export async function readDrawnRelease(
  facts: Objects,
  site: string,
  period: string,
): Promise<StoredRelease | undefined> {
  const drawn = await read(facts, objectKey(site, period, 'drawn'));
  if (
    drawn === undefined &&
    (await facts.text(rowsKey(site, period))) !== undefined &&
    (await facts.text(objectKey(site, period, 'json'))) === undefined
  )
    throw new KeptFileError(objectKey(site, period, 'json'));
  return drawn;
}

/**
 * Stores a drawn release, or finds that it was drawn before. The returned release is final: no further draw can change
 * it.
 */
export async function keepDrawnRelease(facts: Objects, release: StoredRelease): Promise<StoredRelease> {
  if (await facts.create(objectKey(release.site, release.period, 'drawn'), JSON.stringify(release)))
    return release;
  const earlier = await readDrawnRelease(facts, release.site, release.period);
  if (earlier === undefined) throw new KeptFileError(objectKey(release.site, release.period, 'drawn'));
  return earlier;
}

/**
 * Publishes a stored draft: the rows and their partition first, then the release itself. Idempotent, also after a crash
 * at any point.
 */
export async function publishDrawnRelease(
  facts: Objects,
  catalogue: Catalogue,
  store: string,
  release: StoredRelease,
): Promise<void> {
  const { site, period } = release;
  const lines = releaseRows(release).map(({ period: _partition, ...row }) => `${JSON.stringify(row)}\n`);
  await facts.put(rowsKey(site, period), lines.join(''), 'application/x-ndjson');
  await catalogue.pointPartition(store, 'releases', period, facts.uri(rowsFolder(period)));
  await facts.create(objectKey(site, period, 'json'), JSON.stringify(release));
}

const rowsKey = (site: string, period: string) => `${rowsFolder(period)}${site}.jsonl`;

async function read(facts: Objects, key: string): Promise<StoredRelease | undefined> {
  const text = await facts.text(key);
  return text === undefined ? undefined : parseKeptObject<StoredRelease>(key, text, isStoredRelease);
}
