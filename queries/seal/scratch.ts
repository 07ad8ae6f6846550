/**
 * Columns of the relations between arrivals and facts, for engines that must be told: the results of the SQL texts of
 * the same name, and the small tables that a run writes for them to read. A test compares with what the texts return.
 */
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { FIELDS, type ColumnType } from '#core/event/fields';

export interface ScratchTable {
  readonly name: string;
  /** `query`: Parquet, from queries/seal/NAME.sql; `rows`: JSON lines that the run writes. */
  readonly from: 'query' | 'rows';
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

type Spec = Readonly<Record<string, ColumnType>>;
const columns = (spec: Spec) => Object.entries(spec).map(([name, type]) => ({ name, type }));
const texts = (names: string): Spec =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'string' as const]));
const counts = (names: string): Spec =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'bigint' as const]));

const event = FIELDS.filter(({ name }) => name !== 'outcome' && name !== 'reason' && name !== 'items').map(
  ({ name, type }) => ({ name, type }),
);

export const SCRATCH: readonly ScratchTable[] = [
  { name: 'bounds', from: 'rows', columns: columns(counts(Object.keys(DEFAULT_BOUNDS).join(' '))) },
  {
    name: 'site_days',
    from: 'rows',
    columns: columns({ site: 'string', day: 'string', worth_cents: 'bigint' }),
  },
  { name: 'sealing', from: 'rows', columns: columns({ site: 'string', day: 'string', live: 'boolean' }) },
  { name: 'arrivals_of_day', from: 'query', columns: FIELDS.map(({ name, type }) => ({ name, type })) },
  { name: 'repeated', from: 'query', columns: event },
  { name: 'events', from: 'query', columns: event },
  {
    name: 'visitor_parts',
    from: 'query',
    columns: columns({
      ...texts('site day visitor country language browser'),
      browser_major: 'int',
      ...texts('os device screen event_id'),
      ...counts('deeds page_views actions entries engaged_seconds'),
    }),
  },
  {
    name: 'visitor_entries',
    from: 'query',
    columns: columns(texts('site day visitor landing source medium referrer campaign')),
  },
  {
    name: 'visitor_days',
    from: 'query',
    columns: columns({
      ...counts('number'),
      ...texts('site day visitor'),
      ...counts('page_views actions entries engaged_seconds'),
      ...texts(
        'landing source medium referrer campaign country language browser browser_version system device screen depth',
      ),
    }),
  },
  {
    name: 'visitor_events',
    from: 'query',
    columns: columns({
      ...counts('number'),
      ...texts('event_id'),
      hour: 'int',
      ...texts('name path topic goal'),
      engaged_seconds: 'int',
      scroll_pct: 'int',
      worth_cents: 'bigint',
    }),
  },
];

/** Tables of a settlement beside the facts' rows: also written by the run. */
export const SETTLE_SCRATCH: readonly ScratchTable[] = [
  { name: 'kept', from: 'rows', columns: columns(texts('kind key value')) },
  { name: 'settled_days', from: 'rows', columns: columns(texts('day becomes')) },
];
