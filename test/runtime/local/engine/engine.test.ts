/**
 * The server's engine process: one that cannot be started, dies, hangs or does not answer is restarted, and nobody
 * waits for it indefinitely.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { Engine, type EngineTiming } from '#runtime/local/engine/engine';
import { CONFIG, until } from '../server/collector.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-engine-'));
const setup = { data: folder, config: parseConfig(JSON.stringify(CONFIG)), memoryLimit: '64MB' };
const LONG = 3_600_000;
const timing = (changes: Partial<EngineTiming> = {}): EngineTiming => ({
  limitsMs: { convert: LONG, live: LONG, sealed: LONG },
  pauseMs: 10,
  maxPauseMs: 40,
  // A slow machine takes seconds to load a program, so ten heartbeats may be missing.
  heartbeatMs: 500,
  ...changes,
});

/** Sends heartbeats; answers tasks with `answer`, a piece of program that uses `message` and `tell`. */
function program(name: string, answer: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `const tell = (message) => process.send(message);
     process.on('message', (message) => {
       if (message.type !== 'task') return tell({ type: 'alive' });
       ${answer}
     });
     process.on('disconnect', () => process.exit(0));`,
  );
  return file;
}

describe('the engine', () => {
  let engine: Engine;
  afterEach(() => engine.stop(0));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('an engine that cannot even be forked throws nothing, is failing, and is retried with growing pauses', async () => {
    engine = new Engine('no\0file', setup, timing());
    const tries: number[] = [];
    engine.start();
    for (let seen = 0; seen < 4; seen += 1) {
      await until(() => engine.restarts > seen);
      tries.push(performance.now());
    }
    expect(engine.failing).toEqual({ notStarted: 'ERR_INVALID_ARG_VALUE' });
    await expect(engine.ask('convert', null)).rejects.toThrow('the engine is not running');
    const [first = 0, , , fourth = 0] = tries;
    // The pauses are 10, 20 and 40 milliseconds; `until` polls every 20.
    expect(fourth - first).toBeGreaterThan(30);
  });

  it('an engine that ends at once is restarted each time, and is failing until one gives a sign of life', async () => {
    const file = join(folder, 'dies.mjs');
    writeFileSync(file, 'process.exit(1);');
    engine = new Engine(file, setup, timing());
    engine.start();
    await until(() => engine.restarts >= 2);
    expect(engine.failing).toBe('lost');
    program('dies', "tell({ type: 'done', id: message.id, answer: 7 });");
    await until(() => !engine.failing);
    expect(await engine.ask('convert', null)).toBe(7);
  });

  it('an engine that hangs is ended for want of a sign of life, and its task rejects', async () => {
    engine = new Engine(program('hangs', 'for (;;);'), setup, timing({ heartbeatMs: 20 }));
    engine.start();
    await until(() => !engine.failing && engine.pid !== undefined);
    const { pid } = engine;
    await expect(engine.ask('live', { now: 0, demo: false })).rejects.toThrow('the engine ended');
    expect(engine.failing).toBe('lost');
    await until(() => engine.pid !== undefined && engine.pid !== pid && !engine.failing);
  });

  it('converts while a view of a large day takes its time', async () => {
    engine = new Engine(
      program(
        'counts',
        "if (message.task !== 'live') tell({ type: 'done', id: message.id, answer: 3 }); else " +
          "globalThis.view = message; if (message.task === 'sealed') tell({ type: 'done', id: view.id, " +
          "answer: 'seen' });",
      ),
      setup,
      timing(),
    );
    engine.start();
    const view = engine.ask('live', { now: 0, demo: false });
    expect(await engine.ask('convert', null)).toBe(3);
    expect(await engine.ask('sealed', { days: [] })).toBe(3);
    expect(await view).toBe('seen');
  });

  it('an engine whose task exceeds its limit is ended: that task and those behind it reject, and a new engine answers the next', async () => {
    engine = new Engine(
      program('late', "if (message.task === 'sealed') tell({ type: 'done', id: message.id, answer: [] });"),
      setup,
      timing({ limitsMs: { convert: 200, live: LONG, sealed: LONG } }),
    );
    engine.start();
    const late = engine.ask('convert', null);
    const behind = engine.ask('sealed', { days: [] });
    await expect(late).rejects.toThrow('the engine ended');
    await expect(behind).rejects.toThrow('the engine ended');
    await until(() => engine.pid !== undefined);
    expect(await engine.ask('sealed', { days: [] })).toEqual([]);
  });

  it('does one task with files at a time: one whose turn does not come within its limit rejects, and the engine goes on', async () => {
    engine = new Engine(
      program(
        'busy',
        "setTimeout(() => tell({ type: 'done', id: message.id, answer: message.task }), 1_000);",
      ),
      setup,
      timing({ limitsMs: { convert: LONG, live: LONG, sealed: 50 } }),
    );
    engine.start();
    const first = engine.ask('convert', null);
    await expect(engine.ask('sealed', { days: [] })).rejects.toThrow('the engine is busy');
    expect(await first).toBe('convert');
    expect(engine.restarts).toBe(0);
  });

  it('an engine that failed to start is not waited for at the end', async () => {
    engine = new Engine('no\0file', setup, timing());
    engine.start();
    await engine.stop(LONG);
    expect(engine.pid).toBeUndefined();
  });
});
