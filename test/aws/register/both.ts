/**
 * The register of one machine and that on AWS beside each other: each step is done on both at the same instant, and
 * their answers, results and mails have to be the same.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { parseMail } from '#runtime/node/register/parse-mail';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { until } from '../../support/until.ts';
import { FrontDoor } from '../rehearsal/front-door.ts';
import { comparable, inAnyOrder, type Page } from './comparable.ts';
import { LocalRegister } from './local-register.ts';
import { MailServer, type TakenMail } from './mail-server.ts';
import { RegisterDeployment } from './register-deployment.ts';
import { SesRelay } from './ses-relay.ts';
import { writeRegisterFiles } from './write-register-files.ts';

const KEYS = { hash: '0a1b2c3d'.repeat(8), link: 'f9e8d7c6'.repeat(8) } as const;
const CLOCK = join(import.meta.dirname, '../rehearsal/clock.mjs');
const IDS = join(import.meta.dirname, 'ids.mjs');
const STEP_MS = 61_000;
const READER = 'staff:rehearsal';
/** Headers of the connection, not of the answer. */
const OF_CONNECTION = /^(?:date|connection|keep-alive|transfer-encoding|content-length)$/;

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
    writeRegisterFiles(both.folder, both.mails.local.port);
    both.relay = await new SesRelay(both.standIns.aws, both.mails.aws.port).open();
    both.aws = await RegisterDeployment.make({
      standIns: both.standIns,
      folder: both.folder,
      keys: KEYS,
      env: both.#env('aws'),
      targets: (service) => {
        if (service === 'ses') return both.relay.url;
        if (service === 'lambda') return both.#door.url;
        return service === 'dynamodb' ? String(both.standIns.dynamodb) : both.standIns.aws;
      },
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
}
