/**
 * Columns of the relations between arrivals and facts, for engines that need them declared: the results of the SQL
 * texts of the same name, and the small tables that a run writes for them. A test compares them with what the texts
 * return.
 */
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { FIELDS, type ColumnType } from '#core/event/fields';

export interface ScratchTable {
  readonly name: string;
  /** `query`: Parquet, from queries/seal/NAME.sql; `rows`: JSON lines that the run writes. */
  readonly from: 'query' | 'rows';
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

type ColumnTypes = Readonly<Record<string, ColumnType>>;
const columnsOf = (spec: ColumnTypes) => Object.entries(spec).map(([name, type]) => ({ name, type }));
const stringColumns = (names: string): ColumnTypes =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'string' as const]));
const countColumns = (names: string): ColumnTypes =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'bigint' as const]));

const eventColumns = FIELDS.filter(
  ({ name }) => name !== 'outcome' && name !== 'reason' && name !== 'items' && name !== 'keying',
).map(({ name, type }) => ({ name, type }));

export const SCRATCH: readonly ScratchTable[] = [
  { name: 'bounds', from: 'rows', columns: columnsOf(countColumns(Object.keys(DEFAULT_BOUNDS).join(' '))) },
  {
    name: 'site_days',
    from: 'rows',
    columns: columnsOf({ site: 'string', day: 'string', worth_cents: 'bigint' }),
  },
  { name: 'sealing', from: 'rows', columns: columnsOf({ site: 'string', day: 'string', live: 'boolean' }) },
  { name: 'arrivals_of_day', from: 'query', columns: FIELDS.map(({ name, type }) => ({ name, type })) },
  { name: 'repeated', from: 'query', columns: eventColumns },
  { name: 'events', from: 'query', columns: eventColumns },
  {
    name: 'visitor_parts',
    from: 'query',
    columns: columnsOf({
      ...stringColumns('site day visitor country language browser'),
      browser_major: 'int',
      ...stringColumns('os device screen event_id'),
      ...countColumns('deeds page_views actions entries engaged_seconds'),
    }),
  },
  {
    name: 'visitor_entries',
    from: 'query',
    columns: columnsOf(stringColumns('site day visitor landing source medium referrer campaign')),
  },
  {
    name: 'visitor_days',
    from: 'query',
    columns: columnsOf({
      ...countColumns('number'),
      ...stringColumns('site day visitor'),
      ...countColumns('page_views actions entries engaged_seconds'),
      ...stringColumns(
        'landing source medium referrer campaign country language browser browser_version system device screen depth',
      ),
    }),
  },
  {
    name: 'visitor_events',
    from: 'query',
    columns: columnsOf({
      ...countColumns('number'),
      ...stringColumns('event_id'),
      hour: 'int',
      ...stringColumns('name path topic goal'),
      engaged_seconds: 'int',
      scroll_pct: 'int',
      worth_cents: 'bigint',
    }),
  },
];

/** Tables of a settlement beside the facts' rows, also written by the run. */
export const SETTLE_SCRATCH: readonly ScratchTable[] = [
  { name: 'kept', from: 'rows', columns: columnsOf(stringColumns('kind key value')) },
  { name: 'settled_days', from: 'rows', columns: columnsOf(stringColumns('day becomes')) },
];
