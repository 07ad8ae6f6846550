/** Messages of both engines about names that do not exist. */
import { describe, expect, it } from 'vitest';
import { explainUnknownName } from '../../../bin/operator/explain-unknown-name.ts';

describe('a name that an engine does not find', () => {
  it.each([
    [
      "COLUMN_NOT_FOUND: line 1:8: Column 'visitor' cannot be resolved or requester is not authorized",
      'select visitor from days d',
      'no column "visitor" in days (did you mean "visitors"?): days has site, day, visitors',
    ],
    [
      "COLUMN_NOT_FOUND: line 1:8: Column 'd.vistors' cannot be resolved",
      'select d.vistors from headcount_analysts.days d',
      'no column "vistors" in days (did you mean "visitors"?)',
    ],
    [
      "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.headcount_prod.dayz' does not exist",
      'select * from dayz',
      'no table "dayz" (did you mean "days"?): there are days, pages,',
    ],
    [
      'Binder Error: Referenced column "x" not found in FROM clause!',
      'with t as (select 1 a) select x from t',
      'no column "x": headcount query --schema lists tables and columns',
    ],
    ['SYNTAX_ERROR: line 1:1: mismatched input', 'selec', 'SYNTAX_ERROR: line 1:1: mismatched input'],
  ])('%s', (message, sql, explained) => {
    expect(explainUnknownName(message, sql)).toContain(explained);
  });
});
