/**
 * Whether the collector finds the address of those who come: how many accepted events of the day have no visitor though
 * the salt is there, and how many came through a proxy that is not believed. It may not keep anything of a request but
 * these sums.
 */
import type { CollectContext, RawRequest } from '#core/collect/raw-request';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import {
  isFailing,
  isNoteworthy,
  unbelievedProxySentence,
  withoutVisitorSentence,
  type DoubtCounts,
} from '#core/report/without-visitor';

/** Peers on this machine or in a network of one's own, where proxies stand. */
const LOCAL_PEER =
  /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)|^::1$|^f[cd][0-9a-f]{2}:|^fe80:/i;

export class ProxyDoubts {
  #day = '';
  #accepted = 0;
  #withoutVisitor = 0;
  #unbelieved = 0;

  /** Notes a request's rows. A server with a key speaks of its visitors' addresses itself, and may leave them out. */
  note(request: RawRequest, rows: readonly AnonymousEvent[], { config, now, dayKey }: CollectContext): void {
    const day = config.zone.day(now);
    if (dayKey === undefined || request.header('authorization') !== undefined) return;
    const accepted = rows.filter((row) => row.outcome === 'stored' && row.day === day);
    if (accepted.length === 0) return;
    if (day !== this.#day)
      [this.#day, this.#accepted, this.#withoutVisitor, this.#unbelieved] = [day, 0, 0, 0];
    this.#accepted += accepted.length;
    this.#withoutVisitor += accepted.filter((row) => row.visitor === null).length;
    if (
      config.trustedProxies === 0 &&
      request.header('x-forwarded-for') !== undefined &&
      LOCAL_PEER.test(request.peer)
    )
      this.#unbelieved += accepted.length;
  }

  /** In words, where it is so of a share that is worth a word; `failing` where next to nobody is counted. */
  report(day: string): { readonly sentences: readonly string[]; readonly failing: boolean } {
    if (day !== this.#day) return { sentences: [], failing: false };
    const doubts: readonly (readonly [DoubtCounts, (count: string) => string])[] = [
      [{ accepted: this.#accepted, doubtful: this.#withoutVisitor }, withoutVisitorSentence],
      [{ accepted: this.#accepted, doubtful: this.#unbelieved }, unbelievedProxySentence],
    ];
    return {
      sentences: doubts
        .filter(([doubt]) => isNoteworthy(doubt))
        .map(([doubt, say]) => say(String(doubt.doubtful))),
      failing: doubts.some(([doubt]) => isFailing(doubt)),
    };
  }
}
