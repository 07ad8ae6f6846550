/**
 * The register's public door in process: fixed keys and ids, a clock that stands until it is set, a log in memory and a
 * door that collects mails. Nothing leaves before `settle`, as on a machine nothing leaves before the answer.
 */
import { createHash } from 'node:crypto';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { RegisterEvent } from '#core/register/event';
import { Informer } from '#core/register/information/informer';
import type { StoredMail } from '#core/register/mail/compose-about-form';
import type { MailFiles } from '#core/register/mail/compose-job';
import type { Handover, Mail } from '#core/register/mail/mail';
import { Mailer } from '#core/register/mail/send-due-mails';
import { parseRegister } from '#core/register/parse-register';
import { termsOf, type RegisterContext } from '#core/register/register-context';
import type { RegisterConfigInput } from '#core/register/register-config-schema';
import type { RegisterLog } from '#core/register/register-log';
import { registerApp, type AnswerRequest } from '#runtime/node/register/http/register-app';
import { MemoryLog } from '../../../core/register/memory-log.ts';
import { KEYS } from './fixed-keys.ts';

export const REGISTER_URL = 'https://register.example.org';
/** The demo's workshop has not begun. */
export const NOW = Date.parse('2027-01-04T10:00:00Z');
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

export interface AppOptions {
  /** Keys of register.json in place of the demo's. */
  readonly config?: Partial<RegisterConfigInput>;
  /** Keys of the form `workshop` in place of the demo's. */
  readonly workshop?: object;
  /** What the log holds at first. */
  readonly events?: readonly RegisterEvent[];
  /** Ids of an app are those of another one with the same seed. */
  readonly seed?: string;
  /** Wraps the log, to record calls or to act within them. */
  readonly wrap?: (log: MemoryLog, now: () => number) => RegisterLog;
}

export class RegisteredApp {
  now = NOW;
  readonly log = new MemoryLog(KEYS.keyOf);
  readonly mails: Mail[] = [];
  /** Called with each mail at its hand-over. */
  onSend: (mail: Mail) => Handover | Promise<Handover> = () => 'sent';
  /** What staff gave for mails, by id. */
  readonly stored = new Map<string, StoredMail>();
  /** Names of what was removed beside the log. */
  readonly removed: string[] = [];
  readonly files: MailFiles = {
    documentsOf: async () => [],
    read: async (mail) => this.stored.get(mail),
    remove: async (mail) => void this.stored.delete(mail),
  };
  readonly context: RegisterContext;
  readonly informer: Informer;
  readonly #answer: AnswerRequest;
  readonly #mailer: Mailer;
  #tasks: (() => Promise<void>)[] = [];
  #ids = 0;

  constructor({ config, workshop, events = [], seed = '', wrap = (log) => log }: AppOptions = {}) {
    const forms = DEMO_REGISTER.forms.map((form) =>
      form.id === 'workshop' ? { ...form, ...workshop } : form,
    );
    const register = parseRegister(
      { file: 'register.json', text: JSON.stringify({ ...DEMO_REGISTER.config, ...config }) },
      forms.map((form) => ({ file: `forms/${form.id}.json`, text: JSON.stringify(form) })),
      DEMO_REGISTER.catalogue.map((item) => ({ file: `${item.id}.json`, text: JSON.stringify(item) })),
    );
    this.log.put(...events);
    this.context = {
      ...KEYS,
      randomId: () => createHash('sha256').update(`${seed}${this.#ids++}`).digest('base64url').slice(0, 22),
      register,
      log: wrap(this.log, () => this.now),
      terms: termsOf(register),
      now: () => this.now,
      url: REGISTER_URL,
      wakeMailer: () => undefined,
      afterAnswer: (task) => void this.#tasks.push(task),
      removeTraces: async (names) => void this.removed.push(...names),
    };
    this.#answer = registerApp(this.context);
    const send = async (mail: Mail) => {
      const handover = await this.onSend(mail);
      if (handover === 'sent') this.mails.push(mail);
      return handover;
    };
    const door = { send, close: async () => undefined };
    this.#mailer = new Mailer(this.context, door, this.files);
    this.informer = new Informer(this.context, door);
  }

  /** Answers a request; a path may begin with the address of a link. */
  request(path: string, init: RequestInit = {}): Promise<Response> {
    return this.#answer(new Request(new URL(path, REGISTER_URL).href, init));
  }

  /** Posts a form body. */
  post(path: string, body: string | Pairs = '', headers: object = {}): Promise<Response> {
    const pairs = (list: Pairs) =>
      new URLSearchParams(list.map(([name, value]): [string, string] => [name, value]));
    return this.request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : pairs(body).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
  }

  /** Does what waits until after the answer, and sends the mails that are due; returns those that left. */
  async settle(): Promise<readonly Mail[]> {
    const before = this.mails.length;
    for (const task of this.#tasks.splice(0)) await task();
    await this.#mailer.round();
    return this.mails.slice(before);
  }

  /** Registers by the JSON door as a site's own form does; returns the id of the submission. */
  async register(form: string, fields: object, boxes: object = {}): Promise<string> {
    const { notice, token } = await this.formOf(form);
    const body = { form, language: 'en', notice: notice.sha256, token, fields, ...boxes };
    const answer = await this.postJson(body);
    if (answer.status !== 202) throw new Error(`not registered: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { readonly submission: string }).submission;
  }

  postJson(body: object, headers: object = {}): Promise<Response> {
    return this.request('/v1/registrations', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  }

  async formOf(form: string, lang = 'en'): Promise<FormAnswer> {
    return (await (await this.request(`/v1/forms/${form}?lang=${lang}`)).json()) as FormAnswer;
  }

  /** Registers and confirms; returns the ref of the person. */
  async registerConfirmed(form: string, fields: object, boxes: object = {}): Promise<string> {
    const submission = await this.register(form, fields, boxes);
    const mail = (await this.settle()).find(({ id }) => id === submission);
    if (mail !== undefined) await this.request(linkIn(mail, 'confirm'), { method: 'POST' });
    await this.settle();
    return this.log.state.submissions.get(submission)?.ref ?? '';
  }

  /** The log as bytes. */
  get written(): string {
    return this.log.events.map((event) => JSON.stringify(event)).join('\n');
  }
}

export type Pairs = readonly (readonly [string, string])[];

export interface FormAnswer {
  readonly notice: { readonly sha256: string; readonly text: string; readonly language: string };
  readonly token: string;
}

/** The link of an act in the text part of a mail. */
export function linkIn({ text }: Mail, act: string): string {
  const link = text.split('\n').find((line) => line.includes(`/register/${act}/`));
  if (link === undefined) throw new Error(`the mail holds no ${act} link`);
  return link;
}
