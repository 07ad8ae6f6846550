/** Which tables a query names. */
import { describe, expect, it } from 'vitest';
import { tablesRead } from '#core/operator/tables-read';

describe('the tables of a query', () => {
  it.each([
    ['select * from days', ['days']],
    ['select days from releases where breakdown = $$x$$', ['releases']],
    ["select 'from days' as t from calendar -- from pages", ['calendar']],
    [
      'select /* join pages */ count(*) from releases r, calendar c where r.period = c.day',
      ['releases', 'calendar'],
    ],
    [
      'select 1 from days d join pages p on p.day = d.day left join "sources" s using (day)',
      ['days', 'pages', 'sources'],
    ],
    ['select site, days from releases order by days, pages', ['releases']],
    ['with x as (select * from hours) select * from x', ['hours', 'x']],
    ['select * from (select * from (visitors)) v, lateral (select 1) l', ['visitors']],
    [
      'select extract(year from cast(day as date)), a from headcount.actions group by a, days',
      ['cast', 'actions'],
    ],
    ['from days select visitors', ['days']],
    ['select 1', []],
    ['((((', []],
  ])('%s', (sql, tables) => {
    expect([...tablesRead(sql)].toSorted()).toEqual(tables.toSorted());
  });
});
