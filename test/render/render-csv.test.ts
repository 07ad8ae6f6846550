import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCsv } from '#render/render-csv';
import { toPrintable } from '#render/terminal-text';
import type { Cell, ReportTable } from '#core/report/report';

const table = (rows: readonly (readonly Cell[])[]): ReportTable => ({
  name: 'pages',
  title: 'Pages',
  withheld: false,
  rows,
  columns: [
    { name: 'path', type: 'text', label: 'Page' },
    { name: 'share', type: 'percent', label: 'Share' },
    { name: 'share_change', type: 'percent', label: 'Change' },
  ],
});

test('a table has names in the first line, CRLF, and quotes where RFC 4180 requires them', () => {
  expect(
    renderCsv(
      table([
        ['/a,b', 12.5, -3],
        ['say "hi"', 1234567, null],
      ]),
    ),
  ).toBe('path,share,share_change\r\n"/a,b",12.5,-3\r\n"say ""hi""",1234567,\r\n');
});

test.each(['=1+1', '+cmd', '-cmd|x', '@sum', '\t=1', '\r=1', ' =1', '＝1', '+1+1', '-2+3'])(
  '%o cannot run as a formula',
  (text) => {
    expect(
      renderCsv(table([[text, 1, 1]]))
        .split('\r\n')
        .slice(1)
        .join('\r\n'),
    ).toMatch(/^"?'/);
  },
);

test('a plain number stays one, negative changes too', () => {
  expect(renderCsv(table([['-12', 1, -1.5]]))).toContain('\r\n-12,1,-1.5\r\n');
});

test('a locale with decimal commas separates fields by semicolons; excel gets its byte order mark', () => {
  expect(renderCsv(table([['/a', 12.5, null]]), { locale: 'de-DE', excel: true })).toBe(
    '\ufeffpath;share;share_change\r\n/a;12,5;\r\n',
  );
});

test('what is written can be read back, whatever the text, but for what is not fit to print', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer()), { maxLength: 5 }),
      (given) => {
        const rows = parse(renderCsv(table(given.map(([text, value]) => [text, value, null])))).slice(1);
        expect(rows.map(([text]) => text?.replace(/^'/, ''))).toEqual(
          given.map(([text]) => toPrintable(text).replace(/^'/, '')),
        );
        expect(rows.map((row) => Number(row[1]))).toEqual(given.map(([, value]) => value));
      },
    ),
  );
});

/** Reads RFC 4180 by hand, independently of the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
