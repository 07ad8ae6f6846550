/**
 * What a host that is on no list says of itself: `webmail.provider.example` is mail, `suche.portal.example` a search
 * engine. It may not name a source.
 */
import type { Medium } from './known-places.ts';

const words = (medium: Medium, text: string) => text.split(' ').map((word) => [word, medium] as const);

/** First labels of hosts, in the languages in which providers name them; a number may follow. */
const LABELS: ReadonlyMap<string, Medium> = new Map([
  ...words(
    'mail',
    'mail email e-mail wmail webmail web-mail posta eposta e-posta poczta pochta epost e-post correo correoweb ' +
      'correio courriel courrier messagerie messageriepro owa roundcube squirrelmail horde rainloop ' +
      'snappymail zimbra sogo',
  ),
  ...words(
    'search',
    'search isearch suche websuche recherche busca buscar busqueda buscador ricerca cerca pesquisa szukaj hledani ' +
      'hledej zoek zoeken sok otsing haku arama poisk searx searxng',
  ),
]);
/** Names of programs of the Fediverse, which many of its hosts have as a label or before a hyphen. */
const FEDIVERSE = /^(?:mastodon|mstdn|masto|lemmy|pixelfed|misskey|pleroma|akkoma|friendica)[.-]/;
/** First segments of the path under which mail programs of the web are installed. */
const MAIL_PATH =
  /^\/(?:owa|webmail|roundcube(?:mail)?|squirrelmail|horde|rainloop|snappymail|zimbra|sogo)(?:\/|$)/i;
const SAME_SITE = /^www\d{0,2}\./;

/** Returns the medium of a host below (or at) its registrable domain: `referral` where it says nothing. */
export function hostMedium(host: string, domain: string, pathname: string): Medium {
  const below = host.startsWith('www') ? host.replace(SAME_SITE, '') : host;
  const said = below.length > domain.length ? labelMedium(below.slice(0, below.indexOf('.'))) : undefined;
  if (said !== undefined) return said;
  if (domain.startsWith('deref-') || (pathname !== '/' && MAIL_PATH.test(pathname))) return 'mail';
  return FEDIVERSE.test(below) || FEDIVERSE.test(domain) ? 'social' : 'referral';
}

function labelMedium(label: string): Medium | undefined {
  if (label.startsWith('webmail')) return 'mail';
  return LABELS.get(label.at(-1)! <= '9' ? label.replace(/\d+$/, '') : label);
}
