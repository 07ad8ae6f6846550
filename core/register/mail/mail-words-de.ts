/** The sentences of the register's mails in German. */
import { GERMAN_INFORMATION } from './information-words.ts';
import type { MailWords } from './mail-words.ts';

export const GERMAN_MAIL: MailWords = {
  language: 'de',
  questions: (email) => `Fragen zu Ihren Daten: ${email}`,
  confirm: {
    subject: (title) => `Bitte bestätigen: ${title}`,
    reminderSubject: (title) => `Noch nicht bestätigt: ${title} (letzte Erinnerung)`,
    entered: (firm, title) => `Diese E-Mail-Adresse wurde bei ${firm} im Formular „${title}“ eingetragen.`,
    lastReminder:
      'Sie ist noch nicht bestätigt. Wir erinnern Sie mit dieser E-Mail ein einziges Mal und danach nicht mehr.',
    ask:
      'Wenn Sie das waren, bestätigen Sie es bitte. Der Link führt zu einer Seite mit einer Schaltfläche; erst diese ' +
      'bestätigt.',
    button: 'Zur Bestätigung',
    until: (linkDays, deletedAfterDays) =>
      `Der Link gilt ${days(linkDays)}. Bis Sie bestätigen, geschieht mit den eingetragenen Angaben nichts; ohne ` +
      `Bestätigung werden sie ${days(deletedAfterDays)} nach dem Eintrag gelöscht.`,
    notMe:
      'Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Damit wir Ihnen nie wieder eine solche E-Mail ' +
      'senden, wer auch immer Ihre Adresse einträgt, folgen Sie diesem Link:',
    never: 'Das war ich nicht: nie wieder',
  },
  welcome: {
    subject: (title) => `Bestätigt: ${title}`,
    confirmed: {
      workshop: (title) => `Vielen Dank. Sie sind angemeldet: „${title}“.`,
      course: (title) => `Vielen Dank. Sie sind angemeldet: „${title}“.`,
      'product-information': (title) => `Vielen Dank. Ihre Anforderung „${title}“ ist bestätigt.`,
      inquiry: (title) =>
        `Vielen Dank. Ihre Nachricht „${title}“ ist eingegangen; wir werden sie beantworten.`,
      'business-relation': (title) => `Vielen Dank. Ihre Anmeldung „${title}“ ist bestätigt.`,
    },
    when: (when) => `Wann: ${when}`,
    place: (place) => `Wo: ${place}`,
    attached: 'Im Anhang dieser E-Mail:',
    given: 'Das haben Sie erlaubt:',
    nothingGiven:
      'Sie haben kein Kästchen angekreuzt: Wir verwenden Ihre Angaben für das, worum Sie gebeten haben, und für ' +
      'nichts sonst.',
    fullSubject: (title) => `Alle Plätze sind vergeben: ${title}`,
    full: (title) =>
      `Vielen Dank für die Bestätigung Ihrer Adresse. Inzwischen sind alle Plätze vergeben: „${title}“. Sie sind daher ` +
      'nicht angemeldet und stehen auf keiner Warteliste.',
    fullNothingGiven:
      'Sie haben kein Kästchen angekreuzt, also behalten wir nichts: Ihre Angaben werden gelöscht.',
    fullInstead: 'Wenn Sie möchten, fordern Sie stattdessen Produktinformationen an:',
    self:
      'Um alles zu sehen, was wir über Sie gespeichert haben, es zu berichtigen, mehr zu erlauben oder es löschen zu ' +
      'lassen, fordern Sie hier einen Link an:',
    selfLink: 'Ihre Angaben sehen oder ändern',
  },
  offer: {
    time: (clock) => `${clock} Uhr`,
    times: (from, to) => `${from} bis ${to} Uhr`,
    to: 'bis',
    until: (end) => `bis ${end}`,
  },
  withdraw:
    'Was immer Sie erlaubt haben, können Sie jederzeit und ohne Angabe von Gründen widerrufen: über diesen Link, ' +
    'durch eine Antwort auf diese E-Mail oder durch einen Brief. Worum Sie uns gebeten haben, bleibt davon unberührt.',
  withdrawLink: 'Widerrufen, was Sie erlaubt haben',
  self: {
    subject: (firm) => `Ihre Angaben bei ${firm}`,
    requested: (firm) =>
      `Hier ist der Link, den Sie angefordert haben: Er zeigt, was ${firm} über Sie gespeichert hat.`,
    button: 'Ihre Angaben sehen',
    minutes:
      'Er gilt 60 Minuten, und wer ihn hat, kann Ihre Angaben sehen und ändern: Geben Sie ihn nicht weiter.',
    notMe:
      'Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun: Er steht allein in dieser E-Mail.',
  },
  changed: {
    addressSubject: (firm) => `Ihre E-Mail-Adresse bei ${firm} wurde geändert`,
    address: (firm, title) =>
      `Die E-Mail-Adresse Ihrer Anmeldung „${title}“ bei ${firm} wurde geändert, und die neue Adresse ist bestätigt. ` +
      'Von jetzt an schreiben wir dazu an die neue Adresse.',
    notMe: (contact) => `Wenn Sie das nicht waren, sagen Sie es uns bitte: ${contact}`,
    offerSubject: (title) => `Geändert: ${title}`,
    cancelledSubject: (title) => `Abgesagt: ${title}`,
    offer: (title) => `Zu „${title}“, wofür Sie angemeldet sind, gibt es eine Änderung.`,
    cancelled: (title) => `„${title}“, wofür Sie angemeldet sind, findet nicht statt.`,
    calendar: 'Die angehängte Kalenderdatei ändert den Eintrag in Ihrem Kalender.',
    calendarRemoves: 'Die angehängte Kalenderdatei entfernt den Eintrag aus Ihrem Kalender.',
  },
  answer: {
    subject: (title) => `Unsere Antwort: ${title}`,
    intro: {
      workshop: (firm, title) => `${firm} schreibt Ihnen zu „${title}“:`,
      course: (firm, title) => `${firm} schreibt Ihnen zu „${title}“:`,
      'product-information': (firm, title) => `${firm} sendet Ihnen, was Sie angefordert haben: „${title}“.`,
      inquiry: (firm, title) => `${firm} antwortet auf Ihre Nachricht „${title}“:`,
      'business-relation': (firm, title) => `${firm} schreibt Ihnen zu „${title}“:`,
    },
  },
  acknowledgement: {
    subject: (firm) => `Ihr Widerruf bei ${firm}`,
    stopped: 'Das ist ab sofort beendet:',
    nothingStopped: 'Von dem, was Sie genannt haben, war nichts mehr erlaubt; es gab also nichts zu beenden.',
    endedService: 'Das, worum Sie uns gebeten hatten',
    kept: 'Das bewahren wir noch auf:',
    service: (title, until) =>
      `Ihre Angaben zu „${title}“, weil Sie uns darum gebeten haben, ` +
      (until === undefined ? 'bis es erledigt ist oder Sie es beenden' : `längstens bis zum ${until}`),
    law: (labels, law, until) => `${labels}, weil wir nach ${law} dazu verpflichtet sind, bis zum ${until}`,
    proof:
      'einen Nachweis ohne Ihren Namen und Ihre Adresse, was Sie wann erlaubt und widerrufen haben, um es belegen zu ' +
      'können',
    notify: (names) =>
      `Wir benachrichtigen diese Empfänger, die Ihre Angaben mit Ihrer Zustimmung haben: ${names}.`,
    backups: (day) => `Ab dem ${day} enthält auch keine Sicherung mehr, was gelöscht wurde.`,
  },
  information: GERMAN_INFORMATION,
  owner: {
    cameSubject: (form) => `Neu im Register: ${form}`,
    came: (form, count) =>
      `Über das Formular „${form}“ ${count === 1 ? 'ist ein neuer Eintrag' : `sind ${count} neue Einträge`} gekommen.`,
    read: 'Diese E-Mail enthält keine personenbezogenen Daten. Zum Lesen:',
    weekSubject: (count) => `Offen im Register: ${count}`,
    week: 'Offen oder neu seit der letzten solchen E-Mail, nach Formularen:',
    open: (form, count) => `${form}: ${count}`,
    cases: (count) =>
      `${count === 1 ? 'Ein Fall ist' : `${count} Fälle sind`} offen: was niemandem zuzuordnen war, eine Mail, ` +
      'die jemand lesen muss, oder Empfänger, denen etwas mitzuteilen ist. Zum Ansehen und Schließen:',
    nothing: 'Zurzeit ist nichts offen.',
  },
};

const days = (n: number) => (n === 1 ? 'einen Tag' : `${n} Tage`);
