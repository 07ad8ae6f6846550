/**
 * The register of one machine and that on AWS beside each other: each step is done on both at the same instant, and
 * their answers, results and mails have to be the same.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { parseMail } from '#runtime/node/register/parse-mail';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { until } from '../../support/until.ts';
import { FrontDoor } from '../rehearsal/front-door.ts';
import { LocalRegister } from './local-register.ts';
import { MailServer, type TakenMail } from './mail-server.ts';
import { RegisterDeployment } from './register-deployment.ts';
import { SesRelay } from './ses-relay.ts';

const KEYS = { hash: '0a1b2c3d'.repeat(8), link: 'f9e8d7c6'.repeat(8) } as const;
const CLOCK = join(import.meta.dirname, '../rehearsal/clock.mjs');
const IDS = join(import.meta.dirname, 'ids.mjs');
const STEP_MS = 61_000;
const READER = 'staff:rehearsal';
/** Headers of the connection, not of the answer. */
const OF_CONNECTION = /^(?:date|connection|keep-alive|transfer-encoding|content-length)$/;

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * In which order people come is promised by no log, nor that of a read and an event of one millisecond, which the clock
 * that stands still makes frequent; everything else is compared as it is.
 */
function inAnyOrder(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const each = value.map((one) => inAnyOrder(one));
    const text = (one: unknown) => `${(one as { readonly at?: string }).at ?? ''} ${JSON.stringify(one)}`;
    return /^(?:people|due|refs|events)$/.test(name)
      ? each.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
      : each;
  }
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inAnyOrder(one, key)]));
}

/** Every answer is compared by its bytes, but for the export of a person, whose events have that order. */
const comparable = (page: Page): unknown =>
  page.text.startsWith('{"ref":') ? { ...page, text: inAnyOrder(JSON.parse(page.text)) } : page;

export class Both {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-register-'));
  readonly #clock = join(this.folder, 'clock');
  #now = Date.parse('2026-11-30T10:00:00Z');
  standIns!: StandIns;
  aws!: RegisterDeployment;
  local!: LocalRegister;
  relay!: SesRelay;
  readonly mails = { aws: new MailServer(), local: new MailServer() };
  #door!: FrontDoor;

  static async start(): Promise<Both> {
    const both = new Both();
    both.#tick(0);
    both.standIns = await startStandIns({ dynamodb: true });
    await both.mails.aws.open();
    await both.mails.local.open();
    both.#configure();
    both.relay = await new SesRelay(both.standIns.aws, both.mails.aws.port).open();
    both.aws = await RegisterDeployment.make({
      standIns: both.standIns,
      folder: both.folder,
      keys: KEYS,
      env: () => ({
        ...both.#env('aws'),
        AWS_ENDPOINT_URL_SESV2: both.relay.url,
        AWS_ENDPOINT_URL_LAMBDA: both.#door.url,
      }),
    });
    both.#door = await new FrontDoor({
      collector: () => both.aws.start('Pages'),
      named: (name) => both.aws.named(name),
    }).open();
    both.local = await LocalRegister.start({ folder: both.folder, keys: KEYS, env: both.#env('local') });
    return both;
  }

  /**
   * Asks for a page on both, a little later, and returns it; the answers have to be the same. What became due leaves at
   * the same instant.
   */
  async page(
    method: string,
    path: string,
    body?: string,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Page> {
    this.#tick();
    const [aws, local] = await Promise.all(
      [this.#door.url, this.local.url].map(async (url): Promise<Page> => {
        const answer = await fetch(`${url}${path}`, {
          method,
          redirect: 'manual',
          ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
        });
        const headers = [...answer.headers].filter(([name]) => !OF_CONNECTION.test(name));
        const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
        return { status: answer.status, headers: Object.fromEntries(headers), text };
      }),
    );
    if (aws === undefined || local === undefined) throw new Error('no answer');
    expect(comparable(aws), `${method} ${path}`).toEqual(comparable(local));
    if (method === 'POST') await this.minute();
    return { ...aws, text: Buffer.from(aws.text, 'latin1').toString('utf8') };
  }

  /**
   * Waits until as many mails have left on this machine as on AWS, which have to be the same byte for byte, and returns
   * the latest to an address.
   */
  async mailed(address: string): Promise<TakenMail> {
    const { aws, local } = this.mails;
    await until(() => local.mails.length >= aws.mails.length);
    const sorted = ({ mails }: MailServer) =>
      mails.toSorted((a, b) => (a.bytes < b.bytes ? -1 : Number(a.bytes > b.bytes)));
    expect(sorted(aws)).toEqual(sorted(local));
    const latest = aws.mails.findLast(({ to }) => to[0] === address);
    if (latest === undefined) throw new Error(`no mail to ${address}`);
    return latest;
  }

  /** Invokes the mail function as its schedule does, at the instant of the step before. */
  async minute(): Promise<void> {
    const invoked = await (await this.aws.start('Mail')).invoke({ source: 'aws.scheduler' });
    if (!('result' in invoked)) throw new Error(JSON.stringify(invoked.error));
  }

  /** Runs a command of staff on both, a little later, and returns its result; the results have to be the same. */
  async staff<Result = Record<string, any>>(command: string, input: unknown): Promise<Result> {
    this.#tick();
    const invoked = await (await this.aws.start('Staff')).invoke({ command, input, reader: READER });
    if (!('result' in invoked)) throw new Error(JSON.stringify(invoked.error));
    const answer = invoked.result as Readonly<Record<string, unknown>>;
    const result = 'result' in answer ? answer['result'] : answer;
    const local = await this.local.command(command, input, READER);
    expect(inAnyOrder(result), command).toEqual(inAnyOrder(local));
    await this.minute();
    return result as Result;
  }

  /** Receives a mail on both: in the bucket, and by the command `mail`. */
  async receive(name: string, text: string): Promise<void> {
    this.#tick();
    const content = Buffer.from(text, 'latin1');
    const Bucket = this.aws.name('AWS::S3::Bucket', 'RegisterStoreBucket');
    await this.aws.s3.send(new PutObjectCommand({ Bucket, Key: `inbound/${name}.eml`, Body: content }));
    const message = await parseMail(content);
    await this.local.command(
      'mail',
      { mails: [{ file: name, message, content: content.toString('base64') }] },
      READER,
    );
    await this.minute();
  }

  /** The instant of the latest step. */
  get now(): number {
    return this.#now;
  }

  /** Lets time pass. */
  later(ms: number): void {
    this.#tick(ms);
  }

  async stop(): Promise<void> {
    await this.local?.stop();
    await this.aws?.stop();
    this.#door?.close();
    this.relay?.close();
    await Promise.all(Object.values(this.mails).map((server) => server.close()));
    await this.standIns?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #tick(ms = STEP_MS): void {
    this.#now += ms;
    writeFileSync(this.#clock, String(this.#now));
  }

  #env(mode: string): Readonly<Record<string, string>> {
    return {
      HEADCOUNT_TEST_CLOCK: this.#clock,
      HEADCOUNT_TEST_IDS: join(this.folder, `ids-${mode}`),
      NODE_OPTIONS: `--import ${CLOCK} --import ${IDS}`,
    };
  }

  #configure(): void {
    const host = 'register.instruments.example';
    const write = (path: string, content: object) =>
      writeFileSync(join(this.folder, path), JSON.stringify(content));
    for (const [folder, files] of [
      ['forms', DEMO_REGISTER.forms],
      ['catalogue', DEMO_REGISTER.catalogue],
    ] as const) {
      mkdirSync(join(this.folder, 'register', folder), { recursive: true });
      for (const one of files) write(`register/${folder}/${one.id}.json`, one);
    }
    write('register.json', {
      ...DEMO_REGISTER.config,
      url: `https://${host}`,
      mail: {
        ...DEMO_REGISTER.config.mail,
        from: 'Demo Instruments <register@instruments.example>',
        inbound: 'answers@instruments.example',
        // Of the register on one machine alone.
        smtp: { host: '127.0.0.1', port: this.mails.local.port, tls: 'none' },
      },
      aws: {
        stage: 'rehearsal',
        region: 'eu-central-1',
        domain: {
          name: host,
          certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
        },
        identities: ['instruments.example'],
      },
    });
    write('headcount.json', {
      timeZone: 'Europe/Berlin',
      country: 'none',
      register: 'register.json',
      sites: [
        {
          id: 'instruments',
          hosts: ['www.instruments.example'],
          origins: ['https://www.instruments.example'],
          register: { hosts: [host] },
        },
      ],
      aws: { stage: 'rehearsal', region: 'eu-central-1' },
    });
  }
}
