/** Words of twelve languages after which sites put a token: the open half's. */

/** Words after which a token stands, as frameworks and shops name their routes. */
const OPENING_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'magic-link',
    'activate',
    'forgot-password',
    'share',
    'invite',
    'confirm-email',
    'unsubscribe',
    'reset',
  ],
  es: ['restablecer', 'activar-cuenta', 'invitacion', 'darse-de-baja', 'confirmar'],
  de: ['abmelden', 'passwort-vergessen', 'bestaetigen', 'einladung', 'freigabe'],
  fr: ['desinscription', 'mot-de-passe-oublie', 'activer', 'partage', 'invitation'],
  pt: ['redefinir-senha', 'ativar-conta', 'convite', 'cancelar-inscricao'],
  it: ['reimposta-password', 'attiva', 'condividi', 'annulla-iscrizione'],
  nl: ['uitschrijven', 'wachtwoord-vergeten', 'activeren', 'uitnodiging'],
  pl: ['resetuj-haslo', 'aktywacja', 'zaproszenie', 'wypisz'],
  tr: ['sifre-sifirla', 'aktivasyon', 'davet'],
  ru: ['sbros-parolya', 'aktivaciya', 'otpisatsya'],
  ja: ['パスワード再設定', '招待', '退会'],
  zh: ['重置密码', '激活', 'yaoqing'],
};
const words = Object.values(OPENING_WORDS).flat();
/** Those that are written in plain letters. */
export const latin = words.filter((word) => /^[a-z-]+$/.test(word));
/** Those in their own script, or with its marks. */
export const native = [
  ...words.filter((word) => !/^[a-z-]+$/.test(word)),
  'активация',
  'сброс-пароля',
  'отписаться',
  'şifre-sıfırla',
  'désinscription',
  'bestätigen',
  'invitación',
  'hasło',
];
/** Paths in which an identifier stands after one of the words. */
export const after = (list: readonly string[]): string[] =>
  list.flatMap((word) => [`/${encodeURIComponent(word)}/{}`, `/account/${encodeURIComponent(word)}/{}`]);
