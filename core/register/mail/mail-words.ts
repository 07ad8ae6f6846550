/** The sentences of the register's mails; one object per language. */
import type { Kind } from '../event.ts';
import type { InformationWords } from './information-words.ts';

export interface MailWords {
  /** The language that the sentences are in. */
  readonly language: string;
  readonly questions: (email: string) => string;
  readonly confirm: {
    readonly subject: (title: string) => string;
    readonly reminderSubject: (title: string) => string;
    readonly entered: (firm: string, title: string) => string;
    readonly lastReminder: string;
    readonly ask: string;
    readonly button: string;
    readonly until: (linkDays: number, deletedAfterDays: number) => string;
    readonly notMe: string;
    readonly never: string;
  };
  readonly welcome: {
    readonly subject: (title: string) => string;
    readonly confirmed: Readonly<Record<Kind, (title: string) => string>>;
    readonly when: (when: string) => string;
    readonly place: (place: string) => string;
    readonly attached: string;
    readonly given: string;
    readonly nothingGiven: string;
    readonly fullSubject: (title: string) => string;
    readonly full: (title: string) => string;
    readonly fullNothingGiven: string;
    readonly fullInstead: string;
    readonly self: string;
    readonly selfLink: string;
  };
  readonly offer: {
    readonly time: (clock: string) => string;
    /** Two times of one day. */
    readonly times: (from: string, to: string) => string;
    readonly to: string;
    readonly until: (end: string) => string;
  };
  readonly withdraw: string;
  readonly withdrawLink: string;
  readonly self: {
    readonly subject: (firm: string) => string;
    readonly requested: (firm: string) => string;
    readonly button: string;
    readonly minutes: string;
    readonly notMe: string;
  };
  readonly changed: {
    readonly addressSubject: (firm: string) => string;
    readonly address: (firm: string, title: string) => string;
    readonly notMe: (contact: string) => string;
    readonly offerSubject: (title: string) => string;
    readonly cancelledSubject: (title: string) => string;
    readonly offer: (title: string) => string;
    readonly cancelled: (title: string) => string;
    readonly calendar: string;
    readonly calendarRemoves: string;
  };
  readonly answer: {
    readonly subject: (title: string) => string;
    readonly intro: Readonly<Record<Kind, (firm: string, title: string) => string>>;
  };
  readonly acknowledgement: {
    readonly subject: (firm: string) => string;
    readonly stopped: string;
    readonly nothingStopped: string;
    /** The name of a service that was ended, among names of purposes. */
    readonly endedService: string;
    readonly kept: string;
    readonly service: (title: string, until: string | undefined) => string;
    readonly law: (labels: string, law: string, until: string) => string;
    readonly proof: string;
    readonly notify: (names: string) => string;
    readonly backups: (day: string) => string;
  };
  readonly information: InformationWords;
  readonly owner: {
    readonly cameSubject: (form: string) => string;
    readonly came: (form: string, count: number) => string;
    readonly read: string;
    readonly weekSubject: (count: number) => string;
    readonly week: string;
    readonly open: (form: string, count: number) => string;
    readonly cases: (count: number) => string;
    readonly nothing: string;
  };
}
