/**
 * The partitions of the table. Only values, addresses' submissions and memberships of lists are ever deleted, so that
 * roles can be kept from deleting anything else by the partition key alone.
 */
import type { Key } from './item-store.ts';

/** Events of a person, or of whoever submitted unconfirmed, with their head; reads of few people. */
export const person = (ref: string): string => `P#${ref}`;
/** Names and addresses. */
export const values = (ref: string): string => `V#${ref}`;
/** What is known of an address by its keyed hash: whose it is, what was given up. */
export const address = (key: string): string => `A#${key}`;
/** Submissions that hold an address. */
export const submissionsAt = (key: string): string => `K#${key}`;
/** Whom a submission or a mail is about. */
export const pointer = (id: string): Key => ({ pk: `B#${id}`, sk: HEAD });
/** Lists that a person or a case is in. */
export const memberships = (name: string): string => `L#${name}`;
export const notice = (sha256: string): Key => ({ pk: `N#${sha256}`, sk: HEAD });
export const caseOf = (id: string): string => `C#${id}`;
/** A received mail that was filed. */
export const filed = (mail: string): string => `I#${mail}`;
export const form = (id: string): string => `F#${id}`;
/** Mails that were handed over on a day, by minute. */
export const mailsOf = (day: string): string => `M#${day}`;
/** Reads of many people on a day. */
export const readsOf = (day: string): string => `R#${day}`;

/** Sort key of what heads a partition. */
export const HEAD = 'H';
export const head = (pk: string): Key => ({ pk, sk: HEAD });
/** The counter of a form's seats. */
export const seats = (id: string): Key => ({ pk: form(id), sk: 'S' });

const DIGITS = 16;
/** Sort keys of events and of reads, in the order of the log. */
export const eventAt = (order: number): string => `E#${String(order).padStart(DIGITS, '0')}`;
export const readAt = (order: number, id: string): string => `R#${String(order).padStart(DIGITS, '0')}#${id}`;
/** The place in the log that a sort key of an event or a read names. */
export const orderOf = (sk: string): number => Number(sk.slice(2, 2 + DIGITS));
/** Behind the events and the head of a partition, before its reads. */
export const READS = 'R#';
