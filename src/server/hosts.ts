/** Where Claude can run from here: what was found, what was chosen, and opening it. */
import { connectAnthropic } from '../claude/anthropic.ts'
import { connectBedrock } from '../claude/bedrock.ts'
import { type Connection, HostError, type HostId, type ModelInfo } from '../claude/contract.ts'
import { chooseHost, type Findings, findHosts, type Surroundings } from '../claude/discover.ts'
import { KNOWN_MODELS, modelFacts } from '../claude/models.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import type { HostAnswer, HostChoice, HostOption, Hosts } from '../workspace/hosts.ts'
import type { Credentials } from './credentials.ts'

/** Milliseconds that a host gets to accept a key. */
const PATIENCE = 20_000

export interface HostsOptions {
  readonly surroundings: Surroundings
  readonly credentials: Credentials
  /** Milliseconds between pieces of a rehearsal reply. */
  readonly pace: () => number
  readonly now: () => Date
}

export function createHosts(options: HostsOptions): Hosts {
  const { surroundings, credentials, pace, now } = options
  const rehearsal = connectRehearsal(createRehearsal({ pace, now }))
  const baseURL = surroundings.env.ANTHROPIC_BASE_URL || undefined

  /** Looked up each time: a profile may have been made since. A key typed into the settings comes before the environment's. */
  const find = (typed: string | null) => {
    const found = findHosts(surroundings)
    const kept = typed ?? credentials.anthropicKey()
    return { ...found, anthropicKey: kept ?? found.anthropicKey, keyIsKept: kept !== null }
  }

  const connect = (host: HostId, findings: Findings): Connection | null => {
    switch (host) {
      case 'rehearsal':
        return rehearsal
      case 'anthropic':
        return findings.anthropicKey === null
          ? null
          : connectAnthropic({ apiKey: findings.anthropicKey, baseURL })
      case 'bedrock':
        return findings.bedrock === null ? null : connectBedrock(findings.bedrock)
      default:
        return host satisfies never
    }
  }

  const open = async (choice: HostChoice, typed: string | null, ask: boolean): Promise<HostAnswer> => {
    const findings = find(typed)
    const chosen = chooseHost(choice.host, findings)
    const connection = connect(chosen.host, findings)
    if (!connection) return { ok: false, message: missing(chosen.host, findings) }
    const listed = ask || chosen.host !== 'anthropic' ? await ownModels(connection) : TABLE
    if ('message' in listed) return { ok: false, message: listed.message }
    const model = choice.model ?? connection.defaultModel
    if (ask && isUnknown(chosen.host, model, listed.models)) {
      return { ok: false, message: `${connection.name} does not offer the model "${model}" to this key.` }
    }
    const because =
      chosen.host === 'anthropic' && choice.host === 'auto' && findings.keyIsKept
        ? 'a key was typed into the settings'
        : chosen.because
    const { name } = connection
    return {
      ok: true,
      host: { connection, state: { id: chosen.host, name, model, because, models: listed.models } },
    }
  }

  return {
    async options() {
      const findings = find(null)
      return [
        await option('anthropic', findings, TABLE.models),
        await option('bedrock', findings, BEDROCK_TABLE),
        await option('rehearsal', findings, (await rehearsal.models()) ?? []),
      ]
    },
    open: (choice) => open(choice, null, false),
    async verify(choice, apiKey) {
      if (apiKey !== null && choice.host !== 'anthropic') {
        return {
          ok: false,
          message: 'An API key belongs to the Claude API: choose that host, or leave the key out.',
        }
      }
      const answer = await open(choice, apiKey, true)
      if (answer.ok && apiKey !== null) credentials.keepAnthropicKey(apiKey)
      return answer
    },
  }
}

const TABLE: { readonly models: readonly ModelInfo[] } = {
  models: KNOWN_MODELS.map((id) => ({ id, name: modelFacts(id).name })),
}
const BEDROCK_TABLE: readonly ModelInfo[] = KNOWN_MODELS.map((id) => ({
  id: `anthropic.${id}`,
  name: modelFacts(id).name,
}))

async function ownModels(
  connection: Connection,
): Promise<{ readonly models: readonly ModelInfo[] } | { readonly message: string }> {
  const signal = AbortSignal.timeout(PATIENCE)
  try {
    return { models: await connection.models(signal) }
  } catch (error) {
    if (signal.aborted)
      return { message: `${connection.name} did not answer within ${PATIENCE / 1000} seconds.` }
    if (error instanceof HostError) return { message: error.failure.message }
    throw error
  }
}

/** Bedrock's list is our own table, so a model that is not in it may well exist. */
function isUnknown(host: HostId, model: string, models: readonly ModelInfo[]): boolean {
  return host !== 'bedrock' && models.length > 0 && !models.some(({ id }) => id === model)
}

function missing(host: HostId, findings: Findings): string {
  return host === 'bedrock'
    ? `Amazon Bedrock cannot be used: ${findings.bedrockMissing}.`
    : 'The Claude API needs a key: set ANTHROPIC_API_KEY, or type one into the settings.'
}

async function option(
  id: HostId,
  findings: Findings & { readonly keyIsKept: boolean },
  models: readonly ModelInfo[],
): Promise<HostOption> {
  switch (id) {
    case 'anthropic': {
      const available = findings.anthropicKey !== null
      const found = findings.keyIsKept ? 'a key was typed into the settings' : 'ANTHROPIC_API_KEY is set'
      return { id, name: 'The Claude API', available, because: available ? found : 'no key is set', models }
    }
    case 'bedrock': {
      const because = findings.bedrock?.because ?? findings.bedrockMissing
      return { id, name: 'Amazon Bedrock', available: findings.bedrock !== null, because, models }
    }
    case 'rehearsal':
      return { id, name: 'Rehearsal', available: true, because: 'it is built in and needs nothing', models }
    default:
      return id satisfies never
  }
}
