/** An answer in each format: whole and safe, or refused before a byte of it is printed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SqlValue } from '#core/ports/query-engine';
import { ANSWER_FORMATS, answerWriter, type AnswerFormat } from '#render/answer/answer-writer';

type Row = readonly SqlValue[];
const PLENTY = 10_000_000;

function bytesOf(format: AnswerFormat, columns: readonly string[], rows: readonly Row[], maxBytes = PLENTY) {
  const writer = answerWriter(format, maxBytes);
  writer.columns(columns);
  for (const row of rows) writer.row(row);
  return Buffer.concat(writer.finish());
}
const textOf = (...words: Parameters<typeof bytesOf>) => bytesOf(...words).toString();

/** Reads RFC 4180 back. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || (row[0] ?? '') !== '');
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.dictionary(fc.string(), fc.string()),
  fc.constantFrom(
    '=1+1',
    '+cmd',
    '@x',
    '\t=1',
    "'=1",
    '\u009b31m',
    '\u202eabc',
    'a;=1',
    '\u2028',
    '-5',
    '\ud800',
  ),
);
const answer = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.tuple(
      fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: width, maxLength: width }),
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 20 }),
    ),
  );

describe('every form of an answer', () => {
  it.each(ANSWER_FORMATS)(
    '%s holds nothing that a terminal obeys, in cells and in names of columns',
    (format) => {
      fc.assert(
        fc.property(answer, ([columns, rows]) => {
          const text = textOf(format, columns, rows);
          expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(
            // eslint-disable-next-line no-control-regex
            /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/,
          );
        }),
      );
    },
  );

  it.each(ANSWER_FORMATS)('%s is never larger than the bytes allowed: it is whole or refused', (format) => {
    fc.assert(
      fc.property(answer, fc.integer({ min: 1, max: 400 }), ([columns, rows], maxBytes) => {
        const whole = bytesOf(format, columns, rows);
        let bounded: Buffer | undefined;
        try {
          bounded = bytesOf(format, columns, rows, maxBytes);
        } catch (error) {
          expect((error as Error).name).toBe('AnswerTooLargeError');
        }
        if (bounded === undefined) return;
        expect(bounded.length).toBeLessThanOrEqual(maxBytes);
        expect(bounded.equals(whole)).toBe(true);
      }),
    );
  });

  it.each(ANSWER_FORMATS)('%s is refused while its rows come, not when all have come', (format) => {
    const writer = answerWriter(format, 1_000_000);
    writer.columns(['path']);
    let rows = 0;
    expect(() => {
      for (; rows < 1_000_000; rows += 1) writer.row(['/products/microscopes']);
    }).toThrow('larger than 1000000 bytes');
    expect(rows).toBeLessThan(100_000);
  });
});

describe('JSON', () => {
  it('is the values as they are', () => {
    fc.assert(
      fc.property(answer, ([columns, rows]) => {
        const names = columns.map((name, index) => `${name}${index}`);
        expect(JSON.parse(textOf('json', names, rows))).toEqual(
          JSON.parse(
            JSON.stringify(rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])))),
          ),
        );
      }),
    );
  });
});

describe('CSV', () => {
  it('runs no formula in a spreadsheet, whatever separates its cells there', () => {
    fc.assert(
      fc.property(answer, ([columns, rows]) => {
        const lines = cellsOf(textOf('csv', columns, rows));
        for (const cell of lines.flat())
          if (/^[\s']*[=+\-@]/.test(cell)) expect(cell).toMatch(/^'|^[+-]?\d+([.,]\d+)?$/);
      }),
    );
    expect(textOf('csv', ['=x'], [['a;=1+1'], ['-5'], [-5], ['=1']])).toBe(
      '\'=x\r\n"a;=1+1"\r\n-5\r\n-5\r\n\'=1\r\n',
    );
  });

  it('leaves a cell that is safe already as it is', () => {
    expect(textOf('csv', ['a'], [["'=1+1"]])).toBe("a\r\n'=1+1\r\n");
  });
});

describe('a table', () => {
  it('sets columns of numbers to the right and cuts what is wider than a line bears', () => {
    expect(
      textOf(
        'table',
        ['path', 'n'],
        [
          ['/', 1_000],
          [`/${'x'.repeat(80)}`, null],
          ['\u{1f600}', 7],
        ],
      ),
    ).toBe(
      [
        `  path${' '.repeat(56)}     n`,
        `  /${' '.repeat(59)}  1000`,
        `  /${'x'.repeat(58)}…`,
        `  \u{1f600}${' '.repeat(58)}     7`,
        '',
      ].join('\n'),
    );
  });

  it('counts the padding that one long cell gives to every line', () => {
    expect(() =>
      textOf('table', ['a'], [['x'.repeat(60)], ...Array.from({ length: 100 }, () => ['y'])], 3_000),
    ).toThrow('larger than 3000 bytes');
  });
});
