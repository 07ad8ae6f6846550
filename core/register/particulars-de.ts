/** The sentences of a notice in German. */
import type { Kind } from './event.ts';
import { wordsIn } from './localized-text.ts';
import { hasBoxes, type Particulars, type PartyWords } from './particulars.ts';
import type { RegisterConfig } from './register-config-schema.ts';

const SERVICE: Readonly<Record<Kind, string>> = {
  workshop: 'um den Workshop vorzubereiten und durchzuführen, zu dem Sie sich anmelden',
  course: 'um den Kurs vorzubereiten und durchzuführen, zu dem Sie sich anmelden',
  'product-information': 'um Ihnen die gewünschten Produktinformationen zu senden',
  inquiry: 'um Ihre Anfrage zu beantworten',
  'business-relation': 'um die Geschäftsbeziehung mit Ihnen anzubahnen und zu führen',
};

const STORAGE: Readonly<Record<Kind, (retention: RegisterConfig['retention']) => string>> = {
  workshop: ({ offerDays }) => ` bis ${days(offerDays)} nach dem Ende des Workshops`,
  course: ({ offerDays }) => ` bis ${days(offerDays)} nach dem Ende des Kurses`,
  'product-information': ({ productInformationDays, inquiryDays }) =>
    ` bis ${days(productInformationDays)} nach dem Versand der Informationen oder, ` +
    `wenn wir keine senden, ${days(inquiryDays)} lang`,
  inquiry: ({ inquiryDays }) =>
    `, bis Ihre Anfrage erledigt ist, höchstens bis ${days(inquiryDays)} nach der letzten Nachricht dazu`,
  'business-relation': ({ businessRelationMonths }) =>
    ` bis zum Ende der Geschäftsbeziehung, höchstens bis ${months(businessRelationMonths)} nach dem letzten Kontakt`,
};

export const GERMAN_PARTICULARS: Particulars = {
  purposes: (form) =>
    [
      `Wir verwenden Ihre Angaben, ${SERVICE[form.kind]}; Rechtsgrundlage ist Art. 6 Abs. 1 lit. b DSGVO.`,
      ...(hasBoxes(form)
        ? [
            'Was neben einem Kästchen steht, tun wir nur, wenn Sie es ankreuzen; Rechtsgrundlage ist Ihre ' +
              'Einwilligung, Art. 6 Abs. 1 lit. a DSGVO.',
          ]
        : []),
      ...(form.keep.length > 0
        ? [
            'Was wir nach einem Gesetz aufbewahren müssen, bewahren wir auf; Rechtsgrundlage ist Art. 6 Abs. 1 ' +
              'lit. c DSGVO.',
          ]
        : []),
    ].join(' '),
  retention: (form, { retention }, lang) =>
    [
      `Wir speichern Ihre Angaben${STORAGE[form.kind](retention)}.`,
      ...(form.fields.some(({ type }) => type === 'email')
        ? [
            `Bestätigen Sie Ihre E-Mail-Adresse nicht, löschen wir Ihre Angaben nach ${count(retention.unconfirmedDays, 'Tag', 'Tagen')}.`,
          ]
        : []),
      ...(hasBoxes(form)
        ? [
            'Für das, was Sie durch ein Kästchen erlauben, speichern wir sie, bis Sie Ihre Einwilligung widerrufen ' +
              `oder bis wir sie ${months(retention.consentMonths)} lang nicht genutzt haben.`,
          ]
        : []),
      ...form.keep.map(({ fields, years, law }) => {
        const labels = form.fields.filter(({ name }) => fields.includes(name));
        return (
          `Folgende Angaben bewahren wir nach ${wordsIn(law, lang)} ${count(years, 'Jahr', 'Jahre')} lang auf: ` +
          `${list(labels.map(({ label }) => wordsIn(label, lang)))}.`
        );
      }),
      'Danach behalten wir einen Nachweis ohne Ihren Namen und Ihre Adresse, was Sie wann erlaubt haben.',
    ].join(' '),
  rights: (form, authority) =>
    [
      'Sie haben das Recht auf Auskunft über Ihre Daten, auf Berichtigung, Löschung, Einschränkung der Verarbeitung ' +
        'und Datenübertragbarkeit (Art. 15 bis 18 und 20 DSGVO).',
      ...(hasBoxes(form)
        ? [
            'Eine Einwilligung können Sie jederzeit ohne Angabe von Gründen widerrufen, in Textform oder über einen ' +
              'Link in unseren E-Mails; was bis dahin geschah, bleibt rechtmäßig (Art. 7 Abs. 3 DSGVO).',
          ]
        : []),
      'Sie können sich bei einer Aufsichtsbehörde beschweren (Art. 77 DSGVO)' +
        `${authority === undefined ? '' : `, zum Beispiel: ${authority}`}.`,
    ].join(' '),
  objection:
    'Sie haben ein Widerspruchsrecht: Der Verwendung Ihrer Daten für Werbung können Sie jederzeit widersprechen, ' +
    'und aus Gründen, die sich aus Ihrer besonderen Situation ergeben, jeder Verwendung, die auf berechtigten ' +
    'Interessen beruht (Art. 21 DSGVO).',
  provision: (required) =>
    required.length === 0
      ? 'Alle Angaben und alle Kästchen sind freiwillig.'
      : `Erforderliche Angaben: ${list(required)}. Ohne sie können wir nicht tun, worum Sie bitten. Alle ` +
        'anderen Angaben und alle Kästchen sind freiwillig.',
  recipient: ({ name, country, role, safeguard }) =>
    `Sie dürfen meine Angaben weitergeben an ${name} (${country}): ${withoutStop(role)}.${
      safeguard === undefined ? '' : ` Garantie: ${withoutStop(safeguard)}.`
    }`,
  processors: (parties) =>
    `In unserem Auftrag und nach unserer Weisung verarbeiten Ihre Daten: ${named(parties)}.`,
};

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const days = (n: number) => count(n, 'Tag', 'Tage');
const months = (n: number) => count(n, 'Monat', 'Monate');
const withoutStop = (text: string) => text.replace(/\.$/, '');
const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} und ${items.at(-1)}`;
const named = (parties: readonly PartyWords[]) =>
  parties
    .map(
      ({ name, country, role, safeguard }) =>
        `${name} (${country}; ${withoutStop(role)}${
          safeguard === undefined ? '' : `; Garantie: ${withoutStop(safeguard)}`
        })`,
    )
    .join('; ');
