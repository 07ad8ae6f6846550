/** Files that spreadsheets and other systems write. */
import { describe, expect, it } from 'vitest';
import { readCsvRecords } from '../../../../bin/cli/register/csv-records.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsvRecords(bytes(text));
const RECORDS = [
  ['name', 'wishes'],
  ['Ada', 'one, "two"\nthree'],
];

describe('a CSV file', () => {
  it.each([
    ['\n', '\n'],
    ['\r\n', '\r\n'],
    ['\r', '\r'],
    ['both, mixed', '\r\n', '\n'],
  ])('with line ends %j is read the same', (_what, first, last = first) => {
    expect(read(`name,wishes${first}Ada,"one, ""two""\nthree"${last}`)).toEqual(RECORDS);
    expect(read(`name,wishes${first}Ada,"one, ""two""\nthree"`)).toEqual(RECORDS);
  });

  it('may begin with a byte order mark', () => {
    expect(readCsvRecords(Buffer.from('\ufeffname,wishes\nAda,"one, ""two""\nthree"', 'utf8'))).toEqual(
      RECORDS,
    );
  });

  it('keeps empty lines, so that rows count as in a spreadsheet', () => {
    expect(read('name,wishes\n\nAda,no').map((cells) => cells[0])).toEqual(['name', '', 'Ada']);
  });

  it('may have rows with fewer or more cells than its header', () => {
    expect(read('name,wishes\nAda\nBert,no,more')).toEqual([
      ['name', 'wishes'],
      ['Ada'],
      ['Bert', 'no', 'more'],
    ]);
  });

  it.each([
    ['UTF-16 with its mark', Buffer.from('\ufeffname,email\ncanary,x', 'utf16le'), /UTF-16/],
    ['UTF-16 without it', Buffer.from('name,email\ncanary,x', 'utf16le'), /UTF-16/],
    ['Windows-1252', Buffer.from('name,email\ncanary Müller,x', 'latin1'), /not UTF-8/],
    ['semicolons', bytes('name;email\ncanary;x'), /commas/],
    ['tabs', bytes('name\temail\ncanary\tx'), /commas/],
    ['a quote within a cell', bytes('name,email\ncanary "x,y'), /no CSV near line 2/],
    ['a quote that is not closed', bytes('name,email\n"canary,x\n'), /no CSV/],
    ['text after a quote', bytes('name,email\n"canary"x,y\n'), /no CSV near line 2/],
    ['a record without an end', bytes(`name,email\n"${'canary '.repeat(200_000)}`), /no CSV/],
  ])('is refused with %s, by a sentence that says what to do and repeats nothing', (_what, file, said) => {
    let message = '';
    try {
      readCsvRecords(file);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(said);
    expect(message).toMatch(/save the table as "CSV UTF-8"|stands in quotes/);
    expect(message).not.toMatch(/canary/);
  });
});
