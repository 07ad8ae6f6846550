/** The words of the hosted pages in German. */
import { GERMAN_FORM } from './form-german.ts';
import type { PageWords } from './page-words.ts';
import { GERMAN_SELF } from './self-german.ts';

export const GERMAN: PageWords = {
  locale: 'de-DE',
  skip: 'Zum Inhalt springen',
  languages: 'Sprachen',
  privacyContact: 'Fragen zu Ihren Daten',
  required: 'erforderlich',
  errorPrefix: 'Fehler: ',
  purposes: {
    information: 'Informationen und Angebote per E-Mail',
    'market-research': 'Eigene Marktforschung',
    customization: 'Auf Sie abgestimmte Leistungen',
    transfer: (recipient) => `Weitergabe Ihrer Angaben an ${recipient}`,
  },
  states: {
    requested: 'wartet auf Ihre Bestätigung',
    given: 'erlaubt',
    refused: 'nicht erlaubt',
    withdrawn: 'widerrufen',
    expired: 'abgelaufen',
  },
  form: GERMAN_FORM,
  again: {
    title: 'Noch ein Klick',
    text: [
      'Programme, die von allein Formulare ausfüllen, kommen nur bis zu dieser Seite. Sie brauchen nur die ' +
        'Schaltfläche zu betätigen; Ihre Eingaben sind noch da.',
    ],
  },
  thanks: {
    confirm: (days) => ({
      title: 'Bitte sehen Sie in Ihr Postfach',
      text: [
        'Wir haben eine E-Mail an die angegebene Adresse gesendet. Öffnen Sie den Link darin und betätigen ' +
          'Sie dort die Schaltfläche: Erst dann gilt, was Sie uns gesendet haben.',
        'Der Link ist 7 Tage lang gültig. Ist die E-Mail nach einigen Minuten nicht da, sehen Sie bitte im ' +
          'Spam-Ordner ' +
          `nach. Ohne Ihre Bestätigung löschen wir Ihre Angaben nach ${days === 1 ? '1 Tag' : `${days} Tagen`}.`,
      ],
    }),
    done: { title: 'Vielen Dank, Ihre Angaben sind angekommen', text: [] },
    reference: 'Ihr Aktenzeichen',
    referenceUse:
      'Bitte bewahren Sie dieses Aktenzeichen auf, denn wir haben keine Adresse, an die wir es senden ' +
      'könnten. Damit können Sie Ihre Angaben jederzeit ansehen und ändern oder widerrufen.',
    selfLink: 'Ihre Angaben ansehen',
    back: 'Zurück zu unserer Website',
  },
  links: {
    confirm: {
      title: 'E-Mail-Adresse bestätigen',
      text: [
        'Betätigen Sie die Schaltfläche: Dann gilt, was Sie uns gesendet haben, und jedes Kästchen, das Sie ' +
          'angekreuzt haben.',
      ],
      button: 'Bestätigen',
    },
    withdraw: {
      title: 'Widerrufen, was Sie erlaubt haben',
      text: [
        'Mit dieser Schaltfläche widerrufen Sie alles, was Sie uns erlaubt haben, sofort und ohne Angabe ' +
          'von Gründen. Wozu Sie sich angemeldet haben, bleibt bestehen.',
      ],
      button: 'Alles widerrufen',
    },
    never: {
      title: 'Keine solchen E-Mails mehr',
      text: [
        'Hat jemand anderes Ihre Adresse eingegeben? Mit der Schaltfläche senden wir keine Bestätigungsmails mehr ' +
          'dorthin. Was dort eingegeben wurde, gilt nicht.',
      ],
      button: 'Nichts mehr an diese Adresse senden',
    },
    self: {
      title: 'Ihre Angaben ansehen',
      text: [
        'Mit der Schaltfläche sehen Sie alles, was wir von Ihnen gespeichert haben, und können es ändern oder ' +
          'löschen lassen.',
      ],
      button: 'Meine Angaben anzeigen',
    },
  },
  some: {
    title: 'Oder nur einen Teil',
    legend: 'Kreuzen Sie an, was enden soll',
    button: 'Angekreuztes widerrufen',
    nothingTicked:
      'Nichts war angekreuzt, also hat sich nichts geändert. Bitte kreuzen Sie an, was enden soll.',
  },
  done: {
    confirmed: {
      title: 'Vielen Dank, Ihre E-Mail-Adresse ist bestätigt',
      text: [
        'Wir haben Ihnen eine E-Mail gesendet, in der steht, was Sie erlaubt haben. Über einen Link darin ' +
          'können Sie jederzeit widerrufen.',
      ],
    },
    full: {
      title: 'Ihre E-Mail-Adresse ist bestätigt, aber alle Plätze sind vergeben',
      text: [
        'Der letzte Platz war vergeben, bevor Sie bestätigt haben. Sie sind daher nicht angemeldet und stehen auf ' +
          'keiner Warteliste. Wir haben Ihnen eine E-Mail gesendet, in der steht, was Sie erlaubt haben.',
      ],
    },
    gone: {
      title: 'Hier ist nichts mehr zu bestätigen',
      text: [
        'Was Sie uns gesendet haben, wurde inzwischen gelöscht oder widerrufen. Wenn Sie möchten, füllen Sie ' +
          'das Formular neu aus.',
      ],
    },
    withdrawn: { title: 'Ihr Widerruf gilt ab sofort', text: [] },
    stopped: 'Was beendet ist',
    nothingStopped: 'Davon war nichts mehr erlaubt, also war nichts zu beenden.',
    kept: 'Was wir noch aufbewahren und warum',
    keptService: 'Sie haben darum gebeten, und es ist noch nicht vorbei.',
    keptLaw: (law) => `Ein Gesetz verpflichtet uns dazu (${law}).`,
    keptUntil: (day) => `Bis ${day}.`,
    keptUntilClosed: 'Bis es vorbei ist.',
    recipientsTold: 'Diesen Empfängern, die Ihre Angaben haben, teilen wir es mit:',
    backups: (day) => `Ab dem ${day} enthält keine Sicherungskopie mehr, was gelöscht wurde.`,
    never: {
      title: 'An diese Adresse geht keine Bestätigungsmail mehr',
      text: ['Das gilt, bis Sie es aufheben: hier oder auf der Seite mit Ihren Angaben.'],
    },
    lift: 'Diese E-Mails wieder erlauben',
    lifted: {
      title: 'Diese E-Mails sind wieder erlaubt',
      text: [
        'Wer auch immer Ihre Adresse in eines unserer Formulare einträgt: Sie werden wieder um Bestätigung gebeten.',
      ],
    },
    erased: { title: 'Ihre Angaben sind gelöscht', text: [] },
    proof: 'Wir behalten einen Nachweis ohne Ihren Namen und Ihre Adresse, was wann erlaubt war.',
  },
  problems: {
    'no-page': { title: 'Diese Seite gibt es nicht', text: ['Bitte prüfen Sie die Adresse.'] },
    'broken-link': {
      title: 'Dieser Link funktioniert nicht',
      text: [
        'Vielleicht fehlt ein Stück davon. Bitte kopieren Sie den ganzen Link aus der E-Mail in die ' +
          'Adresszeile Ihres Browsers.',
      ],
    },
    'expired-confirm': {
      title: 'Dieser Link ist nicht mehr gültig',
      text: ['Ein Bestätigungslink ist 7 Tage lang gültig. Bitte füllen Sie das Formular neu aus.'],
    },
    'expired-self': {
      title: 'Dieser Link ist nicht mehr gültig',
      text: ['Damit niemand sonst Ihre Angaben sieht, ist ein solcher Link nur 60 Minuten lang gültig.'],
    },
    'foreign-origin': {
      title: 'Von dort lässt sich das Formular nicht absenden',
      text: [
        'Es kam von einer Seite, die hier nicht bekannt ist. Bitte nutzen Sie das Formular auf unserer eigenen ' +
          'Seite.',
      ],
    },
    'wrong-method': {
      title: 'Das geht hier nicht',
      text: ['Bitte gehen Sie zurück und nutzen Sie die Schaltfläche oder das Formular.'],
    },
    'too-large': {
      title: 'Das war zu viel Text',
      text: ['Bitte gehen Sie zurück und kürzen Sie Ihre Eingaben. Gespeichert wurde nichts.'],
    },
    'wrong-type': {
      title: 'Dieses Formular ist nicht lesbar',
      text: ['Es kam in einem Format an, das hier nicht verstanden wird. Gespeichert wurde nichts.'],
    },
    'too-many': {
      title: 'Bitte versuchen Sie es etwas später',
      text: ['Im Moment gehen sehr viele Anfragen ein. Bitte warten Sie einige Minuten.'],
    },
    unavailable: {
      title: 'Das funktioniert im Moment nicht',
      text: [
        'Der Fehler liegt bei uns. Geändert wurde nichts; bitte versuchen Sie es in einigen Minuten noch einmal.',
      ],
    },
  },
  askAgain: 'Neuen Link anfordern',
  toForm: 'Zum Formular',
  self: GERMAN_SELF,
};
