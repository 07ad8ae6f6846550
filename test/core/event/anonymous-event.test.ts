/** The airlock: data without a column is left behind, and every column passes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymousEvent, toJsonLine } from '#core/event/anonymous-event';
import { FIELDS, type ArrivalRow } from '#core/event/fields';

const VALUE = { string: 'x', int: 1, bigint: 2, boolean: true, 'map<string,string>': { b: '1', a: '2' } };
const full = Object.fromEntries(
  FIELDS.map((field) => [field.name, VALUE[field.type]]),
) as unknown as ArrivalRow;

describe('the airlock', () => {
  it('lets every column of the schema pass, in the order of the schema', () => {
    expect(Object.entries(anonymousEvent(full))).toEqual(
      FIELDS.map((field) => [field.name, VALUE[field.type]]),
    );
  });

  it('leaves behind what has no column', () => {
    expect(Object.keys(anonymousEvent({ ...full, ip: '192.0.2.1' } as ArrivalRow))).toEqual(
      FIELDS.map((field) => field.name),
    );
  });

  it('writes null where a value is missing', () => {
    expect(
      anonymousEvent({ event_id: 'a', site: 's', day: 'd', outcome: 'bot' } as ArrivalRow),
    ).toMatchObject({ hour: null, visitor: null, props: null });
  });
});

describe('a JSON line', () => {
  it('is the same bytes whatever the order of the props', () => {
    const line = toJsonLine(anonymousEvent(full));
    expect(line).toBe(toJsonLine(anonymousEvent({ ...full, props: { a: '2', b: '1' } })));
    expect(line).toContain('"props":{"a":"2","b":"1"}');
    expect(line).not.toContain('\n');
  });

  it('is never broken by half of a surrogate pair, which a reader would drop with the whole line', () => {
    const line = toJsonLine(
      anonymousEvent({ ...full, campaign: 'a\ud83d', props: { a: '\udc00b', c: '\\ud83d' } }),
    );
    expect(JSON.parse(line)).toMatchObject({ campaign: 'a\ufffd', props: { a: '\ufffdb', c: '\\ud83d' } });
  });

  it('is what JSON.stringify writes, whatever the texts hold', () => {
    const awkward = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\u0000', '\u001f', '\u2028', '\u007f', 'é', '😀', '\n', ',"x":'),
    });
    const texts = FIELDS.filter((field) => field.type === 'string').map((field) => field.name);
    for (const name of texts) {
      for (const text of ['"', '\\', '\u0000', '\u001f', '😀', 'é']) {
        const row = anonymousEvent({ ...full, [name]: `a${text}b` });
        expect(toJsonLine(row)).toBe(JSON.stringify({ ...row, props: { a: '2', b: '1' } }));
      }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.option(awkward),
        fc.option(fc.dictionary(awkward, awkward, { maxKeys: 1 })),
        fc.option(fc.integer()),
        (name, text, props, number) => {
          const row = anonymousEvent({
            ...full,
            [name]: text ?? (['event_id', 'site', 'day', 'outcome'].includes(name) ? '' : null),
            props,
            hour: number,
            worth_cents: number,
            entry: null,
          } as ArrivalRow);
          expect(toJsonLine(row)).toBe(JSON.stringify(row));
        },
      ),
    );
  });

  it('gives the row back', () => {
    expect(JSON.parse(toJsonLine(anonymousEvent(full)))).toEqual(full);
    expect(JSON.parse(toJsonLine(anonymousEvent({ ...full, props: {} })))).toEqual({ ...full, props: null });
  });
});
