/**
 * A judge: a thread that turns blocks of log lines into rows, counts and reasons. It keeps the keys of the days it has
 * met until it ends, and wipes them then. It may not touch a file, nor let a line out.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { compileConfig } from '#core/config/compile';
import { toJsonLine, type AnonymousEvent, type JsonLines } from '#core/event/anonymous-event';
import type { Outcome } from '#core/event/outcomes';
import { createLenientScanner, createScanner } from '#core/import/formats';
import { addLine, NO_EVIDENCE } from '#core/import/log-evidence';
import type { LineScanner } from '#core/import/log-record';
import { openCountryDatabase } from '#runtime/node/country-database';
import type { WipeableDayKey } from '#runtime/node/keyed-hash';
import type { FromJudge, JudgedBlock, JudgeSetup, PartitionRows, ToJudge } from './judge-messages.ts';
import { KeyHatch } from './key-hatch.ts';
import { countKept, emptyCounts } from '#core/import/line-counts';
import { LineJudge, type DayKeys } from './line-judge.ts';

const port = parentPort;
if (port === null) throw new Error('judge-worker is the program of a thread');
const setup = workerData as JudgeSetup;
const send = (message: FromJudge, transfer: readonly ArrayBuffer[] = []) =>
  port.postMessage(message, transfer);

class HatchKeys implements DayKeys {
  readonly #hatch = new KeyHatch(setup.hatch);
  readonly #keys = new Map<string, WipeableDayKey | undefined>();

  key(day: string): WipeableDayKey | undefined {
    if (!this.#keys.has(day))
      this.#keys.set(
        day,
        this.#hatch.take(day, () => send({ type: 'key', day })),
      );
    return this.#keys.get(day);
  }

  forget(day: string): void {
    this.#keys.get(day)?.wipe();
    this.#keys.delete(day);
  }

  wipe(): void {
    for (const key of this.#keys.values()) key?.wipe();
    this.#keys.clear();
  }
}

const config = compileConfig(setup.config, new Map([[setup.site, setup.published]]));
const site = config.site(setup.site);
if (site === undefined) throw new Error('the site is not configured');
const sealedDays = new Set(setup.sealed);
const keys = new HatchKeys();
const judge = new LineJudge(
  {
    config,
    site,
    country: setup.countries ? openCountryDatabase() : () => undefined,
    isSealed: (day) => sealedDays.has(day),
    waitsFrom: setup.waitsFrom,
  },
  keys,
  setup.now,
);
let scan: LineScanner | undefined;

interface Partition {
  text: string;
  count: number;
  readonly days: Set<string>;
}

/** Whether a row is a page view that is no public cell unless the page gets listed. */
function isUnlisted({ outcome, name, path }: AnonymousEvent): boolean {
  return outcome === 'stored' && name === 'pageview' && site?.publishedPaths.has(path ?? '') === false;
}

function judgeBlock(bytes: Uint8Array, scanner: LineScanner): JudgedBlock {
  const counts = emptyCounts();
  const evidence = { ...NO_EVIDENCE };
  let unlisted = 0;
  const complaints: JudgedBlock['complaints'][number][] = [];
  let firstWaiting: JudgedBlock['firstWaiting'];
  const partitions = new Map<string, Partition>();
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    at = end + 1;
    counts.lines += 1;
    const judged = judge.judge(line, scanner);
    if ('row' in judged) {
      const outcome = judged.row.outcome as Outcome;
      if (judged.visitor !== undefined) addLine(evidence, judged.visitor, line);
      if (isUnlisted(judged.row)) unlisted += 1;
      if (outcome !== 'stored') counts[outcome] += 1;
      else counts[judged.visitor?.hasAddress === false ? 'without_address' : 'accepted'] += 1;
      let partition = partitions.get(judged.dt);
      if (partition === undefined)
        partitions.set(judged.dt, (partition = { text: '', count: 0, days: new Set() }));
      partition.text += `${toJsonLine(judged.row)}\n`;
      partition.count += 1;
      partition.days.add(judged.row.day);
    } else if ('waiting' in judged) {
      firstWaiting ??= { linesBefore: counts.lines - 1, hasKept: countKept(counts) > 0 };
      counts.waiting += 1;
    } else if ('duplicate' in judged) {
      counts.duplicate += 1;
    } else if ('ignored' in judged) {
      counts.ignored[judged.ignored] = (counts.ignored[judged.ignored] ?? 0) + 1;
    } else {
      counts.unparseable += 1;
      complaints.push({ line: counts.lines, reason: judged.unparseable });
    }
  }
  const rows = [...partitions].map(([dt, { text: partitionText, count, days }]): PartitionRows => ({
    dt,
    lines: encoder.encode(partitionText) as JsonLines,
    count,
    days: [...days],
  }));
  return {
    counts,
    evidence,
    complaints,
    rows,
    unlisted,
    read: judge.takeReadDays(),
    ...(firstWaiting === undefined ? {} : { firstWaiting }),
  };
}

const encoder = new TextEncoder();

port.on('message', (message: ToJudge) => {
  if (message.type === 'log') {
    scan = message.lenient
      ? createLenientScanner(message.format, message.head)
      : createScanner(message.format, message.head, message.fields);
  } else if (message.type === 'block') {
    if (scan === undefined) throw new Error('a block came before its log');
    judge.refresh(message.now, message.counted);
    const judged = judgeBlock(message.bytes, scan);
    send(
      { type: 'judged', id: message.id, judged },
      judged.rows.map((rows) => rows.lines.buffer as ArrayBuffer),
    );
  } else {
    keys.wipe();
    port.close();
  }
});
