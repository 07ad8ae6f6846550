/** Columns of the tables that are not facts: `completeness`, `seals`, `calendar`. */
import { DEFAULT_BOUNDS } from './fact.ts';
import type { FactColumn } from './columns.ts';

export const COMPLETENESS: readonly FactColumn[] = [
  { name: 'site', type: 'string', description: 'Configured id of the site, or (unknown).' },
  { name: 'day', type: 'string', description: 'Local day; of late rows, the day of arrival.' },
  {
    name: 'outcome',
    type: 'string',
    description: 'stored, duplicate, bot, opted_out, excluded, rejected or late.',
  },
  { name: 'reason', type: 'string', description: 'Why it was not stored; (none) where it was.' },
  { name: 'items', type: 'bigint', description: 'Items, exact; for inside use.' },
];

export const SEALS: readonly FactColumn[] = [
  { name: 'site', type: 'string', description: 'Configured id of the site, or (unknown).' },
  { name: 'period', type: 'string', description: 'The sealed day; or a month, in which days were merged.' },
  { name: 'time_zone', type: 'string', description: 'IANA zone in which the day is local.' },
  { name: 'catalogue', type: 'string', description: 'Facts that were built, separated by spaces.' },
  {
    name: 'live',
    type: 'boolean',
    description: 'Whether the site collected live that day, as against an import.',
  },
  {
    name: 'sealed_on',
    type: 'string',
    description: 'Local day on which it was sealed; factsDays counts from it or the day, whichever is later.',
  },
  { name: 'received', type: 'bigint', description: 'Rows that the seal took; null on months.' },
  { name: 'stored', type: 'bigint', description: 'Of these, stored events after duplicates were taken out.' },
  {
    name: 'without_visitor',
    type: 'bigint',
    description:
      'Of the stored events, those without a visitor: they count in exact totals and in nothing that ' +
      'is released. Null where it was sealed before this was kept.',
  },
  ...Object.keys(DEFAULT_BOUNDS).map((name) => ({
    name: `bound_${name}`,
    type: 'bigint' as const,
    description: `Bound ${name} for each visitor-day.`,
  })),
  {
    name: 'bound_worth_cents',
    type: 'bigint',
    description: 'Bound worth_cents for each visitor-day and action.',
  },
  {
    name: 'merged',
    type: 'string',
    description:
      'On a month: its days whose breakdowns were merged into it, separated by spaces; null on days.',
  },
  {
    name: 'vocabulary',
    type: 'string',
    description:
      'Digest of the names that the site listed when the first day of this month was sealed: the public cells of ' +
      'its release. Null on months, and where it was sealed before this was kept.',
  },
  {
    name: 'keyings',
    type: 'bigint',
    description:
      'Salts that made the visitors of the day. With two or more, a visitor may count more than once, and ' +
      'nothing of the day is released. Null on months, and where it was sealed before this was kept.',
  },
];

export const CALENDAR: readonly FactColumn[] = [
  { name: 'day', type: 'string', description: 'YYYY-MM-DD.' },
  { name: 'weekday', type: 'int', description: '1 Monday to 7 Sunday.' },
  { name: 'iso_week', type: 'string', description: 'As 2026-W47.' },
  { name: 'month', type: 'string', description: 'As 2026-11.' },
  { name: 'quarter', type: 'string', description: 'As 2026-Q4.' },
  { name: 'year', type: 'string', description: 'As 2026.' },
];
