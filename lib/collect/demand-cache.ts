/** How CloudFront keeps the demand for topics: one answer for everybody, whatever a request carries. */
import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
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
 * Returns the options of its behaviour. Nothing of a request reaches the function but `If-None-Match`, which CloudFront
 * handles itself: the API would otherwise answer by the origin of the first page that asked. Nothing is compressed,
 * which would weaken the entity tag.
 */
export function demandCache(scope: Construct, stage: string): AddBehaviorOptions {
  return {
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    compress: false,
    cachePolicy: new CachePolicy(scope, 'Demand', {
      comment: `Headcount ${stage}: the demand for topics`,
      defaultTtl: Duration.minutes(5),
      minTtl: Duration.seconds(0),
      maxTtl: Duration.minutes(5),
      enableAcceptEncodingGzip: false,
      enableAcceptEncodingBrotli: false,
      headerBehavior: CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.none(),
      cookieBehavior: CacheCookieBehavior.none(),
    }),
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'DemandHeaders', {
      comment: `Headcount ${stage}: any page may read the demand`,
      corsBehavior: {
        accessControlAllowOrigins: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['*'],
        accessControlExposeHeaders: ['ETag'],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.days(1),
        originOverride: true,
      },
    }),
  };
}
