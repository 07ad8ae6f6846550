/**
 * The schema: one record per field of an arrival. Row types, JSON lines, DuckDB and Glue columns and docs/schema.md
 * derive from it. It may not hold a field that identifies a visitor, nor a time finer than the hour.
 */

/** Column types, lower-case as in Glue; each maps to one DuckDB and one JSON form (column-types.ts). */
export type ColumnType = 'string' | 'int' | 'bigint' | 'boolean' | 'map<string,string>';

export interface Field {
  readonly name: string;
  readonly type: ColumnType;
  /** `all`: on every row; `accepted`: null on rows that were not stored; `not accepted`: null on rows that were. */
  readonly on: 'all' | 'accepted' | 'not accepted';
  readonly description: string;
  /** Derivation of the value, with its sources. */
  readonly derivation: string;
  /**
   * `key`: pseudonymous, deleted at the seal; `open`: free text after scrubbing; `closed`: from a fixed vocabulary;
   * `none`: reveals nothing about a person.
   */
  readonly sensitivity: 'key' | 'open' | 'closed' | 'none';
}

/** The site of rows that name no configured site. */
export const UNKNOWN_SITE = '(unknown)';

export const FIELDS = [
  {
    name: 'event_id',
    type: 'string',
    on: 'all',
    sensitivity: 'key',
    description: 'Identity of the event within its day: 32 hex digits.',
    derivation:
      "HMAC under the salt of the local day of arrival over site, visitor and the client's id; 128 " +
      'random bits where there is no id, no salt, or the row is not accepted.',
  },
  {
    name: 'site',
    type: 'string',
    on: 'all',
    sensitivity: 'none',
    description: 'Configured id of the site, or `(unknown)`.',
    derivation: "The event's `site`, where it is configured.",
  },
  {
    name: 'day',
    type: 'string',
    on: 'all',
    sensitivity: 'none',
    description: "Local day, YYYY-MM-DD in the deployment's time zone.",
    derivation: "Arrival time, or a server's `time`; of a late row, the day of arrival.",
  },
  {
    name: 'hour',
    type: 'int',
    on: 'accepted',
    sensitivity: 'none',
    description: 'Local hour, 0 to 23; nothing finer is kept.',
    derivation: 'As `day`.',
  },
  {
    name: 'outcome',
    type: 'string',
    on: 'all',
    sensitivity: 'closed',
    description: 'Outcome of the item.',
    derivation: "The collector's steps; `duplicate` across requests is found at the seal.",
  },
  {
    name: 'reason',
    type: 'string',
    on: 'all',
    sensitivity: 'closed',
    description: 'Reason why the item was not stored; null where it was.',
    derivation: "The collector's steps.",
  },
  {
    name: 'visitor',
    type: 'string',
    on: 'accepted',
    sensitivity: 'key',
    description: 'Visitor key of the day: 32 hex digits; null where there was no salt.',
    derivation:
      "HMAC under the day's salt over site, IP address (v4 unmapped, v6 by its /64) and user agent.",
  },
  {
    name: 'name',
    type: 'string',
    on: 'accepted',
    sensitivity: 'open',
    description: 'Event name.',
    derivation: 'As sent; letters, digits and ` _.:-`, 64 characters, scrubbed.',
  },
  {
    name: 'path',
    type: 'string',
    on: 'accepted',
    sensitivity: 'open',
    description:
      'The page: its path in its normal form, with the query parameters that the site lists and no others.',
    derivation:
      "The url's path: readable escapes decoded, others in upper case (an encoded slash stays `%2F`), NFC; " +
      'double slashes and dot segments are gone, and slashes at the end, case and index files follow ' +
      "the site's `paths`. Scrubbed, then `keepParameters`, scrubbed, in the order of their names; exact " +
      'published pages as they are; a page that a mask stands for is its pattern, and `(other)` an ' +
      'unlisted one where `unlisted` is `fold`. `:token` stands for segments behind the 32nd, and for those ' +
      'beyond 4,096 characters.',
  },
  {
    name: 'topic',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Topic of the page, or `(no topic)`.',
    derivation: 'First rule of the configuration that matches the path; null where the event has no path.',
  },
  {
    name: 'goal',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: "The event's name, where the site lists it as a goal; else null.",
    derivation: "The configuration's goals.",
  },
  {
    name: 'referrer',
    type: 'string',
    on: 'accepted',
    sensitivity: 'open',
    description: 'Host or app of the referrer, `(app)`, `(private)`, `(internal)` or `(none)`.',
    derivation:
      'Known sources as they are (without `www.`), other apps `(app)`, other hosts cut to their registrable domain.',
  },
  {
    name: 'source',
    type: 'string',
    on: 'accepted',
    sensitivity: 'open',
    description: 'Named source, or `(none)`.',
    derivation:
      '`utm_source`, scrubbed (`:token` where it is longer than 256 characters); else `ref`, ' +
      '`source` or `via` where they name a known source or a host; else from the referrer by the ' +
      'list of known sources, else its domain; else from a click id.',
  },
  {
    name: 'medium',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'search, social, mail, ai, paid, referral, direct, (unknown).',
    derivation:
      '`utm_medium` mapped to these; else from a click id, as paid of `gclid`; else from the list of known sources.',
  },
  {
    name: 'campaign',
    type: 'string',
    on: 'accepted',
    sensitivity: 'open',
    description: 'Campaign, or null.',
    derivation:
      '`utm_campaign`: one on the list as the list writes it, whatever its case; others scrubbed, 64 characters.',
  },
  {
    name: 'country',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'ISO 3166-1 alpha-2 code, or `(unknown)`.',
    derivation: "A trusted proxy's header, a server's `country`, else the country database by IP address.",
  },
  {
    name: 'language',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Primary language subtag, or null where none was given.',
    derivation: "The event's `language`, else the first of Accept-Language.",
  },
  {
    name: 'browser',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Browser family, or `(unknown)`.',
    derivation: 'User agent.',
  },
  {
    name: 'browser_major',
    type: 'int',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Major version of the browser, or null.',
    derivation: 'User agent.',
  },
  {
    name: 'os',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Family of the operating system, or `(unknown)`.',
    derivation: 'User agent.',
  },
  {
    name: 'device',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'desktop, mobile, tablet, other.',
    derivation: 'User agent.',
  },
  {
    name: 'screen',
    type: 'string',
    on: 'accepted',
    sensitivity: 'closed',
    description:
      "Class of the viewport's width: <576, 576-767, 768-991, 992-1439, 1440+; null where none was given.",
    derivation: "The event's `screen`.",
  },
  {
    name: 'entry',
    type: 'boolean',
    on: 'accepted',
    sensitivity: 'closed',
    description: 'Whether a page view is the first of a visit; null for other events.',
    derivation: "The client's statement; otherwise whether the referrer is missing or foreign.",
  },
  {
    name: 'engaged_seconds',
    type: 'int',
    on: 'accepted',
    sensitivity: 'none',
    description: 'Visible and active whole seconds that this event reports; null where none.',
    derivation: '`engaged_ms`, rounded down.',
  },
  {
    name: 'scroll_pct',
    type: 'int',
    on: 'accepted',
    sensitivity: 'none',
    description: 'Depth scrolled to, 0 to 100; null where none.',
    derivation: 'As sent.',
  },
  {
    name: 'props',
    type: 'map<string,string>',
    on: 'accepted',
    sensitivity: 'open',
    description: "Properties on the site's list; null where none is kept, never an empty map.",
    derivation:
      'Listed values as they are, others `(other)`; open keys scrubbed; the `file` of a download and the ' +
      '`path` of a page not found in the normal form of `path`; hosts, also of addresses, as in `referrer`; ' +
      'paths and addresses of the site masked and folded as in `path`.',
  },
  {
    name: 'worth_cents',
    type: 'bigint',
    on: 'accepted',
    sensitivity: 'none',
    description: 'Worth of a conversion in cents, within 0 to 100 maxWorth; null where none.',
    derivation: "`value`, capped at the site's bound.",
  },
  {
    name: 'items',
    type: 'int',
    on: 'not accepted',
    sensitivity: 'none',
    description:
      'Number of items that the row represents; null for one, as on every stored row and in older files.',
    derivation: 'Items of one request that share site, day and reason.',
  },
  {
    name: 'keying',
    type: 'string',
    on: 'accepted',
    sensitivity: 'key',
    description:
      'Mark of the salt that made `visitor`: 32 hex digits, the same on every row made with it; null ' +
      'without a visitor and in older files.',
    derivation:
      'HMAC under the salt of a fixed word. As the salt is random, so is the mark, and nothing about the salt ' +
      'follows from it. `seals` counts the marks of a site and day.',
  },
] as const satisfies readonly Field[];

type Fields = (typeof FIELDS)[number];

/** The TypeScript type of each column type. */
export interface JsonOf {
  readonly string: string;
  readonly int: number;
  readonly bigint: number;
  readonly boolean: boolean;
  readonly 'map<string,string>': Readonly<Record<string, string>>;
}

type NeverNull = 'event_id' | 'site' | 'day' | 'outcome';

/** One row of `arrivals`, with every field present, null where it has no value. */
export type ArrivalRow = {
  readonly [F in Fields as F['name']]: F['name'] extends NeverNull
    ? JsonOf[F['type']]
    : JsonOf[F['type']] | null;
};
