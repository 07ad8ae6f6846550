/**
 * The built-in forms of a firm of instruments, one of each kind, in English and German: the first is served where no
 * form is configured, all of them are there to be copied and edited. Their configuration names a firm that does not
 * exist.
 */
import { DEMO_BUSINESS_RELATION } from './demo/business-relation.ts';
import { DEMO_CATALOGUE } from './demo/catalogue.ts';
import { DEMO_CONFIG } from './demo/config.ts';
import { DEMO_COURSE } from './demo/course.ts';
import { DEMO_INQUIRY } from './demo/inquiry.ts';
import { DEMO_PRODUCT_INFORMATION } from './demo/product-information.ts';
import { DEMO_WORKSHOP } from './demo/workshop.ts';
import type { FormInput } from './form-schema.ts';
import type { CatalogueItemInput } from './information/catalogue-schema.ts';
import type { RegisterConfigInput } from './register-config-schema.ts';

/** register.json, forms and catalogue as they stand in files: they take the same way through parseRegister. */
export const DEMO_REGISTER: {
  readonly config: RegisterConfigInput;
  readonly forms: readonly FormInput[];
  readonly catalogue: readonly CatalogueItemInput[];
} = {
  config: DEMO_CONFIG,
  forms: [DEMO_WORKSHOP, DEMO_COURSE, DEMO_PRODUCT_INFORMATION, DEMO_INQUIRY, DEMO_BUSINESS_RELATION],
  catalogue: DEMO_CATALOGUE,
};
