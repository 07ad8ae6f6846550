/** The register's data folder: who may read it, who may write it, and that it is not the stream's. */
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmed, RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

/** Whatever others could read, with its mode. */
function openToOthers(folder: string): readonly string[] {
  return ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].flatMap((name) => {
    const { mode } = statSync(join(folder, name));
    return (mode & 0o077) === 0 ? [] : [`${name} ${(mode & 0o777).toString(8)}`];
  });
}

const REGISTRATION = {
  fields: { name: 'Anna', email: 'anna@example.org' },
  purposes: ['information'],
  recipients: ['example-optics'],
};
const TRANSFER = [
  'transfer',
  'example-optics',
  '--purpose',
  'transfer:example-optics',
  '--reason',
  'a reason',
];

describe.skipIf(process.platform === 'win32')('the files of a register', () => {
  it('are closed to others while it runs and after it, whatever was written', async () => {
    const server = await place.start();
    await confirmed(place, server.url, REGISTRATION);
    await place.json('withdraw', 'anna@example.org', '--only', 'information', '--evidence', 'a letter');
    await place.json(...TRANSFER, '--out', join(place.folder, 'out'));
    expect(statSync(join(place.data, 'staff.sock')).mode & 0o777).toBe(0o600);
    expect(openToOthers(place.data)).toEqual([]);
    expect(openToOthers(join(place.folder, 'out'))).toEqual([]);
    expect(await server.stop()).toBe(0);
    expect(readdirSync(place.data)).not.toContain('staff.sock');
    expect(openToOthers(place.data)).toEqual([]);
  });

  it('are reported by doctor where others can read a key, and closed then', async () => {
    await place.add('workshop', { name: 'Anna' });
    chmodSync(join(place.data, 'hash.key'), 0o644);
    const { status, stdout } = await place.run('doctor', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ code: 'mode' }] });
  });
});

it('a command beside a running register and one without it give the same', async () => {
  const server = await place.start();
  const submission = await confirmed(place, server.url, REGISTRATION);
  const words = [
    ['show', submission, ...RIGHTS],
    ['prove', submission, ...RIGHTS],
    ['retention', '--dry-run'],
    ['cases'],
    ['list', '--purpose', 'information', '--reason', 'a reason'],
  ];
  const all = async () => {
    const results = [];
    for (const word of words) {
      const { events: _, read: __, ...result } = await place.json(...word);
      results.push(result);
    }
    return results;
  };
  const beside = await all();
  const refused = await place.run('show', 'bert@example.org', ...RIGHTS);
  await server.stop();
  expect(await all()).toEqual(beside);
  expect(await place.run('show', 'bert@example.org', ...RIGHTS)).toEqual(refused);
  const ofItself = new Set<unknown>(['mailer', 'demand', undefined]);
  const staff = place.events().flatMap(({ reader }) => (ofItself.has(reader) ? [] : [reader]));
  expect(staff).toHaveLength(6);
  expect(new Set(staff), 'the same reader').toEqual(new Set([staff.at(-1)]));
});

it('a second server on the folder ends with one line, and the first goes on', async () => {
  const server = await place.start();
  const second = await place.place.runProcess(['register', 'start', '--port', '0']);
  expect(second).toMatchObject({ status: 1, stderr: expect.stringMatching(/^headcount: [^\n]+\n$/) });
  const { port } = new URL(server.url);
  const same = ['register', 'start', '--port', port, '--data', join(place.folder, 'other')];
  const taken = await place.place.runProcess(same);
  expect(taken).toMatchObject({ status: 1, stderr: expect.stringMatching(/^headcount: [^\n]+\n$/) });
  expect(await place.json('cases')).toEqual({ cases: [] });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

it('a data folder whose path is longer than an address of a socket may be works', async () => {
  const long = join(place.folder, 'd'.repeat(120), 'register');
  const server = await place.start('--data', long);
  expect(readdirSync(long)).toContain('staff.sock');
  const { submission } = await place.json<{ submission: string }>(
    'add',
    'workshop',
    'name=Anna',
    '--channel',
    'visit',
    '--received',
    '2026-11-02',
    '--evidence',
    'was here',
    '--data',
    long,
  );
  expect(await place.json('show', submission, ...RIGHTS, '--data', long)).toMatchObject({
    values: { name: 'Anna' },
  });
  await server.stop();
});

describe.each(['journal', 'salts', 'arrivals'])('a data folder of the stream, known by %s/', (name) => {
  it.each([
    ['is', (stream: string) => stream],
    ['lies in', (stream: string) => join(stream, 'deep', 'er')],
    ['holds', (stream: string) => join(stream, '..')],
    [
      'is, by a symbolic link,',
      (stream: string) => {
        symlinkSync(stream, `${stream}-link`);
        return `${stream}-link`;
      },
    ],
    [
      'lies in, by a symbolic link,',
      (stream: string) => {
        symlinkSync(stream, `${stream}-link`);
        return join(`${stream}-link`, 'register');
      },
    ],
    [
      'lies in, by a symbolic link to a folder within,',
      (stream: string) => {
        mkdirSync(join(stream, 'deep'));
        symlinkSync(join(stream, 'deep'), `${stream}-link`);
        return `${stream}-link`;
      },
    ],
  ])('is refused with exit 2 where the named folder %s it', async (_relation, folder) => {
    const stream = join(place.folder, 'site', 'data');
    mkdirSync(join(stream, name), { recursive: true });
    const refused = await place.run('cases', '--data', folder(stream));
    expect(refused).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^headcount: --data [^\n]+stream[^\n]+\n$/),
    });
  });
});

it('a backup is not restored into a data folder of the stream', async () => {
  await place.add('workshop', { name: 'Anna' });
  const stream = join(place.folder, 'site');
  mkdirSync(join(stream, 'journal'), { recursive: true });
  const from = [place.data, '--given-up', join(place.data, 'given-up.jsonl')];
  expect(await place.run('restore', ...from, '--data', stream)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^headcount: --data [^\n]+stream[^\n]+\n$/),
  });
  expect(readdirSync(stream)).toEqual(['journal']);
});

it('a server does not start in a data folder of the stream', async () => {
  mkdirSync(join(place.data, 'journal'), { recursive: true });
  const started = await place.place.runProcess(['register', 'start', '--port', '0']);
  expect(started).toMatchObject({ status: 2, stderr: expect.stringMatching(/^headcount: --data [^\n]+\n$/) });
});
