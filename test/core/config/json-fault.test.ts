/** Where a configuration stops being JSON, and what to do about it. */
import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { findJsonFault } from '#core/config/json-fault';

const at = (text: string) => {
  const fault = findJsonFault(text);
  return fault === undefined ? undefined : `${fault.line}:${fault.column} ${fault.problem}`;
};

describe('a fault of JSON', () => {
  it.each([
    [
      'a comma after the last entry',
      '{\n  "a": 1,\n}',
      '2:9 a comma stands after the last entry of the object: remove it',
    ],
    ['one in a list', '{"a": [1, 2,]}', '1:12 a comma stands after the last entry of the list: remove it'],
    [
      'a missing comma between keys',
      '{\n  "a": "x"\n  "b": 2\n}',
      '2:11 a comma is missing after this entry of the object',
    ],
    ['a missing comma in a list', '["a" "b"]', '1:5 a comma is missing after this entry of the list'],
    ['a comment to the end of the line', '{\n  // sites\n  "a": 1}', '2:3 JSON has no comments: remove it'],
    ['a comment in a line', '{"a": 1 /* one */}', '1:9 JSON has no comments: remove it'],
    ['a comment of another language', '# sites\n{}', '1:1 JSON has no comments: remove it'],
    ['single quotes around a key', "{'a': 1}", '1:2 keys and texts stand in double quotes'],
    ['single quotes around a text', `{"a": 'x'}`, '1:7 keys and texts stand in double quotes'],
    ['typographic quotes', '{"a": “x”}', '1:7 keys and texts stand in double quotes'],
    ['a key without quotes', '{a: 1}', '1:2 a key stands in double quotes: add them'],
    ['a text without quotes', '{"a": www.example.com}', '1:7 a text stands in double quotes: add them'],
    ['a missing colon', '{"a" 1}', '1:5 a colon is missing after this key'],
    ['a missing value', '{"a": }', '1:7 a value is expected here, not }'],
    ['two commas', '{"a": 1,, "b": 2}', '1:9 a comma without an entry before it: remove it'],
    [
      'an open object',
      '{\n "a": {\n  "b": 1\n}\n',
      '1:1 this { is never closed: add } where its object ends',
    ],
    ['an open list', '{"a": [1, 2', '1:7 this [ is never closed: add ] where its list ends'],
    ['the wrong bracket', '{"a": [1, 2}', '1:12 } where the list still has to be closed: write ] before it'],
    ['an open text', '{"a": "x\n}', '1:7 this text has no closing double quote on its line: add it'],
    ['a path of Windows', String.raw`{"a": "C:\sites"}`, '1:10 a backslash in a text is written twice'],
    ['a tab in a text', '{"a": "x\ty"}', '1:9 a control character in a text'],
    ['a word of Python', '{"a": True}', '1:7 a word of another language'],
    ['a number with a zero', '{"a": 08787}', '1:7 a number as JSON does not write it'],
    ['something after the end', '{"a": 1}\n}', '2:1 the JSON has ended before this'],
    ['nothing', ' \n ', '1:1 the file is empty'],
    ['a wide character before it', '{"a": "🦊" "b": 1}', '1:10 a comma is missing'],
    ['line ends of Windows', '{\r\n"a": 1,\r\n}', '2:7 a comma stands after the last entry'],
  ])('%s is named with its line and column', (_what, text, fault) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(at(text)).toContain(fault);
  });

  it('is found exactly where JSON.parse finds one, whatever the text, and quotes no word of it', () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-0.5e3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '\\u00e9',
      "'",
      '/',
      '\u2028',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
          fc.json(),
        ),
        (text) => {
          expect(findJsonFault(text) === undefined).toBe(parses(text));
        },
      ),
      { numRuns: 3_000 },
    );
    expect(at('{"key": hunter2secret}')).not.toContain('hunter2');
    expect(at('{hunter2secret: 1}')).not.toContain('hunter2');
  });

  it('ends for brackets without end', () => {
    expect(at('['.repeat(100_000))).toContain('nested more than 500 deep');
  });
});
