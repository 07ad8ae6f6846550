/**
 * Answers requests for the tracker script. It may not send an entity tag or a date of change: a browser would send
 * them back, and a tag that differed by visitor would recognise them.
 */
import { TRACKER_HEADERS } from './answers.ts';
import { chooseCoding, type ContentCoding } from './content-coding.ts';
import type { Answer } from './raw-request.ts';

/** One version of the script, in each coding. */
export interface TrackerVersion {
  /** First 12 hexadecimal digits of the SHA-256 of the script, as in `/headcount.VERSION.js`. */
  readonly version: string;
  readonly bodies: Readonly<Record<ContentCoding, string | Uint8Array>>;
}

/** The versions that this installation can serve. */
export interface TrackerVersions {
  readonly current: TrackerVersion;
  /** Returns the version of an earlier release; undefined for an unknown one. */
  readonly former: (version: string) => TrackerVersion | undefined;
}

const CACHE = {
  /** The name without a version. */
  plain: 'public, max-age=3600',
  /** A name holds the digits of its content. */
  versioned: 'public, max-age=31536000, immutable',
  /** During an upgrade a server of the old version may be asked for the new one: its answer must not stay. */
  other: 'no-store',
} as const;

/**
 * Returns the current script; under the name of an earlier release that of this release, so that pages that pin it go
 * on. Under the name of an unknown version, the current one: a page without `integrity` still counts, and a browser
 * refuses it where the page has one.
 */
export function answerTracker(
  version: string | undefined,
  acceptEncoding: string | undefined,
  { current, former }: TrackerVersions,
): Answer {
  const named = version === undefined ? undefined : version === current.version ? current : former(version);
  const cache = version === undefined ? 'plain' : named === undefined ? 'other' : 'versioned';
  const { bodies } = named ?? current;
  const coding = chooseCoding(acceptEncoding);
  return {
    status: 200,
    headers: {
      ...TRACKER_HEADERS,
      'cache-control': CACHE[cache],
      vary: 'Accept-Encoding',
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    },
    body: bodies[coding],
  };
}
