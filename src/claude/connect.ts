/** From the fields of a host to a way to it. */
import { connectAnthropic } from './anthropic.ts'
import { connectAws } from './aws.ts'
import { connectBedrock } from './bedrock.ts'
import type { Connection, HostId, HostKind, ModelInfo } from './contract.ts'
import { type Fields, modelIds } from './forms.ts'
import { connectFoundry } from './foundry.ts'
import { REHEARSAL } from './kinds.ts'
import { KNOWN_MODELS } from './models.ts'
import { fromTable, offering } from './offering.ts'
import { connectRehearsal } from './rehearsal.ts'
import { connectServer } from './server.ts'
import { connectVertex } from './vertex.ts'

export interface Wanted {
  readonly host: HostId
  readonly kind: HostKind
  readonly name: string
  /** As a `Way` that is ok has them. */
  readonly fields: Fields
  /** The rehearsal model's handler. */
  readonly rehearsal: (request: Request) => Promise<Response>
}

/** Makes no request and loads no client before it is used. */
export function connectHost({ host, kind, name, fields, rehearsal }: Wanted): Connection {
  const models = modelIds(fields.models)
  const { baseUrl: baseURL, region = '' } = fields
  switch (kind) {
    case REHEARSAL:
      return connectRehearsal(rehearsal)
    case 'anthropic':
      return connectAnthropic({ apiKey: fields.apiKey ?? '', baseURL, models })
    case 'bedrock':
      return connectBedrock({ ...fields, region, baseURL, mantleURL: fields.mantleUrl, models })
    case 'aws':
      return connectAws({ ...fields, region, workspaceId: fields.workspaceId ?? '', baseURL, models })
    case 'vertex':
      return connectVertex({ ...fields, region, project: fields.project ?? '', baseURL, models })
    case 'foundry':
      return connectFoundry({ ...fields, baseURL, models })
    case 'server':
      return connectServer({ host, name, baseURL: baseURL ?? '', apiKey: fields.apiKey, models })
    default:
      return kind satisfies never
  }
}

/** Hosts that say which models an account has. Of the others our table is all that is known, and a model that is not in it may well exist. */
export const LISTING: ReadonlySet<HostKind> = new Set<HostKind>([REHEARSAL, 'anthropic', 'aws', 'server'])

/** What can be said of a host's models without asking it: those that were named, those it listed before, else our table. */
export async function knownModels(
  { kind, fields }: Pick<Wanted, 'kind' | 'fields'>,
  connection: Connection,
  learnt: readonly Pick<ModelInfo, 'id' | 'name'>[],
): Promise<readonly ModelInfo[]> {
  if (kind === REHEARSAL || !LISTING.has(kind)) return await connection.models()
  const otherwise = kind === 'server' ? [] : KNOWN_MODELS.map(fromTable)
  return offering(modelIds(fields.models), learnt.length > 0 ? learnt : otherwise).map(({ id, name }) => ({
    id,
    name,
    capabilities: connection.capabilities(id),
  }))
}
