/** A history in process, with a clock that is set, notices that change, crashes and backups. */
import { runRetention } from '#core/register/acts/erase';
import { CONSENTS, type RegisterEvent } from '#core/register/event';
import type { Form } from '#core/register/form-schema';
import { passGate } from '#core/register/gate';
import { isGivenUp, linesBeyond } from '#core/register/given-up';
import { createLink } from '#core/register/link';
import { isStanding } from '#core/register/permission';
import { momentOf } from '#core/register/register-context';
import { respondentsOf } from '#core/register/survey/respondent';
import type { ReportData } from '#core/report/report';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';
import type { HistoryDoor } from '../../../support/register-histories/history-door.ts';
import { History } from '../../../support/register-histories/history.ts';
import { ALL, FORMS, type Step } from '../../../support/register-histories/history-steps.ts';
import { DAY_MS, type Intentions } from '../../../support/register-histories/intentions.ts';
import { createSystemBits } from '#runtime/node/random-bits';
import { keptSurveys } from '../../../core/register/staff/kept-surveys.ts';
import { RegisteredApp, type AppOptions } from './registered-app.ts';

export class HistoryInProcess {
  readonly history: History;
  #app: RegisteredApp;
  #backup: { readonly events: string; readonly means: Intentions } | undefined;

  readonly #wrap: AppOptions['wrap'];

  /** `wrap`: what the app works with in place of the log in memory, which it keeps up to date. */
  constructor(wrap?: AppOptions['wrap']) {
    this.#wrap = wrap;
    this.#app = openApp([], wrap);
    for (const id of FORMS) this.#setForm(id, { recipients: ['example-optics'] });
    this.history = new History(
      doorOf(() => this.#app),
      'example.org',
    );
  }

  async take(step: Step): Promise<void> {
    this.#app.now += 1000;
    const { history } = this;
    switch (step.do) {
      case 'retention':
        await runRetention(this.#app.context, false);
        return history.means.erase(history.means.due(ALL, this.#app.now, history.door.offerEnd));
      case 'wait':
        this.#app.now += step.days * DAY_MS;
        return;
      case 'notice':
        for (const id of FORMS) this.#setForm(id, { recipients: step.recipients });
        return;
      case 'crash':
        return this.#reopen(this.#app.log.events);
      case 'backup':
        this.#backup = { events: JSON.stringify(this.#app.log.events), means: history.means.copy() };
        return;
      case 'restore':
        return await this.#restore();
      default:
        await history.take(step);
    }
  }

  /** Submissions that stand for a purpose, as the state says. */
  standing(purpose: string): readonly string[] {
    const { log, context } = this.#app;
    const moment = momentOf(context);
    return [...log.state.submissions.values()]
      .filter((one) => isStanding(log.state, one, purpose, moment))
      .map(({ submission }) => submission)
      .toSorted();
  }

  /** By address, the ref of whoever is known under it, as the state says. */
  known(addresses: readonly string[]): Readonly<Record<string, string | undefined>> {
    const { log, context } = this.#app;
    return Object.fromEntries(
      addresses.map((address) => [address, log.state.refByKey.get(context.keyOf(address) ?? '')]),
    );
  }

  /** Items that a person was offered more than once, as the log says. */
  offeredTwice(): readonly string[] {
    const { events } = this.#app.log;
    const free = new Set(events.flatMap((one) => (one.event === 'dropped' ? [one.mail] : [])));
    const offered = events.flatMap((one) =>
      one.event === 'sending' && !free.has(one.mail ?? '')
        ? (one.items ?? []).map((item) => `${one.ref} ${item}`)
        : [],
    );
    return offered.filter((one, at) => offered.indexOf(one) < at);
  }

  /** Submissions that the gate lets pass for a purpose. */
  async passing(purpose: string): Promise<readonly string[]> {
    const request = { purpose, reader: 'test', reason: 'a history' };
    const { people } = await passGate(request, this.#app.context);
    return people.flatMap(({ submissions }) => submissions.map(({ submission }) => submission)).toSorted();
  }

  /** Kinds of form and month of whomever the survey counts, and how many it says that there are. */
  async surveyed(): Promise<{ readonly people: readonly string[]; readonly total: unknown }> {
    const { context } = this.#app;
    const request = { purpose: 'market-research', reader: 'test', reason: 'a history' };
    const respondents = respondentsOf(await passGate(request, context), context.register.config);
    const survey = { isReleased: false, reason: 'a history' };
    const { tables } = await this.history.door.staff<ReportData>('survey', survey);
    return {
      people: respondents.map(({ kinds, month }) => `${kinds.toSorted().join(' ')} ${month}`).toSorted(),
      total: tables[0]?.rows[0]?.[0],
    };
  }

  async #restore(): Promise<void> {
    if (this.#backup === undefined) return;
    const lines = (events: readonly RegisterEvent[]) =>
      events.filter(isGivenUp).map((event) => JSON.stringify(event));
    const events = JSON.parse(this.#backup.events) as RegisterEvent[];
    const missing = linesBeyond(lines(events), lines(this.#app.log.events));
    // A backup of before the last restore is another history.
    if (missing === undefined) return;
    this.history.means = this.history.means.restore(this.#backup.means);
    this.#reopen(events);
    const { log } = this.#app.context;
    await log.append(missing.map((line) => JSON.parse(line) as RegisterEvent));
    await log.purge();
  }

  #reopen(events: readonly RegisterEvent[]): void {
    const { now, context } = this.#app;
    const forms = [...context.register.forms];
    this.#app = openApp(JSON.parse(JSON.stringify(events)) as RegisterEvent[], this.#wrap);
    this.#app.now = now;
    for (const [id, form] of forms) formsOf(this.#app).set(id, form);
  }

  #setForm(id: string, change: Partial<Form>): void {
    const form = formsOf(this.#app).get(id) as Form;
    formsOf(this.#app).set(id, { ...form, purposes: [...CONSENTS], ...change });
  }
}

const formsOf = ({ context }: RegisteredApp) => context.register.forms as Map<string, Form>;

const openApp = (events: readonly RegisterEvent[], wrap: AppOptions['wrap']): RegisteredApp =>
  new RegisteredApp({
    events,
    ...(wrap === undefined ? {} : { wrap }),
    seed: `${events.length}`,
    config: { limits: { perFormPerHour: 10_000 }, survey: { k: 2 } },
  });

/** The doors of the app that stands at the moment; files of staff are kept nowhere. */
function doorOf(app: () => RegisteredApp): HistoryDoor {
  const nothing = () => Promise.resolve();
  const files = {
    keepEvidence: (name: string) => Promise.resolve(name),
    keepForMail: nothing,
    keepManifest: nothing,
    ...keptSurveys(),
  };
  return {
    now: () => app().now,
    offerEnd: Date.parse(app().context.terms.offerEnd('workshop') ?? ''),
    formOf: (form) => formsOf(app()).get(form) as Form,
    noticeOf: async (form) => (await app().formOf(form)).notice.sha256,
    register: (form, fields, boxes) => app().register(form, fields, boxes),
    post: async (act, subject, pairs = []) => {
      const link = createLink(act, subject, app().now, app().context.mac);
      const { status } = await app().post(`/register/${act}/${link}`, pairs);
      if (status >= 500 || status === 404) throw new Error(`${act}: ${status}`);
    },
    staff: <Result>(command: string, input: object) => {
      const context: StaffContext = {
        ...app().context,
        files,
        sendNow: nothing,
        informer: app().informer,
        reader: 'staff:test',
        randomBits: createSystemBits,
      };
      return runStaffCommand(command, input, context) as Promise<Result>;
    },
    handOver: (outcome) => {
      app().onSend = () => outcome;
    },
    state: () => app().log.state,
  };
}
