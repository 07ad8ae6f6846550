/** What the register's mails say and carry. */
import { describe, expect, it } from 'vitest';
import { composeBoxes } from '#core/register/compose-notice';
import { composeOwner, composeOwnerWeek } from '#core/register/mail/compose-owner';
import { composeWelcome } from '#core/register/mail/compose-welcome';
import type { Mail } from '#core/register/mail/mail';
import { addressed, linkTo, URL_BASE } from './addressing.ts';
import { mailsIn } from './mails.ts';
import { readCalendar } from './read-calendar.ts';

const english = mailsIn('en');
const german = mailsIn('de');
const all = [...Object.entries(english), ...Object.entries(german)];
const WITH_ONE_CLICK = new Set(['welcome', 'welcome without boxes', 'changed offer', 'cancelled offer']);

/** The words of an HTML part, its links included, in order. */
function wordsOf(html: string): string {
  return html
    .replace(/^[^]*<main>/, '')
    .replaceAll(/<a [^>]*href="([^"]+)">[^<]*<\/a>/g, '$1')
    .replaceAll(/<li>/g, '- ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split(/\s+/)
    .join(' ')
    .trim();
}
const calendarOf = (mail: Mail | undefined, name: string) =>
  readCalendar(mail?.calendar?.content ?? '').find((property) => property.name === name)?.value;

describe.each(all)('the mail "%s"', (name, mail) => {
  it('says the same in text and in HTML', () => {
    expect(wordsOf(mail.html)).toBe(mail.text.split(/\s+/).join(' ').trim());
  });

  it('loads nothing and runs nothing', () => {
    expect(mail.html).not.toMatch(/<(?:img|script|link|iframe|object|form)|src=|url\(|@import/i);
  });

  it('is marked as written by a machine', () => {
    expect(mail.headers?.['Auto-Submitted']).toBe('auto-generated');
  });

  it('has the headers of one-click unsubscription if and only if it answers no act of the person', () => {
    const { 'List-Unsubscribe': list, 'List-Unsubscribe-Post': post } = mail.headers ?? {};
    const expected = WITH_ONE_CLICK.has(name)
      ? [`<${linkTo('withdraw')}>`, 'List-Unsubscribe=One-Click']
      : [undefined, undefined];
    expect([list, post]).toEqual(expected);
  });

  it('has each link alone on a line of the text, and no line beyond 72 characters but these', () => {
    for (const line of mail.text.split('\n')) {
      if (line.includes('http')) expect(line).toMatch(/^https?:\/\/\S+$/);
      else expect(line.length).toBeLessThanOrEqual(mail.kind === 'owner' ? 90 : 72);
    }
  });

  it('has a subject of one line, and the postal address', () => {
    expect(mail.subject).toMatch(/^\P{Cc}{5,120}$/u);
    expect(mail.text).toContain('Demo Instruments, Example Street 1');
  });

  it('leaves no placeholder and no undefined value', () => {
    expect(mail.subject + mail.text).not.toMatch(/undefined|null|NaN|Invalid|\[object|[{}]/);
  });
});

describe('languages', () => {
  it('are the person’s: no sentence of a German mail is that of an English one', () => {
    for (const [name, mail] of Object.entries(german)) {
      const lines = new Set((english[name]?.text ?? '').split('\n'));
      const shared = mail.text
        .split('\n')
        .filter((line) => lines.has(line) && /^[A-Z][a-z]+ [a-z]+ [a-z]/.test(line));
      expect(
        shared.filter((line) => !/headcount register|We begin|Please bring|Yes, it/.test(line)),
        name,
      ).toEqual([]);
    }
  });

  it('others than German and English get English sentences, marked as such', () => {
    const french = mailsIn('fr').self;
    expect(french?.text).toBe(english['self']?.text);
    expect(french?.html).toContain('<html lang="en">');
  });

  it('of Austria is German', () => {
    expect(mailsIn('de-AT')['self']?.text).toBe(german['self']?.text);
  });
});

describe('a confirmation mail', () => {
  it('has both links, the form’s title and the firm’s name, and no word of a box', () => {
    const { form, config } = addressed('en');
    for (const name of ['confirm', 'reminder']) {
      const text = english[name]?.text ?? '';
      expect(text.split('\n')).toEqual(expect.arrayContaining([linkTo('confirm'), linkTo('never')]));
      expect(text).toContain('"Microscopy workshop"');
      expect(text).toContain('Demo Instruments');
      for (const { words } of composeBoxes(form, config, 'en'))
        expect(text.replaceAll('\n', ' ')).not.toContain(words);
      expect(english[name]?.attachments).toBeUndefined();
      expect(english[name]?.calendar).toBeUndefined();
    }
  });

  it('says as a reminder that it is the last, also in the subject', () => {
    expect(english['reminder']?.subject).toBe('Not confirmed yet: Microscopy workshop (last reminder)');
    expect(english['reminder']?.text).toContain('once, with this mail');
    expect(english['confirm']?.text).not.toContain('remind');
  });

  it('names the days after which an unconfirmed entry goes, and no longer life of the link', () => {
    const config = { retention: { unconfirmedDays: 5 } };
    const text = mailsIn('en', {}, config)['confirm']?.text.replaceAll('\n', ' ');
    expect(text).toContain('valid for 5 days');
    expect(text).toContain('deleted 5 days after');
  });
});

describe('a welcome mail', () => {
  it('lists the words of the boxes that were given, and of no other', () => {
    const { form, config } = addressed('en');
    const text = english['welcome']?.text.replaceAll(/\n\s*/g, ' ') ?? '';
    const given = composeBoxes(form, config, 'en').filter(({ words }) => text.includes(words));
    expect(given.map(({ purpose }) => purpose)).toEqual(['information', 'transfer:example-optics']);
    expect(text).toContain(linkTo('withdraw'));
    expect(text).toContain(`${URL_BASE}/self `);
  });

  it('says in the words of the offer when and where, and invites to it', () => {
    expect(english['welcome']?.text).toContain(
      '- When: Thursday, 16 May 2030, 10:00 to 16:00 (Europe/Berlin)',
    );
    expect(german['welcome']?.text).toContain(
      '- Wann: Donnerstag, 16. Mai 2030, 10:00 bis 16:00 Uhr (Europe/Berlin)',
    );
    expect(english['welcome']?.calendar?.method).toBe('REQUEST');
    expect(calendarOf(english['welcome'], 'UID')).toBe('submission-1');
    expect(calendarOf(english['welcome'], 'SEQUENCE')).toBe('0');
  });

  it.each([
    [{ starts: '2030-09-02', ends: '2030-09-06' }, 'Monday, 2 September 2030 to Friday, 6 September 2030'],
    [{ starts: '2030-09-02', ends: '2030-09-02' }, 'Monday, 2 September 2030'],
    [
      { starts: '2030-09-02T09:00', ends: '2030-09-03T16:00' },
      'Monday, 2 September 2030, 09:00 to Tuesday, 3 September 2030, 16:00 (Europe/Berlin)',
    ],
    [
      { starts: '2030-09-02', ends: '2030-09-03T16:00' },
      'Monday, 2 September 2030 to Tuesday, 3 September 2030, 16:00 (Europe/Berlin)',
    ],
    [{ ends: '2030-09-06' }, 'until Friday, 6 September 2030'],
  ])('says of %o when it is', (offer, words) => {
    const text = mailsIn('en', { offer })['welcome']?.text.replaceAll(/\n\s*/g, ' ');
    expect(text).toContain(`When: ${words} `);
  });

  it('is without date and calendar where the form has no offer', () => {
    const mail = mailsIn('en', { kind: 'inquiry', offer: undefined })['welcome'];
    expect(mail?.calendar).toBeUndefined();
    expect(mail?.text).not.toContain('When:');
  });

  it('escapes what forms and files are called', () => {
    const input = addressed('en', { title: { en: '<b>Bold</b> & "quoted"', de: 'x' } });
    const mail = composeWelcome({
      ...input,
      given: [],
      boxes: [],
      withdrawUrl: `${linkTo('withdraw')}"><script>`,
      selfAskUrl: `${URL_BASE}/self`,
      documents: [{ filename: '<img src=x>.pdf', content: new Uint8Array() }],
    });
    expect(mail.html).not.toMatch(/<b>|<img|<script/);
    expect(mail.headers?.['List-Unsubscribe']).toMatch(/^<[\x21-\x3b\x3d\x3f-\x7e]+>$/);
  });
});

describe('a mail about a change', () => {
  it('tells the old address without naming the new one', () => {
    expect(english['changed address']?.text.match(/\S+@\S+/g)).toEqual([
      'workshops@instruments.example',
      'privacy@instruments.example',
    ]);
  });

  it('moves the entry in the calendar, and removes it where the offer is cancelled', () => {
    const [moved, removed] = [english['changed offer'], english['cancelled offer']];
    expect([moved, removed].map((mail) => mail?.calendar?.method)).toEqual(['REQUEST', 'CANCEL']);
    expect([moved, removed].map((mail) => calendarOf(mail, 'UID'))).toEqual(['submission-1', 'submission-1']);
    expect([moved, removed].map((mail) => calendarOf(mail, 'SEQUENCE'))).toEqual(['1', '2']);
  });

  it('keeps the lines of what staff wrote', () => {
    expect(english['changed offer']?.text).toContain(
      'We begin an hour later.\nPlease bring a pen.\n\nYours, the desk\n',
    );
  });
});

describe('an acknowledgement', () => {
  const text = english['acknowledgement']?.text.replaceAll(/\n\s*/g, ' ') ?? '';

  it('says what stopped, what is kept, why and until when, who is told, and from when no backup holds it', () => {
    expect(text).toContain('- Information and offers by e-mail - Passing your details to Example Optics');
    expect(text).toContain(
      '"Microscopy workshop", because you asked us for it, until 31 January 2030 at the latest',
    );
    expect(text).toContain(
      'Name, Address for the invoice, as we have to under section 147 of the Fiscal Code of Germany',
    );
    expect(text).toContain('who hold your details with your approval: Example Optics.');
    expect(text).toContain('From 8 January 2030 on, no backup');
  });

  it('says that there was nothing to stop where there was not', () => {
    expect(english['acknowledgement of nothing']?.text).toContain('Nothing of what you named');
    expect(english['acknowledgement of nothing']?.text).not.toContain('backup');
  });
});

describe('a mail to an owner', () => {
  const input = { ...addressed('en'), to: 'desk@instruments.example' };

  it('holds the id of the form and the count, and no address but the owner’s own', () => {
    const mail = composeOwner({ ...input, form: 'workshop', count: 1 });
    expect(mail.subject).toBe('New in the register: workshop');
    expect(mail.text).toContain('One new entry has come');
    expect(mail.text).not.toContain('@');
    expect(mail.text).toContain(
      '\nheadcount register list --form workshop --purpose service --reason "open entries"\n',
    );
  });

  it('lists weekly what is open, and says where nothing is', () => {
    expect(english['owner of a week']?.subject).toBe('Open in the register: 4');
    expect(english['owner of a week']?.text).toContain('- workshop: 3\n- inquiry: 1\n');
    const quiet = composeOwnerWeek({ ...input, open: [{ form: 'workshop', count: 0 }] });
    expect(quiet.text).toContain('Nothing is open at the moment.');
  });
});

describe('the sender', () => {
  const fromOf = (config: object) => mailsIn('en', {}, config)['self']?.from;

  it('is mail.from', () => {
    expect(fromOf({ mail: { from: 'A <a@example.org>' } })).toBe('A <a@example.org>');
  });

  it.each([
    ['https://register.example.org', 'Demo Instruments <no-reply@register.example.org>'],
    ['http://127.0.0.1:8788', 'Demo Instruments <no-reply@register.invalid>'],
    [undefined, 'Demo Instruments <no-reply@register.invalid>'],
  ])('is without it, at %s, one that nobody reads', (url, from) => {
    expect(fromOf({ url })).toBe(from);
  });
});
