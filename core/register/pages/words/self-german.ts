/** The words of the pages about oneself in German. */
import type { SelfWords } from './self-words.ts';

export const GERMAN_SELF: SelfWords = {
  ask: {
    title: 'Ihre Angaben ansehen und ändern',
    lead:
      'Hier sehen Sie, was wir von Ihnen gespeichert haben. Sie können es ändern, widerrufen, was Sie ' +
      'erlaubt haben, oder alles löschen lassen.',
    address: 'E-Mail-Adresse',
    addressHint: 'Wir senden an diese Adresse einen Link, der 60 Minuten lang gültig ist.',
    addressButton: 'Link senden',
    or: 'Ohne E-Mail-Adresse angemeldet?',
    reference: 'Aktenzeichen',
    referenceHint: 'Sie haben es nach der Anmeldung erhalten.',
    referenceButton: 'Meine Angaben anzeigen',
    sentTitle: 'Bitte sehen Sie in Ihr Postfach',
    sent: [
      'Wenn wir unter dieser Adresse etwas gespeichert haben, ist eine E-Mail mit einem Link dorthin ' +
        'unterwegs. Der Link ist 60 Minuten lang gültig.',
      'Damit niemand herausfinden kann, wer hier angemeldet ist, lautet diese Antwort immer gleich.',
    ],
  },
  title: 'Ihre Angaben',
  lead: 'Das ist alles, was wir von Ihnen gespeichert haben.',
  reference: 'Aktenzeichen',
  address: 'E-Mail-Adresse',
  none: 'Wir haben keine Angaben von Ihnen gespeichert.',
  acts: {
    corrected: 'Ihre Angaben sind berichtigt.',
    addressAsked:
      'Ihre übrigen Angaben sind berichtigt. An die neue Adresse haben wir eine E-Mail gesendet: Sie gilt, ' +
      'sobald Sie sie dort bestätigen.',
    given: 'Vielen Dank, was Sie angekreuzt haben, ist ab sofort erlaubt.',
    giveAsked:
      'Vielen Dank. Wir haben Ihnen eine E-Mail gesendet: Was Sie angekreuzt haben, gilt, sobald Sie es dort ' +
      'bestätigen.',
    withdrawn: 'Widerrufen. Das gilt ab sofort.',
    noticeChanged:
      'Der Hinweis hat sich inzwischen geändert. Bitte lesen Sie ihn und kreuzen Sie noch einmal an.',
    lifted: 'Bestätigungsmails an Ihre Adresse sind wieder erlaubt.',
  },
  nothingTicked: 'Nichts war angekreuzt, also hat sich nichts geändert.',
  received: (day) => `eingegangen am ${day}`,
  channels: {
    form: 'über das Formular',
    letter: 'per Brief',
    phone: 'telefonisch',
    visit: 'persönlich',
    import: 'aus einem älteren System',
  },
  serviceStates: {
    requested: 'wartet auf Ihre Bestätigung',
    given: 'aktiv',
    refused: 'nicht aktiv',
    withdrawn: 'widerrufen',
    expired: 'abgeschlossen',
  },
  details: 'Angaben',
  correctHint: 'Was Sie hier ändern, ändert sich in allen Ihren Anmeldungen, in denen es vorkommt.',
  addressHint:
    'Eine neue Adresse gilt, sobald Sie sie dort bestätigen. Der alten Adresse teilen wir die Änderung mit.',
  correct: 'Änderungen speichern',
  topics: 'Themen',
  permissions: 'Was Sie erlaubt haben',
  noPermissions: 'Hier wurde nach nichts gefragt.',
  since: (day) => `seit ${day}`,
  withdraw: 'Widerrufen',
  transfers: 'Wer Ihre Angaben erhalten hat',
  transferred: (recipient, day) => `${recipient}, am ${day}`,
  noTransfers: 'Wir haben Ihre Angaben an niemanden weitergegeben.',
  give: 'Mehr erlauben',
  giveHint: 'Jedes Kästchen ist freiwillig, und jedes Kreuz können Sie jederzeit zurücknehmen.',
  giveNotice: 'Wie wir mit Ihren Angaben umgehen',
  giveButton: 'Angekreuztes erlauben',
  stopped: 'Bestätigungsmails sind abgestellt',
  stoppedText:
    'Jemand mit Zugang zu Ihrem Postfach hat uns gebeten, keine Bestätigungsmails an Ihre Adresse zu senden.',
  lift: 'Diese E-Mails wieder erlauben',
  exportTitle: 'Ihre Angaben mitnehmen',
  exportText: 'Sie erhalten eine Datei im JSON-Format mit allem, was wir von Ihnen gespeichert haben.',
  exportButton: 'Herunterladen',
  withdrawAllTitle: 'Alles widerrufen, was Sie erlaubt haben',
  withdrawAllText: 'Sofort und ohne Angabe von Gründen. Wozu Sie sich angemeldet haben, bleibt bestehen.',
  withdrawAllButton: 'Alles widerrufen',
  eraseTitle: 'Alles löschen',
  eraseText: [
    'Wir löschen Ihren Namen, Ihre Adresse und alle anderen Angaben. Wozu Sie sich angemeldet haben, endet ' +
      'damit: Ein Platz wird frei, eine offene Anfrage bleibt unbeantwortet. Das lässt sich nicht ' +
      'rückgängig machen.',
    'Was wir nach einem Gesetz aufbewahren müssen, bleibt so lange erhalten. Wir behalten einen Nachweis ' +
      'ohne Ihren Namen und Ihre Adresse, was wann erlaubt war.',
  ],
  eraseSure: 'Ja, löschen Sie alles, was Sie von mir gespeichert haben.',
  eraseButton: 'Alles löschen',
};
