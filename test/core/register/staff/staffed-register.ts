/** The register as staff sees it, in memory: a clock that stands, counted ids, mails that are collected. */
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { Informer } from '#core/register/information/informer';
import type { StoredMail } from '#core/register/mail/compose-about-form';
import type { Handover, Mail } from '#core/register/mail/mail';
import { Mailer } from '#core/register/mail/send-due-mails';
import { normalizeAddress } from '#core/register/match-key';
import { parseRegister } from '#core/register/parse-register';
import type { RegisterLog } from '#core/register/register-log';
import { termsOf, type RegisterContext } from '#core/register/register-context';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';
import { createSystemBits } from '#runtime/node/random-bits';
import { sha256 } from '../demo-register.ts';
import { MemoryLog } from '../memory-log.ts';
import { keptSurveys } from './kept-surveys.ts';

export const DAY_MS = 86_400_000;

export class StaffedRegister {
  /** A Monday. */
  now = Date.parse('2026-11-30T09:00:00Z');
  readonly log = new MemoryLog();
  readonly mails: Mail[] = [];
  /** Called with each mail at its hand-over. */
  onSend: (mail: Mail) => Handover | Promise<Handover> = () => 'sent';
  readonly manifests: string[] = [];
  /** Released surveys as they were kept, by year. */
  readonly surveys = new Map<string, string>();
  /** Names of files beside the log that were removed. */
  readonly removed: string[] = [];
  readonly context: StaffContext;
  #ids = 0;

  /** `changes` are keys of the demo's forms by id; `config` of its register.json; `openLog` opens another log. */
  constructor(
    changes: Readonly<Record<string, object>> = {},
    config: object = {},
    catalogue: readonly object[] = DEMO_REGISTER.catalogue,
    openLog: (register: StaffedRegister) => RegisterLog = ({ log }) => log,
  ) {
    const register = parseRegister(
      { file: 'register.json', text: JSON.stringify({ ...DEMO_REGISTER.config, ...config }) },
      DEMO_REGISTER.forms.map((form) => ({
        file: `${form.id}.json`,
        text: JSON.stringify({ ...form, ...changes[form.id] }),
      })),
      catalogue.map((item, at) => ({ file: `${at}.json`, text: JSON.stringify(item) })),
    );
    const stored = new Map<string, StoredMail>();
    const mailFiles = {
      documentsOf: async () => [],
      read: async (mail: string) => stored.get(mail),
      remove: async (mail: string) => void stored.delete(mail),
    };
    const send = async (mail: Mail) => {
      const handover = await this.onSend(mail);
      if (handover === 'sent') this.mails.push(mail);
      return handover;
    };
    const context: RegisterContext = {
      keyOf: normalizeAddress,
      limitKeyOf: (day, address) => `${day} ${address}`,
      mac: (text) => sha256(new TextEncoder().encode(text)).slice(0, 43),
      sha256,
      randomId: () => `id-${String(this.#ids++).padStart(19, '0')}`,
      register,
      log: openLog(this),
      terms: termsOf(register),
      now: () => this.now,
      url: 'https://register.example.org',
      wakeMailer: () => undefined,
      afterAnswer: () => undefined,
      removeTraces: async (names) => void this.removed.push(...names),
    };
    const door = { send, close: async () => undefined };
    const mailer = new Mailer(context, door, mailFiles);
    this.context = {
      ...context,
      files: {
        keepEvidence: async (name) => name,
        keepForMail: async (mail, content) => void stored.set(mail, content),
        keepManifest: async (_transfer, manifest) => void this.manifests.push(manifest),
        ...keptSurveys(this.surveys),
      },
      sendNow: async () => void (await mailer.round()),
      informer: new Informer(context, door),
      reader: 'staff:test',
      randomBits: createSystemBits,
    };
  }

  /** Runs a command of staff. */
  run<Result = unknown>(command: string, input: object): Promise<Result> {
    return runStaffCommand(command, input, this.context) as Promise<Result>;
  }

  /** Adds somebody by letter, whose permissions stand at once; returns the submission. */
  async add(
    form: string,
    fields: Readonly<Record<string, string>>,
    ...give: readonly string[]
  ): Promise<string> {
    const { submission } = await this.run<{ submission: string }>('add', {
      form,
      channel: 'letter',
      received: '2026-11-27',
      evidence: btoa('a letter'),
      fields,
      give,
      topics: [],
    });
    return submission;
  }

  /** Sends what is due; returns the mails that left. */
  async send(): Promise<readonly Mail[]> {
    const before = this.mails.length;
    await this.context.sendNow();
    return this.mails.slice(before);
  }
}
