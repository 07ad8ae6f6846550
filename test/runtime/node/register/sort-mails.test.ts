/** Received mails as bytes, parsed and sorted: answers in all languages, forms and encodings, and vacation notices. */
import { describe, expect, it } from 'vitest';
import { readMeaning } from '#core/register/inbound/mail-meaning';
import { ourTextOf } from '#core/register/inbound/our-text';
import { WITHDRAWAL_WORDS, wordsOf } from '#core/register/inbound/withdrawal-words';
import { parseMail } from '#runtime/node/register/parse-mail';
import { parseDemo } from '../../../core/register/demo-register.ts';
import { ENCODINGS, FOOTER, STYLES } from '../../../core/register/inbound/replies.ts';

const isOurs = ourTextOf(parseDemo().config);
const LANGUAGES = Object.keys(WITHDRAWAL_WORDS) as (keyof typeof WITHDRAWAL_WORDS)[];

async function sort(bytes: Uint8Array, isToWithdrawal = false): Promise<string> {
  const message = await parseMail(bytes);
  return message === undefined ? 'unreadable' : readMeaning(message, { isOurs, isToWithdrawal }).as;
}

const headers = (more = '') =>
  `From: Anna <anna@example.org>\r\nSubject: Re: Confirmed\r\n${more}MIME-Version: 1.0\r\n`;
const message = (text: string, more = '') => Buffer.from(`${headers(more)}\r\n${text}`);

describe('an answer', () => {
  it.each(LANGUAGES)(
    'withdraws by each word of the list, however the rest is quoted: %s',
    async (language) => {
      const missed: string[] = [];
      for (const word of wordsOf(language))
        for (const [style, quote] of Object.entries(STYLES))
          for (const own of [word, `Hallo,\n${word.toUpperCase()}!`]) {
            const as = await sort(message(quote(own, FOOTER, language)));
            if (as !== 'withdrawal') missed.push(`${style}: ${own}: ${as}`);
          }
      expect(missed).toEqual([]);
    },
  );

  it.each(Object.keys(ENCODINGS))('withdraws in each language, written as %s', async (encoding) => {
    const encode = ENCODINGS[encoding];
    const missed: string[] = [];
    for (const language of LANGUAGES)
      for (const style of ['above marks', 'below marks', 'between marks', 'above headers'])
        for (const word of wordsOf(language)) {
          const text = STYLES[style]?.(word, FOOTER, language) ?? '';
          const as = await sort(encode?.(headers(), text) ?? Buffer.of());
          if (as !== 'withdrawal') missed.push(`${style}: ${word}: ${as}`);
        }
    expect(missed).toEqual([]);
  });

  it('does not withdraw by what it quotes, in any form or language', async () => {
    const wrong: string[] = [];
    for (const language of LANGUAGES)
      for (const [style, quote] of Object.entries(STYLES)) {
        const quoted =
          style === 'above a quotation without any sign'
            ? FOOTER
            : [...FOOTER, 'Unsubscribe: stop, abmelden'];
        for (const [encoding, encode] of Object.entries(ENCODINGS)) {
          const as = await sort(encode(headers(), quote('When does it begin?', quoted, language)));
          if (as !== 'open') wrong.push(`${language}, ${style}, ${encoding}: ${as}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  it('does not withdraw by a part of a word', async () => {
    for (const text of ['The stopwatch', 'Unstoppable', 'Widerrufsbelehrung', 'abmeldende', 'bajar'])
      expect(await sort(message(text)), text).toBe('open');
  });

  it('withdraws without accents, and by the subject of a new mail alone', async () => {
    expect(await sort(message('me desinscrire svp'))).toBe('withdrawal');
    expect(await sort(Buffer.from('From: a@example.org\r\nSubject: UNSUBSCRIBE\r\n\r\n'))).toBe('withdrawal');
    expect(await sort(Buffer.from('From: a@example.org\r\nSubject: Baja\r\n\r\n'))).toBe('withdrawal');
    expect(
      await sort(Buffer.from('From: a@example.org\r\nSubject: Re: Your withdrawal: stop\r\n\r\nThanks')),
    ).toBe('open');
  });

  it('has no word of the lists that our own mails would hide', () => {
    expect(LANGUAGES.flatMap(wordsOf).filter(isOurs)).toEqual([]);
  });
});

describe('a vacation notice', () => {
  it.each([
    'Auto-Submitted: auto-replied\r\n',
    'Auto-Submitted: auto-generated (vacation)\r\n',
    'X-Autoreply: yes\r\n',
    'X-Autorespond: Re\r\n',
    'Precedence: auto_reply\r\n',
    'Precedence: bulk\r\n',
    'Return-Path: <>\r\n',
    'X-MS-Exchange-Inbox-Rules-Loop: anna@example.org\r\n',
  ])('withdraws nothing whatever word it holds, with %j', async (mark) => {
    const wrong: string[] = [];
    for (const language of LANGUAGES)
      for (const word of wordsOf(language))
        if ((await sort(message(word, mark))) !== 'automatic') wrong.push(word);
    expect(wrong).toEqual([]);
  });

  it.each([
    'Automatic reply: Confirmed',
    'Out of Office: Re: Confirmed',
    'Automatische Antwort: Confirmed',
    'Abwesenheitsnotiz: Confirmed',
    'Réponse automatique : Confirmed',
    'Respuesta automática: Confirmed',
    'Risposta automatica: Confirmed',
    'Automatisch antwoord: Confirmed',
    'Automatyczna odpowiedź: Confirmed',
    'Resposta automática: Confirmed',
  ])('is known by its subject alone: %s', async (subject) => {
    const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect(await sort(Buffer.from(`From: a@example.org\r\nSubject: ${encoded}\r\n\r\nstop`))).toBe(
      'automatic',
    );
  });

  it.each([
    'I am out of the office until Monday. Stop by my colleague.',
    'Ich bin bis Montag im Urlaub. Abmeldung vom Newsletter an meine Kollegin.',
    'Je suis absent jusqu’à lundi. Pour vous désinscrire, voyez ma collègue.',
    'Estoy ausente hasta el lunes. Para darse de baja, escriba a mi colega.',
    'Sono in ferie fino a lunedì. Per la disiscrizione, la mia collega.',
    'Ik ben afwezig tot maandag. Afmelden kan bij mijn collega.',
    'Jestem na urlopie do poniedziałku. Rezygnacja: moja koleżanka.',
    'Estou de férias até segunda. Para cancelar inscrição, a minha colega.',
  ])('that no header marks withdraws nothing, and somebody reads it: %s', async (text) => {
    expect(await sort(message(text))).toBe('open');
  });
});

describe('one-click by mail', () => {
  it('withdraws by its address, also where the mail program calls it automatic, as that of Apple does', async () => {
    const subject = (more: string) =>
      Buffer.from(`From: a@example.org\r\nSubject: unsubscribe\r\n${more}\r\nsent for you`);
    expect(await sort(subject(''), true)).toBe('withdrawal');
    expect(await sort(subject('Auto-Submitted: auto-replied\r\n'), true)).toBe('withdrawal');
    expect(await sort(subject('Auto-Submitted: auto-replied\r\nX-Apple-Unsubscribe: true\r\n'))).toBe(
      'withdrawal',
    );
    expect(await sort(message('whatever this is'), true)).toBe('withdrawal');
  });

  it('is none where a vacation notice comes to that address', async () => {
    expect(await sort(message('I am away', 'Auto-Submitted: auto-replied\r\n'), true)).toBe('automatic');
  });
});
