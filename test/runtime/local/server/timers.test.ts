/** Recurring tasks: an error in one of them ends nothing, is reported, and is cleared when the task succeeds again. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Timers } from '#runtime/local/server/timers';
import { Place } from '../../../support/program.ts';
import { CONFIG, pageview, post, until } from './collector.ts';
import { thorough } from '../../../support/full-length.ts';

describe('a recurring task', () => {
  let timers: Timers;
  beforeEach(() => {
    timers = new Timers();
  });
  afterEach(() => timers.stop());

  it('a task that throws or rejects is named, keeps no other from running, and is run again', async () => {
    const runs = { throws: 0, rejects: 0, sound: 0 };
    let broken = true;
    const fail = () => {
      if (broken) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    };
    timers.every(1, 'throws', () => {
      runs.throws += 1;
      fail();
    });
    timers.every(1, 'rejects', async () => {
      runs.rejects += 1;
      await Promise.resolve();
      fail();
    });
    timers.every(1, 'sound', () => {
      runs.sound += 1;
    });
    await until(() => Math.min(runs.throws, runs.rejects, runs.sound) > 3);
    expect(timers.failing).toEqual(['throws', 'rejects']);
    broken = false;
    await until(() => timers.failing.length === 0);
  });

  it('is never under way twice, and runs at once', async () => {
    let now = 0;
    let most = 0;
    let runs = 0;
    timers.every(1, 'slow', async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
      now -= 1;
      runs += 1;
    });
    expect(now).toBe(1);
    await until(() => runs > 5);
    expect(most).toBe(1);
  });
});

thorough(
  'a folder that cannot be read when a seal is due does not end the server: healthz says so until it can',
  async () => {
    const place = new Place(CONFIG);
    try {
      place.setClock('2026-03-10T12:00:00Z');
      const server = await place.start();
      const problems = async () =>
        (
          (await (await fetch(`${server.url}/healthz`)).json()) as { problems: { name: string }[] }
        ).problems.map(({ name }) => name);
      await until(async () => (await problems()).length === 0);
      const arrivals = join(place.data, 'arrivals');
      rmSync(arrivals, { recursive: true });
      writeFileSync(arrivals, '');
      place.setClock('2026-03-12T12:00:00Z', 600);
      await until(async () => (await problems()).includes('timers'));
      expect((await post(server, pageview())).status).toBe(202);
      rmSync(arrivals);
      mkdirSync(arrivals);
      await until(async () => (await problems()).length === 0);
      expect(await server.stop()).toBe(0);
      expect(readdirSync(arrivals)).toHaveLength(1);
    } finally {
      place.dispose();
    }
  },
);
