/** Answers as mail programs write them: where the text stands, how the rest is quoted, language and encoding. */

/** Our footer, as mails of the register have it. */
export const FOOTER = [
  'Whatever you have allowed, you can withdraw it at any time and without',
  'giving a reason: by this link, by an answer to this mail, or by a',
  'letter. What you asked us for is not affected.',
] as const;

const marked = (lines: readonly string[]) => lines.map((line) => `> ${line}`).join('\n');

/** "On ... wrote:" of mail programs. */
export const ATTRIBUTIONS: Readonly<Record<string, string>> = {
  en: 'On Mon, 30 Nov 2026 at 10:00, Demo Instruments <register@instruments.example> wrote:',
  de: 'Am Mo., 30. Nov. 2026 um 10:00 Uhr schrieb Demo Instruments <register@instruments.example>:',
  fr: 'Le lun. 30 nov. 2026 à 10:00, Demo Instruments <register@instruments.example> a écrit :',
  es: 'El lun, 30 nov 2026 a las 10:00, Demo Instruments (<register@instruments.example>) escribió:',
  it: 'Il giorno lun 30 nov 2026 alle ore 10:00 Demo Instruments <register@instruments.example> ha scritto:',
  nl: 'Op ma 30 nov 2026 om 10:00 schreef Demo Instruments <register@instruments.example>:',
  pl: 'pon., 30 lis 2026 o 10:00 Demo Instruments <register@instruments.example> napisał(a):',
  pt: 'Em seg., 30 de nov. de 2026 às 10:00, Demo Instruments <register@instruments.example> escreveu:',
};

/** From, Sent, To, Subject, as Outlook puts them above what it quotes without marks. */
const OUTLOOK: Readonly<Record<string, readonly string[]>> = {
  en: ['From', 'Sent', 'To', 'Subject'],
  de: ['Von', 'Gesendet', 'An', 'Betreff'],
  fr: ['De', 'Envoyé', 'À', 'Objet'],
  es: ['De', 'Enviado el', 'Para', 'Asunto'],
  it: ['Da', 'Inviato', 'A', 'Oggetto'],
  nl: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
  pl: ['Od', 'Wysłano', 'Do', 'Temat'],
  pt: ['De', 'Enviado', 'Para', 'Assunto'],
};

const outlook = (language: string) => {
  const [from, sent, to, subject] = OUTLOOK[language] ?? [];
  return `${from}: Demo Instruments <register@instruments.example>\n${sent}: Monday, 30 November 2026 10:00\n${to}: Anna\n${subject}: Confirmed`;
};

/** Ways to quote; each takes what the person wrote and what is quoted. */
export const STYLES: Readonly<
  Record<string, (own: string, quoted: readonly string[], language: string) => string>
> = {
  'nothing quoted': (own) => own,
  'above marks': (own, quoted, language) => `${own}\n\n${ATTRIBUTIONS[language]}\n\n${marked(quoted)}\n`,
  'below marks': (own, quoted, language) => `${ATTRIBUTIONS[language]}\n${marked(quoted)}\n\n${own}\n`,
  'between marks': (own, quoted, language) =>
    `${ATTRIBUTIONS[language]}\n${marked(quoted.slice(0, 1))}\n\n${own}\n\n${marked(quoted.slice(1))}\n`,
  'above an attribution without marks': (own, quoted, language) =>
    `${own}\n\n${ATTRIBUTIONS[language]}\n\n${quoted.join('\n')}\n`,
  'above an attribution in two lines': (own, quoted, language) => {
    const at = ATTRIBUTIONS[language] ?? '';
    const space = at.indexOf(' ', 30);
    return `${own}\n\n${at.slice(0, space)}\n${at.slice(space + 1)}\n\n${marked(quoted)}\n`;
  },
  'above headers': (own, quoted, language) => `${own}\n\n${outlook(language)}\n\n${quoted.join('\n')}\n`,
  'above a rule and headers': (own, quoted, language) =>
    `${own}\n\n________________________________\n${outlook(language)}\n\n${quoted.join('\n')}\n`,
  'above a signature': (own, quoted, language) =>
    `${own}\n\n-- \nAnna\nto unsubscribe from my thoughts, stop\n\n${ATTRIBUTIONS[language]}\n${marked(quoted)}\n`,
  'above a quotation without any sign': (own, quoted) => `${own}\n\n${quoted.join('\n')}\n`,
};

/** Charsets and encodings; each returns the bytes of a message with the headers and the text. */
export const ENCODINGS: Readonly<Record<string, (headers: string, text: string) => Uint8Array>> = {
  'utf-8, 8bit': (headers, text) =>
    Buffer.from(
      `${headers}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`,
    ),
  'utf-8, base64': (headers, text) =>
    Buffer.from(
      `${headers}Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
        text,
      )
        .toString('base64')
        .replaceAll(/.{76}/g, '$&\r\n')}`,
    ),
  'utf-16, base64': (headers, text) =>
    Buffer.from(
      `${headers}Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text, 'utf16le').toString('base64')}`,
    ),
  'utf-8, quoted-printable': (headers, text) =>
    Buffer.from(
      `${headers}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(text)}`,
    ),
  html: (headers, text) =>
    Buffer.from(
      `${headers}Content-Type: text/html; charset=utf-8\r\n\r\n<html><style>p { stop: unsubscribe }</style><body>${htmlOf(text)}</body></html>`,
    ),
};

const quotedPrintable = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => (byte === 10 ? '\r\n' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`))
    .join('')
    .replaceAll(/(?:=[0-9A-F]{2}){24}/g, '$&=\r\n');

const htmlOf = (text: string) =>
  text
    .split('\n')
    .map((line) => {
      const inside = line
        .replace(/^> /, '')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
      return line.startsWith('> ') ? `<blockquote>${inside}</blockquote>` : `<div>${inside}</div>`;
    })
    .join('');
