/**
 * Words by which somebody withdraws in a reply, by language. All lists count for everybody, since people answer in
 * their own language and not in that of the mail. Data.
 */
import { foldWords } from './fold-words.ts';

/** Words and phrases anywhere in what a person wrote, apart by commas. */
export const WITHDRAWAL_WORDS = {
  en: `
    unsubscribe, unsubscribed, stop, opt out, optout, opting out, remove me, take me off, withdraw,
    revoke, cancel my subscription, cancel subscription, no more emails, no more e-mails, no more mails,
    no longer wish to receive, no longer want to receive, do not want to receive, don't want to receive,
    do not contact me, don't contact me, do not send me, don't send me, do not email me, don't email me`,
  de: `
    abmelden, abmeldung, abbestellen, abbestellung, abbestelle, austragen, widerrufe, widerruf,
    widerrufen, widerspruch, widerspreche, stopp, keine mails mehr, keine E-Mails mehr, keine Emails
    mehr, keine weiteren Mails, keine weiteren E-Mails, keine weiteren Emails, keine Werbung, keinen
    Newsletter, melden Sie mich ab, melde mich ab, ziehe meine Einwilligung zurück, ziehe meine
    Zustimmung zurück, nicht mehr anschreiben, streichen Sie mich`,
  fr: `
    désinscrire, désinscription, désinscrivez, désinscris, désabonner, désabonnement, désabonnez,
    désabonne, retire mon consentement, retirer mon consentement, retrait de mon consentement, révoque,
    révoquer, ne plus recevoir, plus d'e-mails, plus d'emails, plus de mails, plus de courriels,
    arrêtez, m'oppose, stopper`,
  es: `
    darme de baja, darse de baja, dar de baja, denme de baja, dame de baja, deme de baja, cancelar la
    suscripción, cancelar mi suscripción, cancelar suscripción, desuscribir, desuscribirme,
    desuscribirse, desuscríbeme, revoco, revocar, retiro mi consentimiento, retirar mi consentimiento,
    no deseo recibir, no quiero recibir, dejen de enviar, dejar de recibir, no me envíen, me opongo`,
  it: `
    disiscrivere, disiscrivermi, disiscrivetemi, disiscrivimi, disiscrizione, annullare iscrizione,
    annullare l'iscrizione, annulla iscrizione, annulla l'iscrizione, cancellami, cancellatemi,
    cancellarmi, cancellazione, revoco, revocare, ritiro il mio consenso, ritirare il mio consenso,
    ritiro il consenso, non desidero ricevere, non voglio ricevere, non desidero più ricevere, non
    voglio più ricevere, non inviatemi, mi oppongo`,
  nl: `
    afmelden, afmelding, meld me af, meld mij af, uitschrijven, uitschrijving, schrijf me uit, schrijf
    mij uit, opzeggen, intrekken, intrekking, trek mijn toestemming in, herroep, herroepen, geen mails
    meer, geen mail meer, geen e-mails meer, geen emails meer, stoppen, maak bezwaar`,
  pl: `
    wypisz, wypisać, wypiszcie, wypisanie, wypisuję, rezygnuję, rezygnacja, zrezygnować, wycofuję,
    wycofać, wycofanie, cofam, cofnąć, cofnięcie, odwołuję, anuluj subskrypcję, anulować subskrypcję,
    nie chcę otrzymywać, nie chcę dostawać, nie życzę sobie, proszę nie wysyłać, proszę mnie usunąć,
    usuńcie mnie, sprzeciw`,
  pt: `
    cancelar inscrição, cancelar a inscrição, cancelar a minha inscrição, cancelar minha inscrição,
    cancelar subscrição, cancelar a subscrição, cancelar a minha subscrição, cancelar assinatura,
    cancelar a assinatura, descadastrar, descadastre, descadastrem, desinscrever, desinscreva,
    desinscrevam, remover-me, remova-me, removam-me, retiro o meu consentimento, retiro meu
    consentimento, retirar o meu consentimento, revogo, revogar, não quero receber, não desejo receber,
    não quero mais receber, parem de enviar, pare de enviar, sair da lista, oponho-me`,
} as const;

/** Words that withdraw where a person wrote nothing else: within a sentence they mean something else. */
export const LONE_WITHDRAWAL_WORDS = [
  'baja',
  'sair',
  'remove',
  'cancel',
  'quit',
  'end',
  'arret',
  'basta',
  'koniec',
] as const;

/** Returns the words of a language, as they are written. */
export const wordsOf = (language: keyof typeof WITHDRAWAL_WORDS): readonly string[] =>
  WITHDRAWAL_WORDS[language].split(',').map((word) => word.trim());

/** All of them, folded. */
export const WITHDRAWAL_PHRASES: readonly string[] = Object.values(WITHDRAWAL_WORDS)
  .flatMap((words) => words.split(','))
  .map((word) => foldWords(word).trim());
