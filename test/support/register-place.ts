/** A register in a folder of its own: commands of the built program, its server, and what strangers do over HTTP. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { Place, type Running } from './program.ts';
import type { Ran } from './warm-program.ts';
import { until } from './until.ts';

export const RIGHTS = ['--purpose', 'rights', '--reason', 'request of the person'] as const;

export interface Registration {
  readonly form?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly purposes?: readonly string[];
  readonly recipients?: readonly string[];
  readonly topics?: readonly string[];
  readonly language?: string;
}

/** A form as it stands in its file. */
export interface FormFile {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** A mail of the outbox. */
export interface Sent extends Email {
  readonly file: string;
  readonly textPart: string;
}

export class RegisterPlace {
  readonly place = new Place();
  readonly folder = this.place.folder;
  readonly data = join(this.folder, 'register-data');

  /** Writes register.json, the demo's with these keys in place of its own, and forms: all of the demo's by default. */
  configure(config: object = {}, forms: readonly FormFile[] = DEMO_REGISTER.forms): void {
    writeFileSync(
      join(this.folder, 'register.json'),
      JSON.stringify({
        ...DEMO_REGISTER.config,
        limits: { mailsPerHour: 10_000, perFormPerHour: 10_000 },
        ...config,
      }),
    );
    mkdirSync(join(this.folder, 'register/forms'), { recursive: true });
    for (const form of forms)
      writeFileSync(join(this.folder, 'register/forms', `${form.id}.json`), JSON.stringify(form));
  }

  /** Writes items of the catalogue beside those that are there. */
  writeCatalogue(items: readonly FormFile[] = DEMO_REGISTER.catalogue): void {
    mkdirSync(join(this.folder, 'register/catalogue'), { recursive: true });
    for (const item of items)
      writeFileSync(join(this.folder, 'register/catalogue', `${item.id}.json`), JSON.stringify(item));
  }

  /** Runs `headcount register WORDS`. */
  run(...words: readonly string[]): Promise<Ran> {
    return this.place.run(['register', ...words]);
  }

  /** Runs it with `--json` and returns what it printed; throws where it did not succeed. */
  async json<Result = Record<string, unknown>>(...words: readonly string[]): Promise<Result> {
    const { status, stdout, stderr } = await this.run(...words, '--json');
    if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
    return JSON.parse(stdout) as Result;
  }

  start(...words: readonly string[]): Promise<Running> {
    return this.place.start(words, ['register', 'start']);
  }

  /** Adds somebody by letter, whose permissions stand at once; returns the submission. */
  async add(
    form: string,
    fields: Readonly<Record<string, string>>,
    ...words: readonly string[]
  ): Promise<string> {
    const { submission } = await this.json<{ submission: string }>(
      'add',
      form,
      '--channel=letter',
      '--received=2026-11-02',
      '--evidence=a signed letter',
      ...Object.entries(fields).map(([name, value]) => `${name}=${value}`),
      ...words,
    );
    return submission;
  }

  /** Events of the log, without the member that holds groups together. */
  events(): readonly Readonly<Record<string, unknown>>[] {
    const path = join(this.data, 'register.jsonl');
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { more: _, ...event } = JSON.parse(line) as Record<string, unknown>;
        return event;
      });
  }

  /** The mails of the outbox whose name has the text, oldest first. */
  async mails(inName: string): Promise<readonly Sent[]> {
    const outbox = join(this.data, 'outbox');
    const names = existsSync(outbox) ? readdirSync(outbox) : [];
    return Promise.all(
      names
        .filter((name) => name.includes(inName) && name.endsWith('.eml'))
        .toSorted()
        .map(async (file) => {
          const mail = await PostalMime.parse(readFileSync(join(outbox, file)));
          return { ...mail, file, textPart: mail.text ?? '' };
        }),
    );
  }

  /** The one mail whose name has the text, once it is there. */
  async mail(inName: string): Promise<Sent> {
    await until(async () => (await this.mails(inName)).length > 0);
    const [mail] = await this.mails(inName);
    if (mail === undefined) throw new Error('no mail');
    return mail;
  }

  dispose(): void {
    this.place.dispose();
  }
}

/** Registers as a site's own form does; returns the submission. */
export async function register(
  url: string,
  { form = 'workshop', ...registration }: Registration,
): Promise<string> {
  const { language = 'en', fields, purposes = [], recipients = [], topics = [] } = registration;
  const shown = (await (await fetch(`${url}/v1/forms/${form}?lang=${language}`)).json()) as {
    readonly notice: { readonly sha256: string };
    readonly token: string;
  };
  const posted = { form, language, notice: shown.notice.sha256, token: shown.token };
  const answer = await fetch(`${url}/v1/registrations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...posted, fields, purposes, recipients, topics }),
  });
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { submission: string }).submission;
}

/** Follows a link of a mail with POST, as its button does; returns the page. */
export async function press(mail: Sent, act: string, body?: string): Promise<string> {
  const link = linkIn(mail, act);
  const answer = await fetch(link, {
    method: 'POST',
    ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
  });
  if (answer.status !== 200) throw new Error(`${act}: ${answer.status}`);
  return answer.text();
}

export function linkIn(mail: Sent, act: string): string {
  const found = new RegExp(`^https?://\\S+/register/${act}/[A-Za-z0-9_.~-]+$`, 'm').exec(mail.textPart)?.[0];
  if (found === undefined) throw new Error(`${mail.file} has no ${act} link`);
  return found;
}

/** Registers and confirms; returns the submission. */
export async function confirmed(
  register_: RegisterPlace,
  url: string,
  registration: Registration,
): Promise<string> {
  const submission = await register(url, registration);
  await press(await register_.mail(`-confirm-${submission}`), 'confirm');
  return submission;
}
