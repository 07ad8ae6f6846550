/**
 * A row without values, for rows that only count. It is written out, since a copy of it then has the shape of every
 * other row and is cheap, and since fields.ts with its descriptions would be a part of the collector's bundle.
 */
import type { ArrivalRow } from './fields.ts';

/** Each column in the order of the schema; the four that are never null are to be replaced. */
export const EMPTY_ROW: ArrivalRow = {
  event_id: '',
  site: '',
  day: '',
  hour: null,
  outcome: '',
  reason: null,
  visitor: null,
  name: null,
  path: null,
  topic: null,
  goal: null,
  referrer: null,
  source: null,
  medium: null,
  campaign: null,
  country: null,
  language: null,
  browser: null,
  browser_major: null,
  os: null,
  device: null,
  screen: null,
  entry: null,
  engaged_seconds: null,
  scroll_pct: null,
  props: null,
  worth_cents: null,
  items: null,
  keying: null,
};
