/** What hosts have told of their models, as it is kept over a restart. Only a memory aid: what cannot be read is asked for again. */
import { join } from 'node:path'
import { z } from 'zod'
import type { HostId } from '../claude/contract.ts'
import type { ListedModel, ModelSays } from '../claude/models-listed.ts'
import { readOrNull, writeWhole } from './whole-file.ts'

const MODEL_SAYS = z.object({
  contextWindow: z.number().optional(),
  maxOutput: z.number().optional(),
  thinking: z
    .object({
      kind: z.enum(['adaptive', 'budget', 'none']),
      least: z.enum(['disabled', 'between_tools', 'always']),
    })
    .optional(),
  efforts: z.array(z.enum(['low', 'medium', 'high', 'xhigh', 'max'])).optional(),
  clearsTools: z.boolean().optional(),
  clearsThinking: z.boolean().optional(),
  compaction: z.object({ threshold: z.boolean().optional(), onDemand: z.boolean().optional() }).optional(),
  lifecycle: z
    .object({ status: z.enum(['active', 'deprecated', 'retired']), retiresAt: z.string().nullable() })
    .optional(),
}) satisfies z.ZodType<ModelSays>

export const LISTED_MODELS = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    // What another version wrote otherwise is asked for again, and what stands beside it stays readable.
    says: MODEL_SAYS.optional().catch(undefined),
  }),
)

/** For hosts that nobody set up here: those of the environment. What is set up has it in its own place (credentials.ts). */
export interface ListedModels {
  /** What a host listed when it was last asked. */
  of(host: HostId): readonly ListedModel[]
  /** Durable when it returns, or it throws. */
  keep(host: HostId, models: readonly ListedModel[]): void
}

const FILE = 'models.json'
const KEPT = z.record(z.string(), LISTED_MODELS)

/** Kept in `<folder>/models.json`, which holds no secret. */
export function openListedModels(folder: string): ListedModels {
  const file = join(folder, FILE)
  const kept = new Map<HostId, readonly ListedModel[]>(Object.entries(readKept(file)))
  return {
    of: (host) => kept.get(host) ?? [],
    keep(host, models) {
      kept.set(host, models)
      writeWhole(file, JSON.stringify(Object.fromEntries(kept)))
    },
  }
}

function readKept(file: string): z.infer<typeof KEPT> {
  try {
    return KEPT.parse(JSON.parse(readOrNull(file) ?? '{}'))
  } catch {
    return {}
  }
}
