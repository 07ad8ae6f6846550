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

/** What a weekly mail says. */
export interface OpenOfWeek {
  readonly open: readonly OpenEntries[];
  /** Declarations that could be matched to nobody and that nobody has closed; none where it is left out. */
  readonly cases?: number;
}

/** Tells once a week what is open, by form. */
export function composeOwnerWeek({ cases = 0, ...input }: Addressing & OpenOfWeek): Mail {
  const { owner } = mailWordsIn(input.language);
  const open = input.open.filter(({ count }) => count > 0);
  const total = open.reduce((sum, { count }) => sum + count, cases);
  const unmatched = cases === 0 ? [] : [paragraph(owner.cases(cases)), lines('headcount register cases')];
  return buildMail(input, {
    kind: 'owner',
    subject: owner.weekSubject(total),
    blocks:
      open.length === 0
        ? [...(cases === 0 ? [paragraph(owner.nothing)] : []), ...unmatched]
        : [
            paragraph(owner.week),
            list(open.map(({ form, count }) => owner.open(form, count))),
            paragraph(owner.read),
            lines(open.map(({ form }) => commandFor(form)).join('\n')),
            ...unmatched,
          ],
  });
}

const commandFor = (form: string) =>
  `headcount register list --form ${form} --purpose service --reason "open entries"`;
