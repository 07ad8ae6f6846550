/**
 * Sends information mails at most once each: `sending` is durable before the hand-over, and a mail without an outcome
 * is never sent again. The gate is asked for each person right before, and the permission again in the append of
 * `sending` and after it, so that a withdrawal in between stops the mail.
 */
import { Zone } from '../../time/zone.ts';
import { DUE_MAILS, MAILS_IN_HOUR } from '../log-names.ts';
import { mailsInHour } from '../mails-in-hour.ts';
import type { MailEvent } from '../event.ts';
import { passGate } from '../gate.ts';
import { composeInformation } from '../mail/compose-information.ts';
import type { Handover, Mail, MailDoor } from '../mail/mail.ts';
import { answerAddresses } from '../inbound/answer-addresses.ts';
import { messageIdOf } from '../mail/message-id.ts';
import { isStanding } from '../permission.ts';
import { linkUrl, momentOf, timeOf, type RegisterContext } from '../register-context.ts';
import { isUndeliverable } from '../undeliverable.ts';
import type { RegisterState } from '../register-state.ts';
import { outcomeOf, type Outcome } from './outcome-event.ts';
import { planInformation, type InformationPlan } from './plan-information.ts';

export const INFORMATION = 'information';

/** After so many refusals in a row the mail server takes nothing at the moment. */
const REFUSALS = 5;

/** So many mails are handed over at once, so that their events share the waits for the disk. */
const AT_ONCE = 4;

/** Why a mailing is made, and by whom. */
export interface Mailing {
  readonly mailing: string;
  readonly reader: string;
  readonly reason: string;
}

export interface InformedBatch {
  readonly sent: number;
  /** Mails that were cut off and may have arrived; they are not sent again. */
  readonly unknown: number;
  /** Mails that the server certainly did not take; what they offered goes in a later mailing. */
  readonly refused: number;
  /** People who withdrew, or had nothing new any more, since they were selected. */
  readonly stopped: number;
  /** People whom the batch did not reach, and why. */
  readonly left: number;
  readonly cause?: 'limit' | 'server';
}

export class Informer {
  readonly #context: RegisterContext;
  readonly #door: MailDoor;
  readonly #zone: Zone;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: RegisterContext, door: MailDoor) {
    this.#context = context;
    this.#door = door;
    this.#zone = new Zone(context.register.config.timeZone);
  }

  /** Records as unknown what a crash cut off between `sending` and its outcome; returns how many. */
  settle(): Promise<number> {
    return this.#inTurn(async () => {
      const { sendings } = await this.#context.log.read([DUE_MAILS]);
      const at = timeOf(this.#context);
      const cut = [...sendings.values()].map((sending) => outcomeOf(sending, 'unknown', at));
      await this.#context.log.append(cut);
      return cut.length;
    });
  }

  /** Sends to these people what is new to them, a few mails at once. Batches of two mailings take turns. */
  send(refs: readonly string[], mailing: Mailing): Promise<InformedBatch> {
    return this.#inTurn(async () => {
      const counts = { sent: 0, unknown: 0, refused: 0, stopped: 0 };
      const { log, now, register } = this.#context;
      const { mailsPerHour } = register.config.limits;
      // A tenth stays free for mails that people wait for.
      const most = mailsPerHour - Math.floor(mailsPerHour / 10);
      let refusals = 0;
      let at = 0;
      while (at < refs.length) {
        const left = refs.length - at;
        if (refusals === REFUSALS) return { ...counts, left, cause: 'server' };
        const free = most - mailsInHour(await log.read([MAILS_IN_HOUR]), now());
        if (free <= 0) return { ...counts, left, cause: 'limit' };
        const next = refs.slice(at, at + Math.min(AT_ONCE, free, REFUSALS - refusals));
        at += next.length;
        for (const outcome of await allOf(next.map((ref) => this.#sendTo(ref, mailing)))) {
          counts[outcome]++;
          refusals = outcome === 'refused' ? refusals + 1 : 0;
        }
      }
      return { ...counts, left: 0 };
    });
  }

  /** Plans the mail to a person whom the gate let pass. */
  async plan(person: Parameters<typeof planInformation>[0]): Promise<InformationPlan | undefined> {
    const { log, now, register } = this.#context;
    const state = await log.read([person.ref]);
    return planInformation(person, {
      ...register,
      informed: state.people.get(person.ref)?.informed,
      day: this.#zone.localHour(now()).day,
    });
  }

  /** Composes the mail of a plan. */
  compose({ ref, language, to, items }: InformationPlan, id: string, withdrawUrl: string): Mail {
    const { config } = this.#context.register;
    const messageId = messageIdOf(id, config, this.#context.url);
    const addresses = answerAddresses({ ref }, this.#context);
    return composeInformation({ config, language, to, id, messageId, items, withdrawUrl, ...addresses });
  }

  async #sendTo(ref: string, { mailing, reader, reason }: Mailing): Promise<Outcome> {
    const { log } = this.#context;
    const request = { purpose: INFORMATION, reader, reason, refs: [ref] };
    const [person] = (await passGate(request, this.#context)).people;
    const plan = person === undefined ? undefined : await this.plan(person);
    if (plan === undefined) return 'stopped';
    // An answer to it is about the person, whom its Message-ID begins with.
    const id = `${ref}-${this.#context.randomId()}`;
    const mail = this.compose(plan, id, linkUrl(this.#context, 'withdraw', ref));
    const sending: MailEvent = {
      event: 'sending',
      at: timeOf(this.#context),
      ref,
      messageId: mail.messageId,
      purpose: INFORMATION,
      mailing,
      mail: id,
      items: plan.items.map((item) => item.id),
    };
    if (!(await log.append([sending], { names: [ref], holds: (state) => this.#mayGo(state, plan) })))
      return 'stopped';
    // A withdrawal may have been appended right behind it.
    const isHeld = this.#stands(await log.read([ref]), plan);
    const outcome = isHeld ? await this.#handOver(mail) : 'stopped';
    await log.append([outcomeOf(sending, outcome, timeOf(this.#context))]);
    await this.#removeErased(ref, id);
    return outcome;
  }

  /** A door that rejects may have left the mail half way: it counts as what may have arrived. */
  #handOver(mail: Mail): Promise<Handover> {
    return this.#door.send(mail, this.#context.now()).catch(() => 'unknown' as const);
  }

  #mayGo(state: RegisterState, plan: InformationPlan): boolean {
    const informed = state.people.get(plan.ref)?.informed;
    return this.#stands(state, plan) && plan.items.every(({ id }) => informed?.has(id) !== true);
  }

  #stands(state: RegisterState, { submission: id }: InformationPlan): boolean {
    const submission = state.submissions.get(id);
    return (
      submission !== undefined &&
      isStanding(state, submission, INFORMATION, momentOf(this.#context)) &&
      !isUndeliverable(state, id, this.#context.keyOf)
    );
  }

  /** Who was erased while the mail was handed over is not left in an outbox. */
  async #removeErased(ref: string, mail: string): Promise<void> {
    const { people, submissions } = await this.#context.log.read([ref]);
    const own = people.get(ref)?.submissions ?? [];
    if (own.every((id) => submissions.get(id)?.fields === undefined))
      await this.#context.removeTraces([mail], () => false);
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Waits until all have ended, even if one fails: when this rejects, nothing is still running. */
async function allOf<Result>(all: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
