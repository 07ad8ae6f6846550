/** `headcount demo` and `headcount live`: everything sent is counted. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownTruth } from '#core/demo/known-truth';
import type { ReportData } from '#core/report/report';
import { PROGRAM, runWarm } from '../../support/warm-program.ts';

describe('headcount demo', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;

  const headcount = async (...words: string[]) => {
    const { status, stdout, stderr } = await runWarm(words, { cwd: folder });
    return { code: status, stdout, stderr };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-'));
    server = spawn(process.execPath, [PROGRAM, 'start', '--port', '0', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    url = await new Promise<string>((told, failed) => {
      server.stdout?.once('data', (chunk: Buffer) =>
        told((JSON.parse(chunk.toString()) as { url: string }).url),
      );
      server.once('exit', () => failed(new Error('the server ended')));
    });
  });
  afterAll(async () => {
    const gone = new Promise((done) => {
      server.once('exit', done);
    });
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  it('sends visitors whose truth the live view then shows, figure by figure', async () => {
    const sent = await headcount('demo', '--url', url, '--visitors', '250', '--seed', '11', '--json');
    expect([sent.code, sent.stderr]).toEqual([0, '']);
    const { days, answered } = JSON.parse(sent.stdout) as {
      days: (KnownTruth & { day: string })[];
      answered: Record<string, number>;
    };
    const truth = days[0]!;
    expect(days.length).toBe(1);
    expect(answered['bot']).toBe(truth.outcomes['bot']);
    expect(answered['opted_out']).toBe(truth.outcomes['opted_out']);
    expect(answered['host_not_allowed']).toBe(truth.outcomes['rejected']);

    const live = await headcount('live', '--json');
    expect(live.code).toBe(0);
    const told = JSON.parse(live.stdout) as {
      live: { sites: { received: number; books: Record<string, number> }[] };
      reports: ReportData[];
    };
    const rows = (table: string) =>
      told.reports.flatMap((report) => report.tables).find((one) => one.name === table)?.rows ?? [];
    const counts = (table: string, column = 1) =>
      Object.fromEntries(rows(table).map((row) => [row[0], row[column]]));
    expect(rows('total')[0]?.slice(0, 4)).toEqual([
      truth.visitors,
      truth.page_views,
      truth.visits,
      truth.engaged_seconds,
    ]);
    expect(told.live.sites[0]).toMatchObject({ received: truth.received, books: truth.outcomes });
    expect(counts('countries')).toEqual(truth.countries);
    expect(counts('languages')).toEqual(truth.languages);
    expect(counts('devices')).toEqual(truth.devices);
    expect(counts('goals')).toEqual(
      Object.fromEntries(Object.entries(truth.actions).filter(([name]) => name !== 'outbound')),
    );
    expect(told.reports.every((report) => report.inside)).toBe(true);
  });

  it('prints the same for people: the day, its visitors, and what became of the events', async () => {
    const sent = await headcount('demo', '--url', url, '--visitors', '5', '--seed', '12');
    expect(sent.code).toBe(0);
    expect(sent.stdout).toMatch(/^\d{4}-\d\d-\d\d: 5 visitors, /);
    expect(sent.stderr).toContain('seed 12');
    const live = await headcount('live');
    expect(live.stdout).toContain('INTERNAL');
    expect(live.stdout).toContain('255');
  });

  it('says in one line what is wrong with its words: exit 2', async () => {
    for (const words of [
      ['--days', '3'],
      ['--visitors', '0'],
      ['--visitors', 'many'],
      ['--url', 'here'],
      ['--site', 'nobody'],
    ]) {
      const { code, stdout, stderr } = await headcount('demo', ...words);
      expect([code, stdout], words.join(' ')).toEqual([2, '']);
      expect(stderr, words.join(' ')).toMatch(/^headcount: [^\n]+\n$/);
    }
    const { code, stderr } = await headcount('live', '--format', 'csv');
    expect([code, stderr]).toEqual([2, 'headcount: --format takes json or table\n']);
  });

  it('says in one line that nothing answers, or that the key is missing: exit 1', async () => {
    const nobody = await headcount('demo', '--url', 'http://127.0.0.1:1');
    expect([nobody.code, nobody.stdout]).toEqual([1, '']);
    expect(nobody.stderr).toMatch(/^headcount: nothing answers at http:\/\/127\.0\.0\.1:1: [^\n]+\n$/);
    writeFileSync(
      join(folder, 'own.json'),
      JSON.stringify({ sites: [{ id: 'own', hosts: ['own.example'], keyFile: 'missing.key' }] }),
    );
    const keyless = await headcount('demo', '--config', 'own.json', '--url', url);
    expect([keyless.code, keyless.stderr]).toEqual([
      1,
      'headcount: the key file of own cannot be read: missing.key\n',
    ]);
  });

  it('gives the key of the demo site to nobody but the operator of this machine', async () => {
    const key = (headers: Record<string, string>) => fetch(`${url}/demo/key`, { headers });
    expect((await key({})).status).toBe(200);
    expect((await key({ 'x-forwarded-for': '192.0.2.1' })).status).toBe(403);
    expect((await key({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(
      (await fetch(`${url}/demo/simulate`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(403);
  });
});
