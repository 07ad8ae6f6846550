/** What the header of an import means. */
import { describe, expect, it } from 'vitest';
import { readCells, readColumns } from '#core/register/import/import-columns';

const FIELDS = new Set(['name', 'email']);
const columns = (...header: readonly string[]) => {
  const read = readColumns(header, FIELDS);
  if ('problem' in read) throw new Error(read.problem);
  return read.columns;
};

describe('the columns of an import', () => {
  it('are found by name in any order, and empty cells are left out', () => {
    const header = columns('information.time', ' email ', 'topics', 'form', 'name', 'transfer:a.b.wording');
    expect(
      readCells(2, ['2027-01-01', 'a@b.example', 'flim  stem,x', 'workshop', ' ', ' We ask '], header),
    ).toEqual({
      row: 2,
      form: 'workshop',
      language: '',
      fields: { email: 'a@b.example' },
      topics: ['flim', 'stem', 'x'],
      given: [
        { purpose: 'information', wording: '', time: '2027-01-01', evidence: '' },
        { purpose: 'transfer:a.b', wording: 'We ask', time: '', evidence: '' },
      ],
    });
  });

  it('may be missing, as may cells at the end of a row', () => {
    expect(readCells(3, [], columns('form', 'information.wording'))).toMatchObject({ form: '', given: [] });
    expect(readCells(3, ['workshop'], columns('form'))).toMatchObject({ language: '', fields: {} });
  });

  it('may end with nameless ones, in which no cell may stand', () => {
    const header = columns('form', '', '');
    expect(readCells(2, ['workshop', ' ', ''], header)).toMatchObject({ form: 'workshop' });
    expect(readCells(2, ['workshop', '', 'canary'], header)).toBeUndefined();
    expect(readCells(2, ['workshop', '', '', 'canary'], header)).toBeUndefined();
  });

  it.each([
    [['form', 'canary'], /^column 2 has a name/],
    [['canary@canary.example.wording'], /^column 1 has a name/],
    [['canary.proof'], /^column 1 has a name/],
    [['name', 'form', 'name '], /^column 3 has the name of column 1/],
  ])('are refused where a name is unknown or stands twice: %j, without repeating it', (header, said) => {
    const read = readColumns(header, FIELDS);
    expect(read).toEqual({ problem: expect.stringMatching(said) });
    expect(JSON.stringify(read)).not.toMatch(/canary/);
  });
});
