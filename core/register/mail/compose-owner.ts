/**
 * Mails to the owner of forms: that something came, and weekly what is open. They lie in mailboxes beyond the reach of
 * erasure, so they hold ids of forms and counts, and nothing of a person.
 */
import { buildMail, type Addressing } from './build-mail.ts';
import { lines, list, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';

export interface OpenEntries {
  /** The id of a form. */
  readonly form: string;
  readonly count: number;
}

/** Tells how many entries came by a form. */
export function composeOwner(input: Addressing & OpenEntries): Mail {
  const { owner } = mailWordsIn(input.language);
  return buildMail(input, {
    kind: 'owner',
    subject: owner.cameSubject(input.form),
    blocks: [
      paragraph(owner.came(input.form, input.count)),
      paragraph(owner.read),
      lines(commandFor(input.form)),
    ],
  });
}

/** Tells once a week what is open, by form. */
export function composeOwnerWeek(input: Addressing & { readonly open: readonly OpenEntries[] }): Mail {
  const { owner } = mailWordsIn(input.language);
  const open = input.open.filter(({ count }) => count > 0);
  const total = open.reduce((sum, { count }) => sum + count, 0);
  return buildMail(input, {
    kind: 'owner',
    subject: owner.weekSubject(total),
    blocks:
      open.length === 0
        ? [paragraph(owner.nothing)]
        : [
            paragraph(owner.week),
            list(open.map(({ form, count }) => owner.open(form, count))),
            paragraph(owner.read),
            lines(open.map(({ form }) => commandFor(form)).join('\n')),
          ],
  });
}

const commandFor = (form: string) =>
  `headcount register list --form ${form} --purpose service --reason "open entries"`;
