/** The register's log on a sound disk: what it keeps, what a crash may tear, and what erasing leaves. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { LogDamagedError, LogFileError, LogPlaceError } from '#runtime/local/register/log-errors';
import { LogFile } from '#runtime/local/register/log-file';
import { oneOf, rounds } from '../../../support/full-length.ts';
import { event, openedLog, readLog, type TestEvent } from './opened-log.ts';

let root: string;
let folder: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'headcount-register-'));
  folder = join(root, 'register-data');
  file = join(folder, 'register.jsonl');
});
afterEach(() => rmSync(root, { recursive: true }));

const text = () => readFileSync(file, 'utf8');
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
/** Any text, with lone surrogates, line separators and NUL. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('\n', '\r\n', '\0', '\u2028', '\ud800', '{"more":1}'),
);
const anyEvent: fc.Arbitrary<TestEvent> = fc.record({
  event: fc.constantFrom('submitted', 'values', 'withdrawn'),
  at: fc.constant('2026-03-10T12:00:00.000Z'),
  n: fc.nat(),
  text: anyText,
});
const anyGroups = fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});

/** Lone surrogates become escapes of the same code unit. */
const asWritten = (events: readonly TestEvent[]) =>
  events.map((one) => JSON.parse(JSON.stringify(one)) as TestEvent);

async function write(groups: readonly (readonly TestEvent[])[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const { log } = await openedLog(folder);
  for (const group of groups) await log.append(group);
  await log.close();
}

describe('the log of the register', () => {
  it('has one event per line, and says on all lines of an append but the last how many follow', async () => {
    const { log, events } = await openedLog(folder);
    await log.append([event(1)]);
    await log.append([event(2), event(3), event(4)]);
    await log.append([]);
    expect(events).toEqual([]);
    expect(
      text()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([event(1), { ...event(2), more: 2 }, { ...event(3), more: 1 }, event(4)]);
    await log.close();
    expect(await readLog(folder)).toEqual([event(1), event(2), event(3), event(4)]);
  });

  it('gives back what was appended, in order, over any number of starts and rewrites', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            { weight: 4, arbitrary: anyGroups.map((groups) => ({ act: 'append' as const, groups })) },
            { weight: 1, arbitrary: fc.constant({ act: 'start' as const }) },
            {
              weight: 1,
              arbitrary: fc
                .integer({ min: 2, max: 5 })
                .map((modulus) => ({ act: 'rewrite' as const, modulus })),
            },
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async (acts) => {
          rmSync(folder, { recursive: true, force: true });
          let expected: TestEvent[] = [];
          let { log } = await openedLog(folder);
          const pending: Promise<void>[] = [];
          for (const one of acts) {
            if (one.act === 'append') {
              // Not awaited: they share syncs with each other and meet the rewrite.
              for (const group of one.groups) pending.push(log.append(group));
              expected.push(...one.groups.flat());
            } else if (one.act === 'rewrite') {
              const keep = keepUnless(one.modulus);
              pending.push(log.rewrite(keep));
              expected = expected.flatMap((each) => keep(each) ?? []);
            } else {
              await log.close();
              const opened = await openedLog(folder);
              log = opened.log;
              expect(opened.events).toEqual(asWritten(expected));
            }
          }
          await log.close();
          await Promise.all(pending);
          expect(await readLog(folder)).toEqual(asWritten(expected));
        },
      ),
      { numRuns: rounds(60, 2000) },
    );
  });

  it('is closed to other users, also where a copy left it open', async () => {
    await write([[event(1)]]);
    expect([modeOf(folder), modeOf(file)]).toEqual(['700', '600']);
    chmodSync(folder, 0o755);
    chmodSync(file, 0o644);
    await readLog(folder);
    expect([modeOf(folder), modeOf(file)]).toEqual(['700', '600']);
    chmodSync(file, 0o644);
    const { log } = await openedLog(folder);
    expect(modeOf(file)).toBe('600');
    await log.rewrite((one) => one);
    expect(modeOf(file)).toBe('600');
    await log.close();
  });

  it('refuses everything once it is closed, and releases its lock then and where it cannot be opened', async () => {
    let released = 0;
    const release = () => {
      released += 1;
    };
    const { log } = await openedLog(folder, release);
    const last = log.append([event(1)]);
    const closed = log.close();
    expect(released).toBe(0);
    await expect(log.append([event(2)])).rejects.toMatchObject({ name: 'LogFileError', code: 'closed' });
    await expect(log.rewrite((one) => one)).rejects.toBeInstanceOf(LogFileError);
    await Promise.all([last, closed, log.close()]);
    expect(released).toBe(1);
    expect(await readLog(folder)).toEqual([event(1)]);
    writeFileSync(file, 'damage\n{}\n');
    await expect(openedLog(folder, release)).rejects.toBeInstanceOf(LogDamagedError);
    expect(released).toBe(2);
  });

  it('takes no event with the member that marks groups, and none that has no JSON', async () => {
    const { log } = await openedLog(folder);
    await expect(log.append([{ ...event(1), more: 1 } as TestEvent])).rejects.toBeInstanceOf(TypeError);
    await expect(log.append([event(1), { ...event(2), n: 1n } as unknown as TestEvent])).rejects.toThrow();
    await log.close();
    expect(text()).toBe('');
  });

  it('does not open a link, which erasing would replace and leave what it points to', async () => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(root, 'elsewhere'), '');
    symlinkSync(join(root, 'elsewhere'), file);
    await expect(openedLog(folder)).rejects.toBeInstanceOf(LogPlaceError);
  });

  it('says which file cannot be opened, why, and what to do', async () => {
    mkdirSync(`${file}.tmp`, { recursive: true, mode: 0o700 });
    const refused = await openedLog(folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LogFileError);
    expect(String(refused)).toContain('register.jsonl" cannot be opened (');
  });
});

describe('the log of the register after a crash', () => {
  /** Asserts that a start finds `events`, cuts the rest off, and appends behind them. */
  async function expectRecovered(events: readonly TestEvent[], bytes: number): Promise<void> {
    const { log, events: found } = await openedLog(folder);
    expect(found).toEqual(events);
    expect(statSync(file).size).toBe(bytes);
    await log.append([event(99)]);
    await log.close();
    expect(await readLog(folder)).toEqual([...events, event(99)]);
  }

  it('has all of the last append or nothing of it, wherever the crash tore it', async () => {
    const before = [event(1), event(2), event(3)];
    const last = [event(4, 'grün\n'), event(5, '\ud83d\ude00'), event(6)];
    await write([[event(1)], [event(2), event(3)]]);
    const start = statSync(file).size;
    await write([[event(1)], [event(2), event(3)], last]);
    const whole = readFileSync(file);
    const lengths = Array.from({ length: whole.length - start }, (_, at) => start + at);
    for (const length of lengths) {
      writeFileSync(file, whole.subarray(0, length));
      expect(await readLog(folder), `${length} bytes`).toEqual(before);
      expect(statSync(file).size).toBe(start);
    }
    // The file system has grown the file, but not written all of it.
    for (const length of oneOf(9, lengths)) {
      writeFileSync(file, Buffer.concat([whole.subarray(0, length), Buffer.alloc(5000)]));
      await expectRecovered(before, start);
    }
    for (const rest of [0, 5000]) {
      writeFileSync(file, Buffer.concat([whole, Buffer.alloc(rest)]));
      await expectRecovered([...before, ...last], whole.length);
    }
  });

  it('has nothing of the last write where a power cut left sectors of it unwritten, and refuses such damage before', async () => {
    const { log } = await openedLog(folder);
    const long = (n: number) => event(n, 'x'.repeat(200 + 40 * n));
    await log.append([event(0), event(0)]);
    await Promise.all([log.append([long(1)]), log.append([long(2), long(3)]), log.append([long(4)])]);
    const synced = statSync(file).size;
    await Promise.all([log.append([long(5), long(6)]), log.append([long(7)]), log.append([long(8)])]);
    await log.close();
    const whole = readFileSync(file);
    const before = [event(0), event(0), long(1), long(2), long(3), long(4)];
    const sectors = Array.from({ length: Math.ceil(whole.length / 512) }, (_, at) => at * 512);
    const without = (lost: readonly number[], from: number) => {
      const left = Buffer.from(whole);
      for (const sector of lost) left.fill(0, Math.max(sector, from), Math.min(sector + 512, left.length));
      return left;
    };
    const unsynced = sectors.filter((sector) => sector + 512 > synced);
    for (let choice = 1; choice < 2 ** unsynced.length; choice += 1) {
      const lost = unsynced.filter((_, at) => (choice >> at) % 2 === 1);
      writeFileSync(file, without(lost, synced));
      expect(await readLog(folder), `without ${lost.join()} from ${synced}`).toEqual(before);
      expect(statSync(file).size).toBe(synced);
    }
    for (const sector of sectors.filter((one) => one + 512 <= synced)) {
      writeFileSync(file, without([sector], 0));
      await expect(openedLog(folder), `without ${sector}`).rejects.toBeInstanceOf(LogDamagedError);
    }
  });

  it.each([
    ['no JSON', '{"event":"values","at":"20\n'],
    ['an array', '[1]\n'],
    ['a number', '7\n'],
    ['null', 'null\n'],
    ['nothing', '\n'],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a])],
    ['a count of lines that is none', '{"event":"values","more":-1}\n'],
  ])('cuts off a last line that is %s', async (_what, torn) => {
    await write([[event(1)]]);
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole, Buffer.from(torn)]));
    await expectRecovered([event(1)], whole.length);
  });

  it('cuts off groups and lines that are longer than what is read at once', async () => {
    const long = [event(1, 'x'.repeat(1_500_000)), event(2, 'ü'.repeat(1_500_000))];
    await write([long]);
    const { size } = statSync(file);
    await write([long, [event(3, 'y'.repeat(3_000_000)), event(4)]]);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, -1));
    await expectRecovered(long, size);
  });

  it('is not opened where a line in the middle is damaged; the error says which, and nothing that it holds', async () => {
    const lines = Array.from({ length: 4 }, (_, n) => `${JSON.stringify(event(n, 'ada@shop.example'))}\n`);
    const group = [
      JSON.stringify({ ...event(1), more: 2 }),
      JSON.stringify({ ...event(2), more: 1 }),
      JSON.stringify(event(3)),
    ];
    for (const [damaged, line] of [
      [lines.with(1, '{"text":"ada@shop.example"\n').join(''), 2],
      [lines.with(0, '\n').join(''), 1],
      [lines.with(1, '{"text":"ü"}\n').join(''), 2],
      [lines.with(2, '\0'.repeat(40) + '\n').join(''), 3],
      [`${[...group.slice(0, 1), ...group.slice(2), '{}'].join('\n')}\n`, 2],
      [`${[...group.slice(0, 2), group[0], '{}'].join('\n')}\n`, 3],
      [`${[group[0], group[2]].join('\n')}\n`, 2],
    ] as const) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, damaged, 'latin1');
      const refused = await openedLog(folder).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(LogDamagedError);
      expect(refused).toMatchObject({ line, message: expect.stringContaining(`line ${line} of`) as string });
      expect((refused as Error).message).toContain('restore a backup');
      expect((refused as Error).message).not.toContain('shop');
      expect(readFileSync(file, 'latin1'), 'nothing is changed').toBe(damaged);
    }
  });
});

describe('rewriting the log', () => {
  it('removes and replaces events, keeps the rest of their append together, and leaves nothing of the old file', async () => {
    const { log } = await openedLog(folder);
    await log.append([event(1), event(2, 'ada@shop.example'), event(3)]);
    const before = log.append([event(4), event(5, 'ada@shop.example')]);
    const rewritten = log.rewrite((one) =>
      one.n === 3 ? event(30) : one.text === undefined ? one : undefined,
    );
    const after = log.append([event(6), event(7)]);
    await Promise.all([before, rewritten, after]);
    expect(text()).not.toContain('shop');
    expect(existsSync(`${file}.tmp`)).toBe(false);
    const whole = text();
    await log.close();
    const events = [1, 30, 4, 6, 7].map((n) => event(n));
    expect(await readLog(folder)).toEqual(events);
    // The append of 1 and 30 is still one group.
    const first = whole.indexOf('\n') + 1;
    writeFileSync(file, whole.slice(0, first));
    expect(await readLog(folder)).toEqual([]);
  });

  it('does not let an event be changed in place, which would not be written', async () => {
    interface Values extends TestEvent {
      readonly fields: { name?: string };
    }
    const log = await LogFile.open<Values>({
      folder,
      lock: { release: () => undefined },
      take: () => undefined,
    });
    await log.append([{ ...event(1), fields: { name: 'Ada' } }]);
    const rewritten = log.rewrite((one) => {
      delete one.fields.name;
      return one;
    });
    await expect(rewritten).rejects.toBeInstanceOf(TypeError);
    await log.close();
  });

  it('leaves the log as it was where the caller fails, and goes on', async () => {
    const { log } = await openedLog(folder);
    await log.append([event(1)]);
    const fault = new Error('caller');
    await expect(
      log.rewrite(() => {
        throw fault;
      }),
    ).rejects.toBe(fault);
    expect(existsSync(`${file}.tmp`)).toBe(false);
    await log.append([event(2)]);
    await log.close();
    expect(await readLog(folder)).toEqual([event(1), event(2)]);
  });

  it('refuses where the file was damaged meanwhile, rather than dropping what it cannot read', async () => {
    const { log } = await openedLog(folder);
    await log.append([event(1)]);
    await log.append([event(2)]);
    const whole = text();
    for (const damaged of [`${whole.slice(0, -2)}]\n`, `x${whole.slice(1)}`]) {
      writeFileSync(file, damaged);
      await expect(log.rewrite((one) => one)).rejects.toBeInstanceOf(LogDamagedError);
      expect(text()).toBe(damaged);
    }
    writeFileSync(file, whole.slice(0, 10));
    await expect(log.rewrite((one) => one)).rejects.toMatchObject({ name: 'LogFileError', code: 'EIO' });
    await log.close();
  });

  it('removes at the next start what a crash left of a draft', async () => {
    await write([[event(1)]]);
    writeFileSync(`${file}.tmp`, 'ada@shop.example');
    expect(await readLog(folder)).toEqual([event(1)]);
    expect(existsSync(`${file}.tmp`)).toBe(false);
  });
});

function keepUnless(modulus: number): (one: TestEvent) => TestEvent | undefined {
  return (one) => {
    const rest = (one.n ?? 0) % modulus;
    return rest === 0 ? undefined : rest === 1 ? { ...one, text: 'erased' } : one;
  };
}
