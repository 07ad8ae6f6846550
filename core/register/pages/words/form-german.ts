/** The words of a form's page in German. */
import type { PageWords } from './page-words.ts';

export const GERMAN_FORM: PageWords['form'] = {
  when: 'Wann',
  where: 'Wo',
  seats: 'Plätze',
  until: (time) => `bis ${time}`,
  fullTitle: 'Alle Plätze sind vergeben',
  fullText:
    'Eine Warteliste gibt es nicht, und dieses Formular setzt Sie auf keine Liste: Solange kein Platz frei ' +
    'ist, wird nichts davon gespeichert. Wird ein Platz frei, funktioniert es wieder.',
  fullInstead: 'Wenn Sie möchten, fordern Sie stattdessen Produktinformationen an:',
  messages: {
    'notice-changed':
      'Wir haben unsere Hinweise geändert, seit Sie diese Seite geöffnet haben. Bitte lesen Sie sie, ' +
      'kreuzen Sie noch einmal an, was Sie erlauben möchten, und senden Sie das Formular ab. Was Sie ' +
      'geschrieben haben, ist noch da.',
    'token-expired':
      'Diese Seite war länger als einen Tag geöffnet. Bitte senden Sie das Formular noch einmal ab. Ihre Eingaben ' +
      'sind noch da.',
    'too-many':
      'Im Moment gehen sehr viele Anmeldungen ein. Bitte senden Sie das Formular in einigen Minuten noch ' +
      'einmal ab. Ihre Eingaben sind noch da.',
  },
  errorTitle: (count) =>
    count === 1 ? 'Bitte prüfen Sie noch eine Stelle' : `Bitte prüfen Sie noch ${count} Stellen`,
  details: 'Ihre Angaben',
  topics: 'Themen',
  topicsHint: 'Wählen Sie aus, was Sie interessiert. Sie können dies auch leer lassen.',
  purposes: 'Was Sie uns erlauben',
  purposesHint:
    'Jedes Kästchen ist freiwillig. Worum Sie bitten, erhalten Sie auch ohne Kreuz, und jedes Kreuz können Sie ' +
    'jederzeit zurücknehmen.',
  recipients: 'Wer Ihre Angaben außerdem erhalten darf',
  recipientsHint: 'Niemand, solange Sie nichts ankreuzen. Jedes Kästchen steht für sich.',
  notice: 'Wie wir mit Ihren Angaben umgehen',
  trap: 'Bitte lassen Sie dieses Feld leer',
  submit: {
    workshop: 'Anmelden',
    course: 'Anmelden',
    'product-information': 'Informationen anfordern',
    inquiry: 'Anfrage senden',
    'business-relation': 'Absenden',
  },
};
