/** A history in the making: each step goes through a door of the register, and into what its people mean. */
import { DEMO_REGISTER } from '#core/register/demo-forms';
import type { Imported } from '#core/register/import/import-row';
import type { Form } from '#core/register/form-schema';
import type { Transfer } from '#core/register/staff/transfer-to';
import type { HistoryDoor } from './history-door.ts';
import type { Step } from './history-steps.ts';
import { informStep } from './inform-step.ts';
import { receivedMail, withdraws } from './received-mails.ts';
import { DAY_MS, Intentions, type Declared, type OlderRow } from './intentions.ts';

const WORDING = `May we write to you, and tell ${DEMO_REGISTER.config.recipients?.map(({ name }) => name).join(' and ')}?`;

/** The row as it is sent, twice; `offered` says whether the form still has all that it gives. */
function rowsOf(
  { address, form, given, time }: OlderRow,
  { fields, recipients }: Pick<Form, 'fields' | 'recipients'>,
) {
  const proof = { wording: WORDING, time: new Date(time).toISOString(), evidence: btoa('a line of a log') };
  const row = {
    form,
    language: 'en',
    fields: Object.fromEntries(
      fields.map(({ name, type }) => [name, type === 'email' ? address.toUpperCase() : 'Ada']),
    ),
    topics: [],
    given: given.map((purpose) => ({ purpose, ...proof })),
  };
  const offered = given.every(
    (purpose) => !purpose.startsWith('transfer:') || recipients.includes(purpose.slice('transfer:'.length)),
  );
  return {
    rows: [
      { row: 2, ...row },
      { row: 3, ...row },
    ],
    offered,
  };
}

export class History {
  means = new Intentions();
  readonly door: HistoryDoor;
  readonly #domain: string;
  #names = 0;
  readonly #rows: OlderRow[] = [];

  /** Histories with domains of their own share nobody. */
  constructor(door: HistoryDoor, domain: string) {
    this.door = door;
    this.#domain = domain;
  }

  async take(step: Step): Promise<void> {
    const now = this.door.now();
    const people = this.means.current();
    const chosen = 'which' in step ? people[step.which % Math.max(1, people.length)] : undefined;
    if (step.do === 'register') await this.#register(step);
    else if (step.do === 'import') await this.#import(step);
    else if (step.do === 'confirm') {
      const all = [...this.means.declared.values()];
      const one = all[step.which % Math.max(1, all.length)];
      if (one === undefined) return;
      await this.door.post('confirm', one.id);
      const latest = this.means.confirm(one.id, now);
      if (latest !== undefined) this.means.merge(this.#replacementOf(latest), latest, one, now);
    } else if (step.do === 'inform') await informStep(step, this.means, this.door);
    else if (step.do === 'transfer') {
      const purpose = `transfer:${step.to}`;
      const input = { recipient: step.to, purpose, reason: 'a history', isDryRun: false };
      const { submissions } = await this.door.staff<Transfer>('transfer', input);
      for (const id of submissions)
        this.means.uses.set(`${this.means.declared.get(id)?.ref} ${purpose}`, now);
    } else if (chosen !== undefined) await this.#act(step, chosen);
  }

  #addressOf(who: number): string {
    return `person${who}@${this.#domain}`;
  }

  async #register({ who, form: id, purposes, recipients }: Extract<Step, { do: 'register' }>): Promise<void> {
    const form = this.door.formOf(id);
    const address = this.#addressOf(who);
    const fields = Object.fromEntries(
      form.fields.map(({ name, type }) => [name, type === 'email' ? address.toUpperCase() : 'Ada']),
    );
    const offered = recipients.filter((one) => form.recipients.includes(one));
    const submission = await this.door.register(id, fields, { purposes, recipients: offered });
    const given = [...purposes, ...offered.map((one) => `transfer:${one}`)];
    this.means.submit(submission, `own ${submission}`, address, id, given, this.door.now());
  }

  /** Sends the row twice: the second changes nothing. */
  async #import({ who, form, daysAgo, again, ...step }: Extract<Step, { do: 'import' }>): Promise<void> {
    const now = this.door.now();
    const row = this.#rows[(again ?? 0) % Math.max(1, this.#rows.length)];
    const time = Math.floor(now / 1000) * 1000 - daysAgo * DAY_MS;
    // Half of the rows are of an address that was given up, where there is one.
    const [gone] = who < 2 ? this.means.suppressed : [];
    const address = gone ?? this.#addressOf(who);
    const given = [...step.purposes, ...step.recipients.map((one) => `transfer:${one}`)];
    const older = again !== null && row !== undefined ? row : { address, form, given, time };
    this.#rows.push(older);
    const { rows, offered } = rowsOf(older, this.door.formOf(older.form));
    const key = JSON.stringify(older);
    const isKnown = [...this.means.declared.values()].some((one) => one.row === key);
    const isFresh = !isKnown && offered && this.means.mayImport(older, now, this.door.offerEnd);
    const { accepted } = await this.door.staff<Imported>('import', { rows, isDryRun: false });
    if (isFresh !== (accepted === 2) && !isKnown) throw new Error(`${accepted} of ${key} were accepted`);
    const submission = [...this.door.state().submissions.keys()].findLast(
      (id) => !this.means.declared.has(id),
    );
    if (isFresh) this.means.import(submission ?? '', older, now);
  }

  async #act(step: Step, chosen: Declared): Promise<void> {
    const { ref } = chosen;
    const real = this.door.state().submissions.get(chosen.id)?.ref ?? '';
    if (step.do === 'withdraw') {
      const only = step.only === null ? [] : [step.only];
      const pairs = only.map((purpose) => ['only', purpose] as const);
      if (step.by === 'staff') await this.door.staff('withdraw', { who: real, only });
      else if (step.by === 'self') await this.door.post('self', real, [['act', 'withdraw'], ...pairs]);
      else if (step.by === 'link') await this.door.post('withdraw', real, pairs);
      else await this.door.post('withdraw', real, [['List-Unsubscribe', 'One-Click']]);
      this.means.withdraw(ref, step.by === 'one-click' ? 'all' : (step.only ?? 'all'), this.door.now());
    } else if (step.do === 'correct') {
      const address = step.to === null ? undefined : this.#addressOf(step.to);
      const field =
        address === undefined ? ['name', `Ada ${this.#names++}`] : ['email', address.toUpperCase()];
      const change = address === undefined ? {} : { address };
      const before = this.means.current(ref);
      await this.door.post('self', real, [['act', 'correct'], field as [string, string]]);
      for (const old of before)
        if (address === undefined || old.address !== address)
          this.means.replace(this.#replacementOf(old), old, change, this.door.now());
    } else if (step.do === 'mail') {
      await this.door.staff('mail', receivedMail(step.kind, chosen.address, chosen.id));
      if (withdraws(step.kind)) this.means.withdraw(ref, 'all', this.door.now());
    } else if (step.do === 'give') await this.#give(step, chosen, real);
    else if (step.do === 'close') {
      await this.door.staff('close', { submission: chosen.id });
      chosen.isClosed = true;
    } else if (step.do === 'erase') {
      if (step.by === 'staff') await this.door.staff('erase', { who: real });
      else await this.door.post('self', real, [['act', 'erase']]);
      this.means.erasePerson(ref, this.door.now());
    }
  }

  async #give(step: Extract<Step, { do: 'give' }>, chosen: Declared, real: string): Promise<void> {
    const { form, id } = chosen;
    const notice = await this.door.noticeOf(form);
    const offered = this.door.formOf(form).recipients;
    const recipients = step.recipients.filter((one) => offered.includes(one));
    const wanted = [...step.purposes, ...recipients.map((one) => `transfer:${one}`)];
    const fresh = wanted.filter(
      (one) => !this.means.stands(chosen, one, this.door.now(), this.door.offerEnd),
    );
    await this.door.post('self', real, [
      ['act', 'give'],
      ['submission', id],
      ['notice', notice],
      ...step.purposes.map((one) => ['purposes', one] as const),
      ...recipients.map((one) => ['recipients', one] as const),
    ]);
    if (fresh.length > 0) this.means.replace(this.#replacementOf(chosen), chosen, { fresh }, this.door.now());
  }

  #replacementOf(old: Declared): string {
    const found = [...this.door.state().submissions.values()].findLast(({ replaces }) => replaces === old.id);
    if (found === undefined) throw new Error('nothing replaces the submission');
    return found.submission;
  }
}
