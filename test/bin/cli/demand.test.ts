/** The demand for topics by the real program: both sides release, and no fact or registration enters otherwise. */
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demand } from '#core/demand/merge-demand';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { SEALS } from '#core/facts/lake-columns';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { RegisterEvent } from '#core/register/event';
import { withFacts } from '../../queries/reports/fact-tables.ts';
import { RegisterPlace } from '../../support/register-place.ts';

const place = new RegisterPlace();
const { place: program, folder, data: registerData } = place;
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04'];
const NEVER = { '(no topic)': 20_000, Removed: 9_000 };

/** Writes the facts of the month, with so many visitor-days of each topic, in place of those that are there. */
async function plantFacts(visitors: Readonly<Record<string, number>>): Promise<void> {
  const days = DAYS.map((day) => ({ day, visitors: 5_000, visitors_bounded: 5_000 }));
  const demand = DAYS.flatMap((day) =>
    Object.entries({ ...visitors, ...NEVER }).map(([subject, count]) => ({
      day,
      kind: 'topic',
      subject,
      dimension: '(all)',
      value: '(all)',
      visitors: count,
    })),
  );
  const at = (name: string) => join(program.data, name);
  await withFacts({ days, demand }, async (db) => {
    for (const name of ['days', 'demand']) {
      rmSync(at(`facts/${name}`), { recursive: true, force: true });
      mkdirSync(at('facts'), { recursive: true });
      await db.run(
        `copy (select *, day as period from ${name}) to '${at(`facts/${name}`)}' (format parquet, partition_by (period))`,
      );
    }
    if (existsSync(at('seals'))) return;
    const columns = SEALS.filter(({ name }) => name !== 'site' && name !== 'period').map(({ name, type }) => {
      const bound = DEFAULT_BOUNDS[name.slice('bound_'.length) as keyof typeof DEFAULT_BOUNDS] ?? 100_000;
      const value =
        name === 'time_zone'
          ? "'UTC'"
          : name === 'live'
            ? 'false'
            : type === 'string'
              ? 'null'
              : name === 'keyings'
                ? 1
                : bound;
      return `cast(${value} as ${DUCKDB_TYPE[type]}) as ${name}`;
    });
    await db.run(
      `copy (select site, day as period, ${columns.join(', ')} from days) to '${at('seals')}' (format parquet, partition_by (period))`,
    );
  });
}

/** People from an older system, who registered in the last year; they get no mail. */
function imported(count: number, topic: string, purpose: string): readonly RegisterEvent[] {
  const at = '2025-03-10T10:00:00.000Z';
  return Array.from({ length: count }, (_, index): readonly RegisterEvent[] => {
    const submission = `submission-${topic}-${purpose}-${index}`;
    return [
      {
        event: 'submitted',
        at,
        submission,
        ref: `ref-${submission}`,
        form: 'workshop',
        kind: 'workshop',
        notice: 'n',
        language: 'en',
        topics: [topic],
        decisions: { [purpose]: 'given' },
        channel: 'import',
        received: at,
        by: 'staff:test',
      },
      {
        event: 'values',
        at,
        submission,
        fields: { name: 'A name', email: `${submission}@customer.example` },
        addressField: 'email',
      },
    ];
  }).flat();
}
/** One form with one topic: a topic that nobody chose would stand out from the noise once in a while. */
function configure(config: object = {}): void {
  const [form] = DEMO_REGISTER.forms;
  const topics = [{ id: 'workshops', title: { en: 'Workshops', de: 'Workshops' } }];
  place.configure(config, form === undefined ? [] : [{ ...form, topics }]);
}
const register = (events: readonly RegisterEvent[]) =>
  appendFileSync(
    join(registerData, 'register.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );

async function demand(...words: readonly string[]): Promise<{ demand: Demand; stderr: string }> {
  const { status, stdout, stderr } = await program.run(['demand', '--json', ...words]);
  expect(status, stderr).toBe(0);
  return { demand: JSON.parse(stdout) as Demand, stderr };
}
async function succeed(...words: readonly string[]): Promise<void> {
  const { status, stderr } = await program.run(words);
  expect(status, stderr).toBe(0);
}
/** The daily run of the register. */
async function daily(): Promise<void> {
  const server = await place.start();
  expect(await server.stop()).toBe(0);
}

beforeAll(async () => {
  program.setClock('2026-06-01T12:00:00Z');
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({
      aws: { region: 'eu-central-1' },
      sites: [
        {
          id: 'demo',
          hosts: ['www.example.com'],
          topics: ['Microscopes', 'Telescopes'].map((name) => ({ name, paths: [`/${name}/*`] })),
        },
      ],
    }),
  );
  configure();
  await place.run('doctor');
  await plantFacts({ Microscopes: 900, Telescopes: 350 });
});
afterAll(() => place.dispose());

describe('the demand', () => {
  it('is empty before anything is released, whatever the facts say', async () => {
    expect((await demand()).demand).toEqual({ version: 1, period: null, periods: {}, topics: [] });
    const { stderr } = await program.run(['demand']);
    expect(stderr).toContain('no demand is released yet');
  });

  it('is that of the released month, and no fact moves it afterwards', async () => {
    await succeed('release', '--quiet');
    const released = (await demand()).demand;
    expect(released).toEqual({
      version: 1,
      period: '2026-03',
      periods: { usage: '2026-03' },
      topics: [
        { topic: 'Microscopes', level: 5, from: ['usage'] },
        { topic: 'Telescopes', level: 4, from: ['usage'] },
      ],
    });
    await plantFacts({ Microscopes: 1, Telescopes: 90_000 });
    await succeed('release', '--quiet');
    expect((await demand()).demand).toEqual(released);
  });

  it("has the register's part once its year is drawn, and nobody who registers later moves it", async () => {
    register([...imported(60, 'workshops', 'customization'), ...imported(90, 'telescopes', 'information')]);
    await daily();
    const both = (await demand()).demand;
    expect(both).toMatchObject({
      period: '2026-03',
      periods: { usage: '2026-03', register: '2025' },
      topics: [
        { topic: 'Microscopes', level: 5, from: ['usage'] },
        { topic: 'workshops', level: 5, from: ['register'] },
        { topic: 'Telescopes', level: 4, from: ['usage'] },
      ],
    });
    register(imported(500, 'microscopes', 'customization'));
    await daily();
    expect((await demand()).demand).toEqual(both);
    expect(place.events().filter(({ reader }) => reader === 'demand')).toHaveLength(1);
  });

  it('lies in the closed folder of the register, or where register.json says, open to another user', async () => {
    const closed = join(registerData, 'demand.json');
    expect([statSync(closed).mode & 0o777, statSync(registerData).mode & 0o777]).toEqual([0o600, 0o700]);
    const before = (await demand()).demand;
    rmSync(closed);
    configure({ demand: 'open/demand.json' });
    await daily();
    const open = join(folder, 'open/demand.json');
    expect(statSync(open).mode & 0o777).toBe(0o644);
    expect(existsSync(closed)).toBe(false);
    expect((await demand()).demand.periods).toEqual({ usage: '2026-03' });
    const config = join(folder, 'elsewhere.json');
    writeFileSync(
      config,
      JSON.stringify({ sites: [{ id: 'demo', hosts: ['a.example'] }], demand: { register: open } }),
    );
    expect((await demand('--config', config)).demand).toEqual(before);
    mkdirSync(join(folder, 'taken'));
    configure({ demand: 'taken' });
    const server = await place.start();
    expect(server.output()).toMatch(
      /^"[^"]*taken", the released demand, is not written [^\n]*: a folder stands where/m,
    );
    expect(await server.stop()).toBe(0);
    configure();
    await daily();
  });

  it('names a file that cannot be used, and answers with the other side', async () => {
    const file = join(registerData, 'demand.json');
    writeFileSync(file, '{"version":1,"from":"usage","sources":[]}');
    const { demand: rest, stderr } = await demand();
    expect(rest.periods).toEqual({ usage: '2026-03' });
    expect(stderr).toMatch(
      /^headcount: "[^"]*demand\.json": the released demand of the register is left out: [^\n]+\n$/,
    );
    chmodSync(file, 0o600);
    await daily();
    expect((await demand()).stderr).toBe('');
  });

  it('is answered by the server under a strong tag, follows what is released, and sets no cookie', async () => {
    const server = await program.start();
    const ask = (headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${server.url}/v1/demand`, { method, headers: { connection: 'close', ...headers } });
    const first = await ask({ origin: 'https://anybody.example', cookie: 'a=b' });
    expect(await first.json()).toEqual((await demand()).demand);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect([first.headers.get('set-cookie'), first.headers.get('vary')]).toEqual([null, null]);
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    const head = await ask({}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    expect([(await ask({}, 'POST')).status, (await ask({}, 'OPTIONS')).status]).toEqual([405, 204]);
    const outputs = join(folder, 'outputs.json');
    const onAws = ['--target', 'aws', '--outputs', outputs];
    writeFileSync(outputs, JSON.stringify({ 'Headcount-prod-Collect': { CollectorUrl: server.url } }));
    expect((await demand(...onAws)).demand).toEqual((await demand()).demand);
    rmSync(join(registerData, 'demand.json'));
    const later = await ask({ 'if-none-match': etag });
    expect(later.status).toBe(200);
    expect((await later.json()) as Demand).toMatchObject({ periods: { usage: '2026-03' } });
    expect(await server.stop()).toBe(0);
    const gone = await program.run(['demand', ...onAws]);
    expect([gone.status, gone.stderr]).toEqual([
      1,
      expect.stringMatching(/^headcount: nothing answers at [^\n]+\n$/),
    ]);
  });
});
