/** A Markdown table has the head, its rule, and a line per row. */
import { expect, test } from 'vitest';
import { markdownTable } from '../../tools/markdown-table.ts';

test('a table has a head, a rule and a line per row', () => {
  expect(
    markdownTable(
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', ''],
      ],
    ),
  ).toBe('| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |  |');
});

test('a bar within a cell does not end the cell', () => {
  expect(markdownTable(['a'], [['x|y']])).toBe('| a |\n|---|\n| x\\|y |');
});
