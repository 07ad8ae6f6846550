/**
 * What people of a history mean, kept without the register's log or rules: who gave what when, and what ended it. Ids
 * alone come from the register.
 */
import { twoYearsAfter } from './two-years-after.ts';

export const DAY_MS = 86_400_000;

export interface Declared {
  readonly id: string;
  /** When it was declared, by a running number. */
  readonly order: number;
  address: string;
  readonly form: string;
  /** Its own ref until a confirmation tells whose it is. */
  ref: string;
  /** When each purpose was given, by a running number. */
  readonly given: Map<string, number>;
  readonly submittedAt: number;
  confirmedAt?: number;
  readonly replaces?: string;
  replacedBy?: string;
  isErased: boolean;
  isClosed: boolean;
  /** The row that it was imported by. */
  readonly row?: string;
}

/** A row of an older system; `time` is in milliseconds since 1970. */
export interface OlderRow {
  readonly address: string;
  readonly form: string;
  readonly given: readonly string[];
  readonly time: number;
}

export class Intentions {
  number = 0;
  readonly declared = new Map<string, Declared>();
  readonly owners = new Map<string, string>();
  withdrawals: { readonly ref: string; readonly scope: string; readonly at: number; number: number }[] = [];
  /** Addresses that imports leave out, and what was given up under each of them. */
  readonly suppressed = new Set<string>();
  givenUp: {
    readonly address: string;
    readonly scope: string;
    readonly at: number;
    readonly number: number;
  }[] = [];
  readonly uses = new Map<string, number>();
  /** What information mails offered, by person. */
  readonly informed = new Map<string, ReadonlySet<string>>();

  submit(
    id: string,
    ref: string,
    address: string,
    form: string,
    given: readonly string[],
    now: number,
  ): void {
    this.number++;
    this.declared.set(id, {
      id,
      order: this.number,
      address,
      form,
      ref,
      given: new Map(given.map((purpose) => [purpose, this.number])),
      submittedAt: now,
      isErased: false,
      isClosed: false,
    });
  }

  /** Returns what was corrected meanwhile, where the confirmation of a new address would have undone it. */
  confirm(id: string, now: number): Declared | undefined {
    const one = this.declared.get(id);
    if (one === undefined || one.isErased || one.confirmedAt !== undefined) return undefined;
    one.confirmedAt = now;
    one.ref = this.owners.get(one.address) ?? one.ref;
    // What was given up under the address meanwhile is not given by a button that is pressed late.
    for (const { address, scope, number } of this.givenUp)
      if (address === one.address)
        for (const purpose of one.given.keys())
          if (number > one.order && (scope === 'all' || scope === purpose)) one.given.delete(purpose);
    if (!this.owners.has(one.address)) this.owners.set(one.address, one.ref);
    if (one.replaces === undefined) this.suppressed.delete(one.address);
    const corrected = this.declared.get(one.replaces ?? '');
    if (corrected === undefined) return undefined;
    let latest = corrected;
    while (latest.replacedBy !== undefined) latest = this.declared.get(latest.replacedBy) ?? latest;
    latest.replacedBy = id;
    one.isClosed = latest.isClosed;
    return latest.order < one.order || latest.isErased ? undefined : latest;
  }

  /** The new address and what was corrected meanwhile are one from now on. */
  merge(id: string, latest: Declared, confirmed: Declared, now: number): void {
    const { address, ref } = confirmed;
    const { confirmedAt: _, replacedBy: __, ...rest } = latest;
    this.declared.set(id, {
      ...rest,
      id,
      order: ++this.number,
      address,
      ref,
      given: new Map(latest.given),
      submittedAt: now,
      replaces: latest.id,
    });
    this.confirm(id, now);
  }

  /** A correction or a gift: `fresh` is given anew, everything else keeps its age. */
  replace(
    id: string,
    old: Declared,
    change: { address?: string; fresh?: readonly string[] },
    now: number,
  ): void {
    this.number++;
    const given = new Map(old.given);
    for (const purpose of change.fresh ?? []) given.set(purpose, this.number);
    const address = change.address ?? old.address;
    const { form, ref } = old;
    const next = { id, order: this.number, address, form, ref, given, submittedAt: now, replaces: old.id };
    this.declared.set(id, { ...next, isErased: false, isClosed: false });
    if (address === old.address) this.confirm(id, now);
  }

  /** Where nothing is left to stop, saying so again is no new declaration. */
  withdraw(ref: string, scope: string, now: number): void {
    const isLeft = [...this.declared.values()].some(
      (one) =>
        one.ref === ref &&
        !one.isErased &&
        [...one.given.keys()].some(
          (purpose) => (scope === 'all' || scope === purpose) && this.#isOpen(one, purpose, now),
        ),
    );
    if (!isLeft) return;
    this.number++;
    this.withdrawals.push({ ref, scope, at: now, number: this.number });
    this.#giveUp(this.#addressesOf(ref), scope, now);
  }

  #addressesOf(ref: string): ReadonlySet<string> {
    const own = [...this.declared.values()].filter((one) => one.ref === ref && !one.isErased);
    return new Set(own.flatMap((one) => (one.confirmedAt === undefined ? [] : [one.address])));
  }

  #giveUp(addresses: ReadonlySet<string>, scope: string, at: number): void {
    for (const address of addresses) {
      this.givenUp.push({ address, scope, at, number: this.number });
      if (scope === 'all' || scope === 'everything') this.suppressed.add(address);
    }
  }

  /** Whether a row of an older system may count: proved, of an age that stands, and given up neither then nor later. */
  mayImport({ address, form, given, time }: OlderRow, now: number, offerEnd: number): boolean {
    if (this.suppressed.has(address) || given.length === 0 || time > now) return false;
    const serviceEnd = form === 'workshop' ? offerEnd + 30 * DAY_MS : time + 90 * DAY_MS;
    const stops = [
      ...this.withdrawals.filter(({ ref }) => ref === this.owners.get(address)),
      ...this.givenUp.filter((one) => one.address === address),
    ].filter(({ at }) => at >= time);
    return given.every((purpose) => {
      const end = purpose === 'service' ? serviceEnd : twoYearsAfter(time);
      const isStopped = stops.some(
        ({ scope }) =>
          scope === purpose || scope === 'everything' || (scope === 'all' && purpose !== 'service'),
      );
      return now < end && !isStopped;
    });
  }

  import(id: string, row: OlderRow, now: number): void {
    const { address, form, given, time } = row;
    const consents = given.filter((purpose) => purpose !== 'service');
    this.submit(id, this.owners.get(address) ?? `own ${id}`, address, form, consents, now);
    const one = this.declared.get(id);
    if (one === undefined) throw new Error('it was submitted just now');
    const isClosed = !given.includes('service');
    this.declared.set(id, { ...one, row: JSON.stringify(row), confirmedAt: time, isClosed });
    if (!this.owners.has(address)) this.owners.set(address, one.ref);
  }

  /** Whose confirmed details are held and not corrected. */
  current(ref?: string): readonly Declared[] {
    return [...this.declared.values()].filter(
      (one) =>
        one.confirmedAt !== undefined &&
        !one.isErased &&
        one.replacedBy === undefined &&
        (ref ?? one.ref) === one.ref,
    );
  }

  erasePerson(ref: string, now: number): void {
    const own = [...this.declared.values()].filter((one) => !one.isErased && one.ref === ref);
    const addresses = this.#addressesOf(ref);
    this.#giveUp(addresses, 'everything', now);
    this.erase([
      ...own,
      ...[...this.declared.values()].filter(
        (one) => one.confirmedAt === undefined && !one.isErased && addresses.has(one.address),
      ),
    ]);
  }

  erase(all: readonly Declared[]): void {
    for (const one of all) one.isErased = true;
    for (const [address, ref] of this.owners) {
      const holds = [...this.declared.values()].some(
        (one) => one.confirmedAt !== undefined && !one.isErased && one.ref === ref && one.address === address,
      );
      if (!holds) this.owners.delete(address);
    }
  }

  stands(one: Declared, purpose: string, now: number, offerEnd: number): boolean {
    const { confirmedAt } = one;
    if (confirmedAt === undefined || one.isErased || one.replacedBy !== undefined) return false;
    if (purpose === 'service')
      return (
        !one.isClosed && now < (one.form === 'workshop' ? offerEnd + 30 * DAY_MS : confirmedAt + 90 * DAY_MS)
      );
    return this.#isOpen(one, purpose, now);
  }

  /** Whom a survey counts, by what the history calls them: kinds of form, and when they first registered. */
  surveyed(now: number, offerEnd: number): ReadonlyMap<string, { kinds: Set<string>; registered: number }> {
    const people = new Map<string, { kinds: Set<string>; registered: number }>();
    for (const one of this.declared.values()) {
      if (!this.stands(one, 'market-research', now, offerEnd)) continue;
      const person = people.get(one.ref) ?? { kinds: new Set(), registered: Infinity };
      person.kinds.add(one.form);
      for (
        let link: Declared | undefined = one;
        link !== undefined;
        link = this.declared.get(link.replaces ?? '')
      )
        person.registered = Math.min(person.registered, link.confirmedAt ?? Infinity);
      people.set(one.ref, person);
    }
    return people;
  }

  /** Given, neither withdrawn nor unused for two years; it may still wait for a confirmation. */
  #isOpen({ given, ref, confirmedAt }: Declared, purpose: string, now: number): boolean {
    const since = given.get(purpose);
    if (since === undefined) return false;
    const isWithdrawn = this.withdrawals.some(
      (stop) => stop.ref === ref && stop.number > since && (stop.scope === purpose || stop.scope === 'all'),
    );
    if (isWithdrawn || confirmedAt === undefined) return !isWithdrawn;
    return now < twoYearsAfter(Math.max(confirmedAt, this.uses.get(`${ref} ${purpose}`) ?? 0));
  }

  /** What nothing holds any more. */
  due(purposes: readonly string[], now: number, offerEnd: number): readonly Declared[] {
    return [...this.declared.values()].filter((one) => {
      if (one.isErased) return false;
      if (one.confirmedAt === undefined) return now >= one.submittedAt + 14 * DAY_MS;
      return !purposes.some((purpose) => this.stands(one, purpose, now, offerEnd));
    });
  }

  copy(): Intentions {
    const copy = new Intentions();
    copy.number = this.number;
    for (const [id, one] of this.declared) copy.declared.set(id, { ...one, given: new Map(one.given) });
    for (const [address, ref] of this.owners) copy.owners.set(address, ref);
    copy.withdrawals = this.withdrawals.map((one) => ({ ...one }));
    for (const [key, at] of this.uses) copy.uses.set(key, at);
    for (const address of this.suppressed) copy.suppressed.add(address);
    copy.givenUp = [...this.givenUp];
    for (const [ref, items] of this.informed) copy.informed.set(ref, items);
    return copy;
  }

  /** An older copy comes back, with nothing that was given up since, and with what was offered since. */
  restore(backup: Intentions): Intentions {
    const restored = backup.copy();
    const late = this.withdrawals.slice(backup.withdrawals.length);
    restored.number = this.number + 1;
    for (const one of late) restored.withdrawals.push({ ...one, number: restored.number });
    for (const { address, scope, at } of this.givenUp.slice(backup.givenUp.length))
      restored.#giveUp(new Set([address]), scope, at);
    // Whom the older copy does not know is somebody new when they come again.
    const known = new Set([...restored.declared.values()].map((one) => one.ref));
    for (const [ref, items] of this.informed) if (known.has(ref)) restored.informed.set(ref, items);
    restored.erase(
      [...restored.declared.values()].filter((one) => this.declared.get(one.id)?.isErased === true),
    );
    return restored;
  }
}
