/** The port of the log in memory, with a hook before an append takes effect. */
import type { AddressKey } from '#core/register/address-key';
import { applyEvent } from '#core/register/apply-event';
import { concernsPerson } from '#core/register/concerns-person';
import type { RegisterEvent } from '#core/register/event';
import { listOffered } from '#core/register/list-offered';
import { normalizeAddress } from '#core/register/match-key';
import { purgeValues } from '#core/register/purge-values';
import type { AppendCondition, RegisterLog } from '#core/register/register-log';
import { emptyState, type RegisterState } from '#core/register/register-state';

export class MemoryLog implements RegisterLog {
  peopleAtOnce = Number.POSITIVE_INFINITY;
  readonly events: RegisterEvent[] = [];
  readonly state: RegisterState = emptyState();
  /** Called while an append is under way. */
  onAppend: (events: readonly RegisterEvent[]) => void = () => undefined;
  readonly #keyOf: AddressKey;

  constructor(keyOf: AddressKey = normalizeAddress) {
    this.#keyOf = keyOf;
  }

  put(...events: readonly RegisterEvent[]): this {
    for (const event of events) {
      this.events.push(event);
      applyEvent(this.state, event, this.#keyOf);
    }
    return this;
  }

  append(events: readonly RegisterEvent[], condition?: AppendCondition): Promise<boolean> {
    return Promise.resolve().then(() => {
      this.onAppend(events);
      if (condition?.holds(this.state) === false) return false;
      this.put(...events);
      return true;
    });
  }

  read(): Promise<RegisterState> {
    return Promise.resolve(this.state);
  }

  async *scan(purpose: string): AsyncIterable<string> {
    for (const ref of listOffered(this.state, purpose)) yield Promise.resolve(ref);
  }

  history(ref: string): Promise<readonly RegisterEvent[]> {
    return Promise.resolve(this.events.filter(concernsPerson(this.state, ref)));
  }

  purge(): Promise<void> {
    const kept = this.events.flatMap((event) => purgeValues(event, this.state) ?? []);
    this.events.splice(0, this.events.length, ...kept);
    return Promise.resolve();
  }
}
