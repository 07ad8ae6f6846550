import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES, toRecords } from '#runtime/aws/firehose/records';

const line = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !text.includes('\n'));

describe('records', () => {
  it('hold every line once and in order, none beyond the limit, as few as can be', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 200, max: 600 }), (lines, most) => {
        const records = toRecords(lines, most);
        expect(records.join('')).toBe(lines.map((one) => `${one}\n`).join(''));
        for (const record of records) expect(Buffer.byteLength(record)).toBeLessThanOrEqual(most);
        records.slice(1).forEach((record, index) => {
          const [first = ''] = record.split('\n');
          expect(Buffer.byteLength(`${records[index]}${first}\n`)).toBeGreaterThan(most);
        });
      }),
    );
  });

  it('the events of a usual request are one record', () => {
    expect(toRecords(Array.from({ length: 500 }, () => 'x'.repeat(700)))).toHaveLength(1);
    expect(
      toRecords(Array.from({ length: 500 }, () => 'x'.repeat(3_000))).every(
        (record) => Buffer.byteLength(record) <= MAX_RECORD_BYTES,
      ),
    ).toBe(true);
    expect(toRecords([])).toEqual([]);
  });
});
