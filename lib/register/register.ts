/**
 * The register as one construct: its store, four functions and their rights, the pages' API, mail, and what leaves it.
 * It may not take anything of the usage stream.
 */
import { Duration } from 'aws-cdk-lib';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SURVEY_PREFIX } from '#core/register/survey/survey-columns';
import { acknowledge, acknowledgeObjects } from '../acknowledge.ts';
import { Tick } from '../functions/tick.ts';
import { MailEvents, sesArn } from './mail-events.ts';
import { OpenStore } from './open-store.ts';
import { PagesApi } from './pages-api.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import { RegisterFunction, type RegisterFunctionProps } from './register-function.ts';
import { RegisterStore } from './register-store.ts';
import { createStaffPolicy } from './staff-policy.ts';

/** Of what nobody could file, as long as backups are kept. */
const UNFILED_DAYS = 7;
/** Lambda's longest. */
const LONGEST = Duration.minutes(15);
/** What an erasure removes beside the log. */
const TRACES = ['evidence/*', 'outgoing/*'];
const GIVEN_UP = 'given-up/*';

export class Register extends Construct {
  readonly store: RegisterStore;
  readonly open: OpenStore;
  readonly mailEvents: MailEvents;
  /** Notices of SES that could not be filed, with the addresses in them. */
  readonly unfiled: Queue;
  readonly pages: RegisterFunction;
  readonly staff: RegisterFunction;
  readonly mail: RegisterFunction;
  readonly sweep: RegisterFunction;
  readonly api: PagesApi;
  readonly staffPolicy: ManagedPolicy;
  readonly #deployment: RegisterDeployment;

  constructor(scope: Construct, id: string, deployment: RegisterDeployment) {
    super(scope, id);
    this.#deployment = deployment;
    this.store = new RegisterStore(this, 'Store', deployment);
    this.open = new OpenStore(this, 'Open', deployment);
    this.mailEvents = new MailEvents(this, 'MailEvents', { deployment, store: this.store });
    this.unfiled = this.#queue();
    this.pages = this.#function('Pages', {
      description: 'answers pages and forms',
      timeout: Duration.seconds(20),
      memoryMiB: 1024,
    });
    this.pages.allowObjects({ read: ['evidence/*'], create: [GIVEN_UP], delete: TRACES });
    this.mail = this.#mail();
    this.staff = this.#staff();
    this.sweep = this.#sweep();
    this.api = new PagesApi(this, 'Http', { deployment, pages: this.pages });
    this.staffPolicy = createStaffPolicy(this, 'StaffPolicy', {
      stage: deployment.aws.stage,
      store: this.store,
      staff: this.staff,
    });
  }

  /** The only function that may send; one at a time, so that no mail leaves twice. */
  #mail(): RegisterFunction {
    const { identities } = this.#deployment.aws;
    const mail = this.#function('Mail', {
      description: 'sends mails, and files what comes back',
      timeout: LONGEST,
      memoryMiB: 1024,
      reservedConcurrency: 1,
      environment: { configurationSet: this.mailEvents.configurationSet.configurationSetName },
      afterFailure: { onFailure: new SqsDestination(this.unfiled) },
    });
    for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*'])
      acknowledge(mail.role, `IAM5[Action::${action}]`, 'The CDK grants both forms of it, for the one key.');
    mail.allowLists();
    mail.allowObjects({
      read: [...TRACES, 'inbound/*'],
      write: ['outgoing/*'],
      create: [GIVEN_UP, 'evidence/*'],
      delete: [...TRACES, 'inbound/*'],
    });
    // A message as it is needs both actions, on the identity and on the configuration set.
    mail.allow(
      ['ses:SendEmail', 'ses:SendRawEmail'],
      [...identities.map((name) => sesArn(`identity/${name}`)), this.mailEvents.configurationSetArn],
    );
    this.mailEvents.topic.addSubscription(new LambdaSubscription(mail.lambda));
    new Tick(this, 'EachMinute', {
      target: mail,
      schedule: 'cron(* * * * ? *)',
      timeZone: this.#deployment.register.config.timeZone,
      description: 'Sends what is due, and files received mails.',
    });
    return mail;
  }

  #staff(): RegisterFunction {
    const staff = this.#function('Staff', {
      description: 'runs commands of staff',
      timeout: LONGEST,
      memoryMiB: 2048,
      environment: { mailFunction: this.mail.lambda.functionName },
    });
    staff.allowLists();
    staff.allowObjects({
      read: [...TRACES, 'staff/*', 'survey/*'],
      write: ['outgoing/*', 'staff/*', 'transfers/*'],
      create: [GIVEN_UP, 'evidence/*', 'survey/*'],
      delete: [...TRACES, 'staff/*'],
    });
    staff.allow(['lambda:InvokeFunction'], [this.mail.lambda.functionArn]);
    return staff;
  }

  #sweep(): RegisterFunction {
    const { bucket } = this.open;
    const sweep = this.#function('Sweep', {
      description: 'erases what is due, and counts',
      timeout: LONGEST,
      memoryMiB: 2048,
      environment: { openBucket: bucket.bucketName },
    });
    sweep.allowLists();
    // What is released of a year is drawn once and kept.
    sweep.allowObjects({
      read: [...TRACES, 'survey/*'],
      create: [GIVEN_UP, 'survey/*'],
      delete: TRACES,
    });
    sweep.allow(
      ['s3:GetObject', 's3:PutObject'],
      [bucket.arnForObjects('demand.json'), bucket.arnForObjects(`${SURVEY_PREFIX}/*`)],
    );
    sweep.allow(['s3:ListBucket'], [bucket.bucketArn]);
    acknowledgeObjects(
      sweep.role,
      bucket,
      [`${SURVEY_PREFIX}/*`],
      'There is an object for each month of counts.',
    );
    new Tick(this, 'EachDay', {
      target: sweep,
      schedule: 'cron(15 3 * * ? *)',
      timeZone: this.#deployment.register.config.timeZone,
      description: 'Erases what is due, writes to owners, and counts.',
    });
    return sweep;
  }

  #function(
    id: string,
    props: Omit<RegisterFunctionProps, 'deployment' | 'store' | 'name'>,
  ): RegisterFunction {
    return new RegisterFunction(this, id, {
      ...props,
      deployment: this.#deployment,
      store: this.store,
      name: `register-${id.toLowerCase()}`,
    });
  }

  #queue(): Queue {
    const queue = new Queue(this, 'Unfiled', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: this.store.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(UNFILED_DAYS),
    });
    acknowledge(queue, 'SQS3', 'It holds what the mail function failed to file.');
    return queue;
  }
}
