import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEvent, formatGroup, parseLine } from '../../../../runtime/local/register/log-lines.ts';

/** A line read the plain way: parsed as a whole, its `more` taken out. */
function parsePlainly(line: string): { readonly event: object; readonly more: number } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (!('more' in value)) return { event: value, more: 0 };
  const { more, ...event } = value;
  return Number.isSafeInteger(more) && Number(more) > 0 ? { event, more: Number(more) } : undefined;
}

describe('a line of the log', () => {
  it.each([
    '{"more":1}',
    '{"more":1,}',
    '{"more":1,,"a":1}',
    '{"more":1, "a":1}',
    '{"more":01,"a":1}',
    '{"more":0,"a":1}',
    '{"more":-1,"a":1}',
    '{"more":1.5,"a":1}',
    '{"more":1e0,"a":1}',
    '{"more":"1","a":1}',
    '{"more":9007199254740993,"a":1}',
    `{"more":${'9'.repeat(400)},"a":1}`,
    '{"more":1,"a":1',
    '{"more":1,"a":1}}',
    '{"more":1,"a":{"more":2}}',
    '{"more":1,"more":2,"a":1}',
    '{"more":1,"a":1,"more":0}',
    '{"a":1,"more":2}',
    '{"more":1,"__proto__":{"more":3}}',
    '{"__proto__":{"more":3}}',
    '[{"more":1}]',
    '{}',
    'null',
    '',
  ])('%s is read as JSON has it', (line) => {
    expect(parseLine(line)).toEqual(parsePlainly(line));
  });

  it('is read as JSON has it, whatever it holds', () => {
    const count = fc.oneof(
      fc.integer({ min: -2, max: 12 }).map(String),
      fc.constantFrom('1e1', '"1"', '', '00'),
    );
    const line = fc.oneof(
      fc
        .tuple(count, fc.jsonValue())
        .map(([more, value]) => `{"more":${more},${JSON.stringify(value).slice(1)}`),
      fc.tuple(count, fc.string()).map(([more, text]) => `{"more":${more},${text}}`),
      fc.json(),
    );
    fc.assert(
      fc.property(line, (text) => {
        expect(parseLine(text)).toEqual(parsePlainly(text));
      }),
    );
  });

  it('gives the event back that was written, with the lines of its group that follow', () => {
    const event = fc.dictionary(
      fc.string().filter((name) => name !== 'more'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 4 }), (events) => {
        const lines = formatGroup(events.map(formatEvent)).split('\n').slice(0, -1);
        expect(lines.map((one) => parseLine(one))).toEqual(
          lines.map((_, at) => ({
            event: JSON.parse(JSON.stringify(events[at])) as object,
            more: lines.length - 1 - at,
          })),
        );
      }),
    );
  });
});
