/** A history in the making: each step goes through a door of the register, and into what its people mean. */
import { runRetention } from '#core/register/acts/erase';
import { CONSENTS, type RegisterEvent } from '#core/register/event';
import type { Form } from '#core/register/form-schema';
import { passGate } from '#core/register/gate';
import { isGivenUp, linesBeyond } from '#core/register/given-up';
import { isStanding } from '#core/register/permission';
import { momentOf } from '#core/register/register-context';
import type { Transfer } from '#core/register/staff/transfer-to';
import { callStaff, postLink } from './history-doors.ts';
import { ALL, FORMS, type Step } from './history-steps.ts';
import { DAY_MS, Intentions, type Declared } from './intentions.ts';
import { RegisteredApp } from './registered-app.ts';

export class History {
  app: RegisteredApp;
  means = new Intentions();
  #backup: { readonly events: string; readonly means: Intentions } | undefined;
  #names = 0;

  constructor() {
    this.app = this.#open([]);
    for (const id of FORMS) this.#setForm(id, { recipients: ['example-optics'] });
  }

  get offerEnd(): number {
    return Date.parse(this.app.context.terms.offerEnd('workshop') ?? '');
  }

  async take(step: Step): Promise<void> {
    this.app.now += 1000;
    const { now } = this.app;
    const people = this.means.current();
    const chosen = 'which' in step ? people[step.which % Math.max(1, people.length)] : undefined;
    switch (step.do) {
      case 'register':
        return await this.#register(step);
      case 'confirm': {
        const all = [...this.means.declared.values()];
        const one = all[step.which % Math.max(1, all.length)];
        if (one === undefined) return;
        await postLink(this.app, 'confirm', one.id);
        const latest = this.means.confirm(one.id, now);
        if (latest !== undefined) this.means.merge(this.#replacementOf(latest), latest, one, now);
        return;
      }
      case 'transfer': {
        const { submissions } = await callStaff<Transfer>(this.app, 'transfer', {
          recipient: step.to,
          purpose: `transfer:${step.to}`,
          reason: 'a history',
          isDryRun: false,
        });
        for (const id of submissions)
          this.means.uses.set(`${this.means.declared.get(id)?.ref} transfer:${step.to}`, now);
        return;
      }
      case 'retention':
        await runRetention(this.app.context, false);
        return this.means.erase(this.means.due(ALL, now, this.offerEnd));
      case 'wait':
        this.app.now += step.days * DAY_MS;
        return;
      case 'notice':
        for (const id of FORMS) this.#setForm(id, { recipients: step.recipients });
        return;
      case 'crash':
        return this.#reopen(this.app.log.events);
      case 'backup':
        this.#backup = { events: JSON.stringify(this.app.log.events), means: this.means.copy() };
        return;
      case 'restore':
        return await this.#restore();
      default:
        if (chosen !== undefined) await this.#act(step, chosen);
    }
  }

  /** Submissions that stand for a purpose, as the state says. */
  standing(purpose: string): readonly string[] {
    const { log } = this.app;
    const moment = momentOf(this.app.context);
    return [...log.state.submissions.values()]
      .filter((one) => isStanding(log.state, one, purpose, moment))
      .map(({ submission }) => submission)
      .toSorted();
  }

  /** Submissions that the gate lets pass for a purpose. */
  async passing(purpose: string): Promise<readonly string[]> {
    const { people } = await passGate({ purpose, reader: 'test', reason: 'a history' }, this.app.context);
    return people.flatMap(({ submissions }) => submissions.map(({ submission }) => submission)).toSorted();
  }

  async #register({ who, form: id, purposes, recipients }: Extract<Step, { do: 'register' }>): Promise<void> {
    const form = this.app.context.register.forms.get(id) as Form;
    const address = `person${who}@example.org`;
    const fields = Object.fromEntries(
      form.fields.map(({ name, type }) => [name, type === 'email' ? address.toUpperCase() : 'Ada']),
    );
    const offered = recipients.filter((one) => form.recipients.includes(one));
    const submission = await this.app.register(id, fields, { purposes, recipients: offered });
    const given = [...purposes, ...offered.map((one) => `transfer:${one}`)];
    this.means.submit(submission, `own ${submission}`, address, id, given, this.app.now);
  }

  async #act(step: Step, chosen: Declared): Promise<void> {
    const { ref } = chosen;
    const real = this.app.log.state.submissions.get(chosen.id)?.ref ?? '';
    if (step.do === 'withdraw') {
      const only = step.only === null ? [] : [step.only];
      const pairs = only.map((purpose) => ['only', purpose] as const);
      if (step.by === 'staff') await callStaff(this.app, 'withdraw', { who: real, only });
      else if (step.by === 'self') await postLink(this.app, 'self', real, [['act', 'withdraw'], ...pairs]);
      else if (step.by === 'link') await postLink(this.app, 'withdraw', real, pairs);
      else await postLink(this.app, 'withdraw', real, [['List-Unsubscribe', 'One-Click']]);
      this.means.withdraw(ref, step.by === 'one-click' ? 'all' : (step.only ?? 'all'), this.app.now);
    } else if (step.do === 'correct') {
      const address = step.to === null ? undefined : `person${step.to}@example.org`;
      const field =
        address === undefined ? ['name', `Ada ${this.#names++}`] : ['email', address.toUpperCase()];
      const change = address === undefined ? {} : { address };
      const before = this.means.current(ref);
      await postLink(this.app, 'self', real, [['act', 'correct'], field as [string, string]]);
      for (const old of before)
        if (address === undefined || old.address !== address)
          this.means.replace(this.#replacementOf(old), old, change, this.app.now);
    } else if (step.do === 'give') await this.#give(step, chosen, real);
    else if (step.do === 'close') {
      await callStaff(this.app, 'close', { submission: chosen.id });
      chosen.isClosed = true;
    } else if (step.do === 'erase') {
      if (step.by === 'staff') await callStaff(this.app, 'erase', { who: real });
      else await postLink(this.app, 'self', real, [['act', 'erase']]);
      this.means.erasePerson(ref);
    }
  }

  async #give(step: Extract<Step, { do: 'give' }>, chosen: Declared, real: string): Promise<void> {
    const { form, id } = chosen;
    const { notice } = await this.app.formOf(form);
    const offered = this.app.context.register.forms.get(form)?.recipients ?? [];
    const recipients = step.recipients.filter((one) => offered.includes(one));
    const wanted = [...step.purposes, ...recipients.map((one) => `transfer:${one}`)];
    const fresh = wanted.filter((one) => !this.means.stands(chosen, one, this.app.now, this.offerEnd));
    await postLink(this.app, 'self', real, [
      ['act', 'give'],
      ['submission', id],
      ['notice', notice.sha256],
      ...step.purposes.map((one) => ['purposes', one] as const),
      ...recipients.map((one) => ['recipients', one] as const),
    ]);
    if (fresh.length > 0) this.means.replace(this.#replacementOf(chosen), chosen, { fresh }, this.app.now);
  }

  #replacementOf(old: Declared): string {
    const found = [...this.app.log.state.submissions.values()].findLast(
      ({ replaces }) => replaces === old.id,
    );
    if (found === undefined) throw new Error('nothing replaces the submission');
    return found.submission;
  }

  async #restore(): Promise<void> {
    if (this.#backup === undefined) return;
    const lines = (events: readonly RegisterEvent[]) =>
      events.filter(isGivenUp).map((event) => JSON.stringify(event));
    const events = JSON.parse(this.#backup.events) as RegisterEvent[];
    const missing = linesBeyond(lines(events), lines(this.app.log.events));
    // A backup of before the last restore is another history.
    if (missing === undefined) return;
    this.means = this.means.restore(this.#backup.means);
    this.#reopen(events);
    await this.app.log.append(missing.map((line) => JSON.parse(line) as RegisterEvent));
    await this.app.log.purge();
  }

  #reopen(events: readonly RegisterEvent[]): void {
    const { now, context } = this.app;
    const forms = [...context.register.forms];
    this.app = this.#open(JSON.parse(JSON.stringify(events)) as RegisterEvent[]);
    this.app.now = now;
    for (const [id, form] of forms) (this.app.context.register.forms as Map<string, Form>).set(id, form);
  }

  #open(events: readonly RegisterEvent[]): RegisteredApp {
    return new RegisteredApp({
      events,
      seed: `${events.length}`,
      config: { limits: { perFormPerHour: 10_000 } },
    });
  }

  #setForm(id: string, change: Partial<Form>): void {
    const forms = this.app.context.register.forms as Map<string, Form>;
    const form = forms.get(id) as Form;
    forms.set(id, { ...form, purposes: [...CONSENTS], ...change });
  }
}
