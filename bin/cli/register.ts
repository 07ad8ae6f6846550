/** `headcount register`: what people volunteer. One file per command in `register/`. */
import type { Command } from 'commander';

/** What each command does, and the file that declares it. */
export const REGISTER_COMMANDS: Readonly<Record<string, readonly [description: string, file: string]>> = {
  start: ['pages, form endpoint, mail, daily retention, in one process', 'start'],
  list: ['people whose permission for a purpose stands now', 'list'],
  show: ['all that is held of one person', 'person'],
  export: ['all that is held of one person, as JSON', 'person'],
  prove: ['wordings as they were shown, boxes, times, message ids', 'prove'],
  add: ['a registration that did not come by the form', 'add'],
  import: ['people from an older system, with the evidence of what they gave', 'import'],
  withdraw: ['a withdrawal that did not come by a link', 'withdraw'],
  erase: ['erase all values of a person; proof without identity stays', 'erase'],
  close: ['the service of a submission is over', 'close'],
  transfer: ['CSV and manifest of what may go to a recipient', 'transfer'],
  answer: ['answer an inquiry, or send what was asked for', 'answer'],
  tell: ['tell the participants of a change or a cancellation', 'tell'],
  inform: ['send what is new in the catalogue to whoever allowed it', 'inform'],
  retention: ['erase what nothing holds any more', 'retention'],
  mail: ['received mails: replies, bounces, complaints, automatic replies', 'mail'],
  cases: ['what could not be matched, until somebody closes it', 'cases'],
  survey: ['internal market research: counts of people who allow it', 'survey'],
  plan: ['how exact a released survey would be, before anything is drawn', 'plan'],
  restore: ['a backup, with what was given up since', 'restore'],
  record: ['record of processing (Art. 30 GDPR), from forms and code', 'record'],
  doctor: ['check configuration, notices, keys, log', 'doctor'],
};

/** Declares the commands; only the called one is loaded, so that `--help` is quick. */
export async function register(command: Command): Promise<void> {
  const called = process.argv.slice(3).find((word) => Object.hasOwn(REGISTER_COMMANDS, word));
  for (const [name, [description, file]] of Object.entries(REGISTER_COMMANDS)) {
    const sub = command.command(name).description(description).exitOverride();
    if (name !== called) continue;
    const { register: declare } = (await import(`./register/${file}.js`)) as {
      register: (command: Command) => void;
    };
    declare(sub);
  }
}
