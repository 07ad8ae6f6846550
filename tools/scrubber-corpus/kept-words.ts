/** Words of twelve languages after which sites put a token, and routes of frameworks: the kept half's. */

const WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'sign-in',
    'verify-email',
    'accept-invite',
    'opt-out',
    'password-reset',
    'set-password',
    'join',
    'shared',
    'redeem',
    'recover',
    'one-time-login',
  ],
  es: ['recuperar-contrasena', 'verificar-correo', 'iniciar-sesion', 'compartir', 'cancelar-suscripcion'],
  de: [
    'anmelden',
    'passwort-zuruecksetzen',
    'aktivieren',
    'kontoaktivierung',
    'abbestellen',
    'freischalten',
    'teilen',
  ],
  fr: [
    'reinitialiser-mot-de-passe',
    'connexion',
    'se-desabonner',
    'confirmer',
    'activation',
    'partager',
    'lien-magique',
  ],
  pt: ['recuperar-senha', 'entrar', 'compartilhar', 'descadastrar', 'confirmacao'],
  it: ['accedi', 'recupera-password', 'disiscriviti', 'conferma', 'invito', 'attivazione'],
  nl: ['inloggen', 'wachtwoord-herstellen', 'afmelden', 'bevestigen', 'delen'],
  pl: ['logowanie', 'potwierdz', 'przypomnij-haslo', 'udostepnij', 'zaloguj'],
  tr: ['giris', 'onayla', 'parola-yenile', 'abonelikten-cik', 'paylas'],
  ru: ['vosstanovlenie-parolya', 'podtverdit', 'vhod', 'priglashenie'],
  zh: ['denglu', 'chongzhi-mima'],
};
/** Those that are written in plain letters. */
export const latin = Object.values(WORDS).flat();
/** Those in their own script, or with its marks. */
export const native = [
  'подтверждение',
  'вход',
  'приглашение',
  'восстановление-пароля',
  'ログイン',
  '認証',
  '配信停止',
  '共有',
  'パスワードリセット',
  '登录',
  '验证',
  '邀请',
  '退订',
  '找回密码',
  'giriş',
  'réinitialiser',
  'zurücksetzen',
  'recuperar-contraseña',
  'potwierdź',
  'confirmação',
];
/** Paths in which an identifier stands after one of the words. */
export const after = (list: readonly string[]): string[] =>
  list.flatMap((word) => [
    `/${encodeURIComponent(word)}/{}`,
    `/mein-konto/${encodeURIComponent(word)}/{}`,
    `/${encodeURIComponent(word)}-{}`,
  ]);
/**
 * Routes of Devise, Laravel, allauth, Discourse, Nextcloud, Keycloak, Magento, Shopify, NextAuth, GitLab and
 * Mattermost.
 */
export const ROUTES: readonly string[] = [
  '/users/confirmation/{}',
  '/users/unlock/{}',
  '/password/reset/{}',
  '/accounts/confirm-email/{}/',
  '/session/email-login/{}',
  '/u/activate-account/{}',
  '/invites/{}',
  '/index.php/s/{}',
  '/realms/shop/login-actions/action-token/{}',
  '/customer/account/createPassword/{}',
  '/account/activate/{}',
  '/api/auth/callback/email/{}',
  '/-/invites/{}',
  '/signup_user_complete/{}',
  '/user/recover_account/{}',
  '/email/verify/{}',
];
