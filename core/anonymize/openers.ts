/**
 * The words after which a segment opens an account, confirms an address or ends a subscription, and those after which
 * it names a person's order or document, in twelve languages. It may not judge what follows them.
 */

import { withoutMarks } from './marks.ts';

/** Whole words. Their accents are removed, as they often are in addresses. */
const OPENERS =
  'login signin logon signup join share shared sharing token tokens code codes auth magic ' +
  'forgot recover recovery ' +
  'otp pin session sessions sid key keys apikey secret password passwd pwd optout optin link ' +
  'ticket tickets claim ' +
  'redeem voucher authorize authorise authorization accept approve unlock restore renew onboarding guest pair ' +
  'anmelden einloggen abmelden abmeldung passwort kennwort teilen freigabe geteilt einladung einladen zugang ' +
  'bestaetigen bestatigen bestaetigung bestatigung gutschein ' +
  'connexion passe mdp oublie jeton partage partager invite motdepasse lien acces rejoindre ' +
  'acceso entrar compartir compartido invitar baja clave contrasena restablecer recuperar enlace codigo ' +
  'senha convite convidar compartilhar partilhar ativar ativacao redefinir descadastrar acesso ' +
  'accedi accesso condividi condiviso invito invita attiva attivazione conferma reimposta ripristina recupera ' +
  'disiscriviti codice ' +
  'inloggen delen gedeeld afmelden uitschrijven wachtwoord herstellen herstel activeren uitnodiging toegang ' +
  'haslo zaloguj logowanie potwierdz aktywuj udostepnij wypisz zaproszenie rezygnacja kod ' +
  'parol sbros sbroshen vhod voyti vojti podelitsya otpiska otpisatsya priglashenie kod ssylka dostup parol token ' +
  'sifre sifirla giris dogrula onayla onay davet davetiye paylas etkinlestir kodu ' +
  'mima denglu yanzheng queren yaoqing jihuo fenxiang tuiding chongzhi ' +
  'kakunin ninsho ninshou shotai shoutai yukoka kyoyu kyoyuu haishin ' +
  '';
/** Beginnings of words, of five or six letters. */
const OPENER_STARTS =
  'reset verif invit confir unsubs activa reacti magicl forgot resend authen valida passwo emailv aktivi zuruck ' +
  'zuruec abbest freisc desins desabo reinit active desusc suscri cancel inscri ' +
  'disisc bevest uitnod potwie weryfi aktywa ' +
  'zapros podtve aktiva dogrul abonel prigla';
/** Ends of words. */
const OPENER_ENDS =
  /(?:token|login|signin|reset|invit(?:e|ation)|(?:confirm|verific|activ)ation|magiclink|sessid|sessionid|secret|passwor[dt])$/;
/** In languages that write no spaces. */
const UNSPACED =
  /パスワード|再設定|リセット|確認|認証|招待|有効化|ログイン|共有|配信停止|退会|解除|トークン|登録|重置|密码|密碼|验证|驗證|确认|邀请|邀請|激活|登录|登入|分享|退订|退訂|令牌|取消订阅/;
/** Words after which a number or a code names an order, a customer or a document. */
const RECORDS =
  'order orders orderid invoice invoices booking bookings reservation reservations customer ' +
  'customers client clients ' +
  'member members membership patient patients passport passports plate plates licence license ' +
  'tax taxid ssn nino ' +
  'vat account accounts user users uid userid profile profiles employee student case claim ' +
  'policy contract parcel ' +
  'tracking shipment receipt receipts payment payments quote return returns device imei po inv ord ref rma ' +
  'bestellung bestellungen bestellnummer auftrag rechnung rechnungen buchung kunde kunden ' +
  'kundennummer mitglied ' +
  'ausweis reisepass pass kennzeichen steuernummer steuerid konto nutzer benutzer sendung ' +
  'vorgang vertrag police ' +
  'commande commandes facture factures client reservation passeport plaque immatriculation compte utilisateur ' +
  'dossier colis membre ' +
  'pedido pedidos factura facturas reserva reservas cliente clientes pasaporte matricula ' +
  'cuenta usuario socio dni ' +
  'nie nif cif expediente paciente fatura faturas passaporte placa conta usuario cpf cnpj ' +
  'ordine ordini fattura fatture prenotazione passaporto targa utente codicefiscale ' +
  'bestelling bestellingen factuur boeking klant paspoort kenteken bsn gebruiker ' +
  'zamowienie zamowienia faktura faktury rezerwacja klient paszport tablica pesel nip regon uzytkownik konto ' +
  'zakaz zakazy schet bron klient pasport nomer inn snils polzovatel ' +
  'siparis siparisler rezervasyon musteri pasaport plaka kimlik tckn hesap kullanici ' +
  'chumon yoyaku dingdan yonghu huzhao 注文 予約 订单 訂單 用户 护照';
/** Words before a day of birth, and beginnings of some. */
const BIRTHS = 'birth born dob geburt geb nele nee nacido fnac nasc nato nata dataur seinen';
const BIRTH_STARTS =
  'birth geburt gebor gebore gebdat naissa nacimi nascim nascit geboor urodz rozhd rodil rozden dogum sheng';

/** What a segment opens: a token, a record (an order or a document), a day of birth, or nothing. */
export type Opening = 'token' | 'record' | 'birth' | undefined;

/** Maximum number of words of an opener: `mot-de-passe-oublie`. A title is longer. */
const MAX_WORDS = 5;
const MAX_LENGTH = 64;
const LOWER = /^[a-z]+$/;
const SLUG = /^[a-z-]+$/;

const WORDS = new Map<string, Opening>();
const STARTS = new Map<string, Opening>();
for (const [list, opening, map] of [
  [RECORDS, 'record', WORDS],
  [BIRTHS, 'birth', WORDS],
  [OPENERS, 'token', WORDS],
  [BIRTH_STARTS, 'birth', STARTS],
  [OPENER_STARTS, 'token', STARTS],
] as const)
  for (const word of list.split(' ')) map.set(word, opening);

/** Returns what a decoded segment opens: `password-reset`, `verifyEmail.php`, `mot-de-passe`, `orders`, `dob`. */
export function openingOf(plain: string): Opening {
  if (plain.length > MAX_LENGTH) return undefined;
  if (LOWER.test(plain)) return openingOfWord(plain);
  let kind: Opening;
  let count = 0;
  for (const word of wordsOf(withoutMarks(plain))) {
    if (word === '') continue;
    if (++count > MAX_WORDS) return undefined;
    const opening = openingOfWord(word);
    if (opening !== undefined && kind !== 'token') kind = opening;
  }
  return kind ?? (plain > '\u3000' && UNSPACED.test(plain) ? 'token' : undefined);
}

function openingOfWord(word: string): Opening {
  const opening = WORDS.get(word);
  if (opening !== undefined || word.length < 5) return opening;
  return (
    STARTS.get(word.slice(0, 5)) ??
    STARTS.get(word.slice(0, 6)) ??
    (word.length > 7 && OPENER_ENDS.test(word) ? 'token' : undefined)
  );
}

/** The letters from U+0430 to U+044F in Latin ones, as in addresses. */
const LATIN = 'a b v g d e zh z i j k l m n o p r s t u f h c ch sh sch  y  e yu ya'.split(' ');

function latin(text: string): string {
  return text.replaceAll(/[\u0430-\u044f]/g, (letter) => LATIN[letter.charCodeAt(0) - 0x430] ?? '');
}

function wordsOf(plain: string): readonly string[] {
  if (SLUG.test(plain)) return plain.split('-');
  // eslint-disable-next-line no-control-regex
  const ascii = /[^\u0000-\u007f]/.test(plain)
    ? latin(plain.toLowerCase())
        .normalize('NFD')
        .replaceAll(/\p{M}+/gu, '')
        .replaceAll('\u00df', 'ss')
        .replaceAll('\u0142', 'l')
        .replaceAll('\u0131', 'i')
    : plain;
  return ascii
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
}
