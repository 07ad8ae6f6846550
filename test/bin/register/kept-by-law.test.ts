/** What a law requires to be kept outlives an erasure, for its years and alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { RegisterPlace } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  const [workshop] = DEMO_REGISTER.forms;
  const keep = [{ fields: ['name'], years: 6, law: { en: 'tax law', de: 'Steuerrecht' } }];
  place.configure({}, [{ ...workshop, id: 'workshop', keep }]);
  place.place.setClock('2026-12-02T12:00:00Z');
});
afterEach(() => place.dispose());

const log = () => readFileSync(join(place.data, 'register.jsonl'), 'utf8');
const list = (purpose: string) => place.json('list', '--purpose', purpose, '--reason', 'an audit');

it('an erasure keeps the fields of a law and says so, until its years are over', async () => {
  const fields = { name: 'kept', email: 'canary@canary.example', wishes: 'canarywish' };
  const submission = await place.add('workshop', fields, '--give', 'information');
  expect(await list('retained')).toMatchObject({ count: 0 });
  const erased = await place.json('erase', 'canary@canary.example');
  expect(erased['kept']).toEqual([{ submission, fields: ['name'], why: 'tax law', until: '2032-12-02' }]);
  expect(log()).not.toContain('canary');
  expect(await list('retained')).toMatchObject({ count: 1, people: [{ values: { name: 'kept' } }] });
  for (const purpose of ['service', 'information']) expect(await list(purpose)).toMatchObject({ count: 0 });
  place.place.setClock('2032-12-01T12:00:00Z');
  expect(await place.json('retention')).toEqual({ erased: [] });
  expect(log()).toContain('"kept"}');
  place.place.setClock('2032-12-03T12:00:00Z');
  expect(await place.json('retention')).toEqual({ erased: [{ submission, cause: expect.any(String) }] });
  expect(log()).not.toContain('"kept"}');
});
