/** What becomes of imported people later: erased, restored, and imported again after a crash. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';
import { filesWith } from './files-with.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

const LIST = ['--reason', 'a reason', '--purpose'];
const PARTS = ['wording', 'time', 'evidence'] as const;
const HEADER = [
  'form,language,name,email',
  ...['information', 'market-research'].flatMap((purpose) => PARTS.map((part) => `${purpose}.${part}`)),
].join(',');
const line = (name: string, purposes = [true, true]) =>
  [
    `workshop,en,${name},${name}@customer.example`,
    ...purposes.map((isGiven) => (isGiven ? `May we write?,2026-11-02,evidence of ${name}` : ',,')),
  ].join(',');
const write = (...lines: readonly string[]) =>
  writeFileSync(join(place.folder, 'people.csv'), [HEADER, ...lines].join('\r\n'));
const named = async (purpose: string, ...words: readonly string[]) =>
  (
    await place.json<{ people: readonly { values: { name: string } }[] }>('list', ...LIST, purpose, ...words)
  ).people
    .map(({ values }) => values.name)
    .toSorted();

it('an erasure leaves nothing of an imported person, and the proof without identity', async () => {
  write(line('canary'), line('other'));
  await place.json('import', 'people.csv');
  const { ref } = await place.json<{ ref: string }>('show', 'canary@customer.example', ...RIGHTS);
  expect(filesWith(place.data, 'canary')).toHaveLength(2);
  await place.json('erase', 'canary@customer.example');
  expect(filesWith(place.data, 'canary')).toEqual([]);
  expect(await place.json('prove', ref, ...RIGHTS)).toMatchObject({
    declarations: [{ text: 'May we write?', channel: 'import', erased: { cause: 'request' } }],
  });
  expect(await named('information')).toEqual(['other']);
});

it('a backup brings back whom it holds, and neither who gave up since nor, by the same file, anybody else', async () => {
  write(line('anna'), line('berta'), line('cara'));
  await place.json('import', 'people.csv');
  const [backup, restored] = [join(place.folder, 'backup'), join(place.folder, 'restored')];
  cpSync(place.data, backup, { recursive: true, filter: (name) => !name.includes('locks') });
  await place.json('erase', 'anna@customer.example');
  await place.json('withdraw', 'berta@customer.example', '--only', 'information');
  const givenUp = join(place.data, 'given-up.jsonl');
  await place.json('restore', backup, '--given-up', givenUp, '--data', restored);
  const into = ['--data', restored];
  expect(await named('information', ...into)).toEqual(['cara']);
  expect(await named('market-research', ...into)).toEqual(['berta', 'cara']);
  expect(filesWith(restored, 'anna')).toEqual([]);
  const { status, stdout } = await place.run('import', 'people.csv', '--json', ...into);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    accepted: 1,
    refused: [{ row: 3, reason: 'information: withdrawn after this declaration' }],
    suppressed: 1,
  });
  expect(await named('information', ...into)).toEqual(['cara']);
  expect(filesWith(restored, 'anna')).toEqual([]);
});

it('a killed register has whole people of an import, and the same file completes it', async () => {
  const names = Array.from({ length: 2500 }, (_, at) => `person${at}`);
  write(...names.map((name) => line(name, [true, name.endsWith('7')])));
  const server = await place.start();
  const importing = place.run('import', 'people.csv', '--json');
  await until(() => place.events().some(({ event }) => event === 'values'));
  await server.stop('SIGKILL');
  const cut = await importing;
  expect(cut.stderr).not.toMatch(/customer\.example|person\d/);
  const again = await place.start();
  expect(await named('information').then(({ length }) => length % 1000)).toBeOneOf([0, 500]);
  const { accepted } = await place.json<{ accepted: number }>('import', 'people.csv');
  expect(accepted).toBe(2500);
  expect(await named('information')).toEqual(names.toSorted());
  expect(await named('market-research')).toEqual(names.filter((name) => name.endsWith('7')).toSorted());
  const submitted = place.events().filter(({ event }) => event === 'submitted');
  expect(submitted).toHaveLength(2500);
  expect(place.events().filter(({ event }) => event === 'notice')).toHaveLength(1);
  await place.json('erase', 'person1234@customer.example');
  expect(filesWith(place.data, 'evidence of person1234')).toEqual([]);
  await again.stop();
});
