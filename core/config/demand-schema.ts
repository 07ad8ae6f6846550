/** The part of the configuration that says where the register leaves its released demand on one machine. */
import { z } from 'zod';

/** Where it lies if the register was started in the folder of the configuration. */
const REGISTER_DEMAND_FILE = 'register-data/demand.json';

export const demandSchema = z
  .strictObject({
    register: z
      .string()
      .min(1)
      .default(REGISTER_DEMAND_FILE)
      .describe('File of the demand that the register has released, relative to this file. Not used on AWS.'),
  })
  .default({ register: REGISTER_DEMAND_FILE })
  .describe('What `/v1/demand` reads beside the releases of this configuration.');
