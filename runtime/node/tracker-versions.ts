/** Reads and compresses the trackers of a folder: `headcount.js`, and `former/VERSION.js` of earlier releases. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrackerVersion, TrackerVersions } from '#core/collect/tracker-answer';
import type { PinnedVersion } from '#core/config/script-tag';

/** Reads the texts of the scripts. */
export interface TrackerTexts {
  readonly current: () => string;
  readonly former: (version: string) => string | undefined;
}

/** Reads the scripts below `folder` at each call. */
export function trackerTexts(folder: string): TrackerTexts {
  return {
    current: () => readFileSync(join(folder, 'headcount.js'), 'utf8'),
    former: (version) => {
      const file = join(folder, 'former', `${version}.js`);
      return /^[0-9a-f]{12}$/.test(version) && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
  };
}

/** Returns the versions, each read and compressed once, when it is first asked for. */
export function trackerVersions({ current, former }: TrackerTexts): () => TrackerVersions {
  let versions: TrackerVersions | undefined;
  const known = new Map<string, TrackerVersion>();
  const findFormer = (version: string): TrackerVersion | undefined => {
    const text = known.has(version) ? undefined : former(version);
    if (text !== undefined) known.set(version, compress(text));
    return known.get(version);
  };
  return () => (versions ??= { current: compress(current()), former: findFormer });
}

/** Returns the version of a script and its `integrity` (Subresource Integrity). */
export function pinVersion(text: string): PinnedVersion {
  return {
    version: trackerVersion(text),
    integrity: `sha384-${createHash('sha384').update(text).digest('base64')}`,
  };
}

/** Returns the first 12 hex digits of the tracker's SHA-256. */
export function trackerVersion(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function compress(text: string): TrackerVersion {
  // Loaded for the first request of a script: a function of AWS answers others without.
  const { brotliCompressSync, gzipSync, constants } = process.getBuiltinModule('node:zlib');
  return {
    version: trackerVersion(text),
    bodies: {
      identity: text,
      gzip: gzipSync(text, { level: 9 }),
      br: brotliCompressSync(text, {
        params: {
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
        },
      }),
    },
  };
}
