/**
 * The register's functions on services in memory, wired as their bundles are: one log, one bucket, one clock. Each
 * function opens the register for itself.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { isGivenUp } from '#core/register/given-up';
import type { RegisterLog } from '#core/register/register-log';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { answerMail } from '#runtime/aws/register/answer-mail';
import { answerPages } from '#runtime/aws/register/answer-pages';
import { answerStaff } from '#runtime/aws/register/answer-staff';
import { answerSweep } from '#runtime/aws/register/answer-sweep';
import { Bucket } from '#runtime/aws/register/bucket';
import { REGISTER_ENV } from '#runtime/aws/register/env';
import type { PagesEvent } from '#runtime/aws/register/http-event';
import { invokeFunction } from '#runtime/aws/register/invoke-function';
import { countsOf } from '#runtime/aws/register/metrics';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister, type RegisterParts } from '#runtime/aws/register/open-register';
import { SesMailDoor } from '#runtime/aws/register/ses-mail-door';
import { registerApp } from '#runtime/node/register/http/register-app';
import { registerKeys } from '#runtime/node/register/register-keys';
import { MemoryLog } from '../../../core/register/memory-log.ts';
import { answerOf, FakeSigned } from '../../../support/aws/fake-signed.ts';

export const KEYS = { hash: '0a'.repeat(32), link: '0b'.repeat(32) } as const;
export const AWS = {
  domain: {
    name: 'register.instruments.example',
    certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
  },
  identities: ['instruments.example'],
} as const;

export class AwsRegister {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-aws-register-'));
  readonly aws = new FakeSigned();
  readonly keys = registerKeys(Buffer.from(KEYS.hash, 'hex'), Buffer.from(KEYS.link, 'hex'));
  readonly log = new MemoryLog(this.keys.keyOf);
  /** Lines that would be in the functions' logs and metrics. */
  readonly logged: string[] = [];
  /** Milliseconds of the clock that never goes back, which advances as the pages' function sleeps. */
  elapsed = 0;
  secrets: Readonly<Record<string, string | undefined>> = { 'arn:hash': KEYS.hash, 'arn:link': KEYS.link };

  constructor(config: object = {}) {
    this.now = Date.parse('2026-11-30T10:00:00Z');
    const beside = join(this.folder, 'register');
    for (const [folder, files] of [
      ['forms', DEMO_REGISTER.forms],
      ['catalogue', DEMO_REGISTER.catalogue],
    ] as const) {
      mkdirSync(join(beside, 'register', folder), { recursive: true });
      for (const one of files)
        writeFileSync(join(beside, 'register', folder, `${one.id}.json`), JSON.stringify(one));
    }
    const mail = { ...DEMO_REGISTER.config.mail, from: 'Demo <register@instruments.example>' };
    writeFileSync(
      join(beside, 'register.json'),
      JSON.stringify({ ...DEMO_REGISTER.config, mail, aws: AWS, ...config }),
    );
    const values = { table: 'log', bucket: 'register', openBucket: 'open', hashSecret: 'arn:hash' };
    const rest = { linkSecret: 'arn:link', configurationSet: 'set', mailFunction: 'mail' };
    for (const [name, value] of Object.entries({ ...values, ...rest }))
      vi.stubEnv(REGISTER_ENV[name as keyof typeof REGISTER_ENV], value);
    this.aws.invoke = async (payload) => answerOf(200, JSON.stringify(await this.mail(payload)));
  }

  get now(): number {
    return this.aws.now;
  }

  set now(at: number) {
    this.aws.now = at;
  }

  get parts(): RegisterParts {
    return {
      ...this.aws.parts,
      folder: this.folder,
      call: async ({ input }) => {
        const SecretString = this.secrets[(input as { readonly SecretId: string }).SecretId];
        if (SecretString === undefined) throw new AwsFault('ResourceNotFoundException', false);
        return { SecretString };
      },
      now: () => this.now,
      elapsed: () => this.elapsed,
      openLog: ({ keepGivenUp }) => this.#loggingTo(keepGivenUp),
    };
  }

  readonly pages = answerPages(
    openOnce(async () => {
      const { context, after } = await openRegister(this.parts);
      return { answer: registerApp(context), after };
    }),
    () => this.logged.push('PagesFailed'),
  );
  readonly mail = answerMail({
    open: openOnce(() => openRegister(this.parts)),
    door: new SesMailDoor({ ...this.aws.parts, configurationSet: 'set' }),
    count: countsOf('log', (line) => this.logged.push(line)),
  });
  readonly staff = answerStaff({
    open: openOnce(() => openRegister(this.parts)),
    askMail: (request) => invokeFunction('mail', request, { ...this.aws.parts, mostPauses: 3 }),
  });
  readonly sweep = answerSweep({
    open: openOnce(() => openRegister(this.parts)),
    openBucket: () => new Bucket({ ...this.aws.parts, name: 'open' }),
    count: countsOf('log', (line) => this.logged.push(line)),
    warn: (line) => this.logged.push(JSON.stringify(line)),
  });

  /** The result of a command of staff; throws where it was refused. */
  async command<Result = Record<string, unknown>>(command: string, input: unknown): Promise<Result> {
    const answer = await this.staff({ command, input, reader: 'staff:test' });
    if (!('result' in answer)) throw new Error(JSON.stringify(answer));
    return answer.result as Result;
  }

  /** Registers by the JSON door; returns the submission. */
  async register(fields: Readonly<Record<string, string>>, more: object = {}): Promise<string> {
    const shown = JSON.parse(bodyOf(await this.pages(get('/v1/forms/workshop', 'lang=en')))) as {
      readonly notice: { readonly sha256: string };
      readonly token: string;
    };
    const posted = { form: 'workshop', language: 'en', notice: shown.notice.sha256, token: shown.token };
    const answer = await this.pages(
      post('/v1/registrations', JSON.stringify({ ...posted, fields, ...more }), 'application/json'),
    );
    if (answer.statusCode !== 202) throw new Error(`${answer.statusCode} ${bodyOf(answer)}`);
    return (JSON.parse(bodyOf(answer)) as { readonly submission: string }).submission;
  }

  /** The path of the link of an act in the latest mail. */
  link(act: string): string {
    const found = this.aws.mails
      .map(
        ({ bytes }) =>
          new RegExp(`^https://\\S+(/register/${act}/[A-Za-z0-9_.~-]+)\\s*$`, 'm').exec(bytes)?.[1],
      )
      .findLast((path) => path !== undefined);
    if (found === undefined) throw new Error(`no mail has a ${act} link`);
    return found;
  }

  dispose(): void {
    vi.unstubAllEnvs();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #loggingTo(keepGivenUp: (lines: readonly string[]) => Promise<void>): RegisterLog {
    const { log } = this;
    return {
      peopleAtOnce: log.peopleAtOnce,
      append: async (events, condition) => {
        const isStored = await log.append(events, condition);
        if (isStored) await keepGivenUp(events.filter(isGivenUp).map((event) => JSON.stringify(event)));
        return isStored;
      },
      read: () => log.read(),
      scan: (purpose) => log.scan(purpose),
      history: (ref) => log.history(ref),
      purge: () => log.purge(),
    };
  }
}

export const bodyOf = ({ body }: { readonly body: string }): string =>
  Buffer.from(body, 'base64').toString('utf8');

const event = (method: string, rawPath: string, rest: PagesEvent): PagesEvent => ({
  rawPath,
  requestContext: { http: { method } },
  ...rest,
});
export const get = (rawPath: string, rawQueryString = ''): PagesEvent =>
  event('GET', rawPath, { rawQueryString, isBase64Encoded: false });
export const post = (rawPath: string, body: string, type = 'application/x-www-form-urlencoded'): PagesEvent =>
  event('POST', rawPath, {
    headers: { 'Content-Type': type },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  });
