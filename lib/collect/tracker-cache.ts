/** How CloudFront keeps the tracker script: each coding of each name as its headers say, whatever a request carries. */
import { Duration } from 'aws-cdk-lib';
import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
  type AddBehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * Returns the options of its behaviour. Any page may load the script and check it (`integrity`): the headers that say
 * so are CloudFront's, because the API sends none where no origin is forwarded to it.
 */
export function trackerCache(scope: Construct, stage: string): AddBehaviorOptions {
  return {
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: new CachePolicy(scope, 'Tracker', {
      comment: `Headcount ${stage}: the tracker script`,
      defaultTtl: Duration.days(1),
      // A version that is not known is not kept.
      minTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      headerBehavior: CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.none(),
      cookieBehavior: CacheCookieBehavior.none(),
    }),
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'TrackerHeaders', {
      comment: `Headcount ${stage}: any page may load the tracker`,
      corsBehavior: {
        accessControlAllowOrigins: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['*'],
        accessControlAllowCredentials: false,
        originOverride: true,
      },
    }),
  };
}
