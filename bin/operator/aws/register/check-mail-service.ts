/** `doctor` of SES: whether it takes mail to anybody from these senders, without tracking and without a list. */
import type { RegisterConfig } from '#core/register/register-config-schema';
import type { Problem } from '#core/register/staff/problem';
import type { AskAws } from './ask-aws.ts';
import type { RegisterDeployment } from './register-deployment.ts';

interface Account {
  readonly ProductionAccessEnabled?: boolean;
  readonly SendingEnabled?: boolean;
}
interface Identity {
  readonly VerifiedForSendingStatus?: boolean;
  readonly DkimAttributes?: { readonly Status?: string };
}
interface ConfigurationSet {
  readonly SuppressionOptions?: { readonly SuppressedReasons?: readonly string[] };
  readonly SendingOptions?: { readonly SendingEnabled?: boolean };
}
interface Destinations {
  readonly EventDestinations?: readonly { readonly MatchingEventTypes?: readonly string[] }[];
}

/** Returns what is wrong with the account, the identities and the configuration set. */
export async function checkMailService(
  { ask, outputs }: RegisterDeployment,
  { aws }: RegisterConfig,
): Promise<readonly Problem[]> {
  const set = outputs('RegisterConfigurationSet');
  const found = await Promise.all([
    checkAccount(ask),
    ...(aws?.identities ?? []).map((identity) => checkIdentity(identity, ask)),
    checkConfigurationSet(set, ask),
  ]);
  return found.flat().map((text) => ({ code: 'ses', text }));
}

async function checkAccount(ask: AskAws): Promise<readonly string[]> {
  const account = (await get<Account>('/v2/email/account', ask)) ?? {};
  return [
    ...(account.ProductionAccessEnabled === true
      ? []
      : ['SES is in the sandbox and sends to verified addresses alone: ask AWS for production access']),
    ...(account.SendingEnabled === false ? ['SES has paused sending: see the account dashboard of SES'] : []),
  ];
}

async function checkIdentity(identity: string, ask: AskAws): Promise<readonly string[]> {
  const found = await get<Identity>(`/v2/email/identities/${encodeURIComponent(identity)}`, ask);
  // The address of an identity may be that of a person: the key of register.json names it.
  const name = identity.includes('@') ? 'an address of $.aws.identities' : identity;
  if (found?.VerifiedForSendingStatus !== true)
    return [`SES has not verified ${name}: verify it, or mails from it are refused`];
  return identity.includes('@') || found.DkimAttributes?.Status === 'SUCCESS'
    ? []
    : [`SES does not sign mails of ${name}: publish the three DKIM records that SES shows`];
}

async function checkConfigurationSet(name: string, ask: AskAws): Promise<readonly string[]> {
  const path = `/v2/email/configuration-sets/${encodeURIComponent(name)}`;
  const set = await get<ConfigurationSet>(path, ask);
  if (set === undefined) return ['the configuration set is gone, so that no mail leaves: deploy again'];
  const destinations = await get<Destinations>(`${path}/event-destinations`, ask);
  const types = (destinations?.EventDestinations ?? []).flatMap((one) => one.MatchingEventTypes ?? []);
  return [
    ...(types.some((type) => type === 'OPEN' || type === 'CLICK')
      ? [
          'the configuration set tracks who opens or clicks: remove OPEN and CLICK from its event destinations',
        ]
      : []),
    ...(['BOUNCE', 'COMPLAINT'].every((type) => types.includes(type))
      ? []
      : ['the configuration set reports no bounces or complaints: deploy again']),
    // An override with an empty list turns the account's list off.
    ...(set.SuppressionOptions?.SuppressedReasons?.length === 0
      ? []
      : [
          "the account's suppression list applies, which keeps addresses that an erasure does not reach: deploy again",
        ]),
    ...(set.SendingOptions?.SendingEnabled === false
      ? ['sending is off for the configuration set: turn it on, or deploy again']
      : []),
  ];
}

async function get<Answer>(path: string, ask: AskAws): Promise<Answer | undefined> {
  try {
    return JSON.parse(await ask({ service: 'ses', path })) as Answer;
  } catch (error) {
    if ((error as Error).name === 'NotFoundException') return undefined;
    throw error;
  }
}
