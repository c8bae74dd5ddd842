/** The hosts that can be reached from here, and their credentials. */
import { connectAnthropic } from '../claude/anthropic.ts'
import { type Connection, HostError, type ModelInfo } from '../claude/contract.ts'
import { chooseHost, type Findings, findHosts, type Surroundings } from '../claude/discover.ts'
import { KNOWN_MODELS, modelName } from '../claude/models.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import type { HostAnswer, HostChoice, HostOption, Hosts } from '../workspace/hosts.ts'
import type { Credentials } from './credentials.ts'

export interface HostsOptions {
  readonly surroundings: Surroundings
  readonly credentials: Credentials
  /** The rehearsal model's handler. */
  readonly rehearsal: (request: Request) => Promise<Response>
}

/** Milliseconds that a host gets to say whether it accepts us. */
const PATIENCE = 10_000

const NAMES = {
  rehearsal: 'Rehearsal',
  anthropic: 'Claude API',
  bedrock: 'Amazon Bedrock',
} as const

type HostId = keyof typeof NAMES

/** What can be said about a host without asking it. */
type Way =
  | { readonly ok: true; readonly because: string; readonly connection: Connection }
  | { readonly ok: false; readonly because: string }

export function createHosts(options: HostsOptions): Hosts {
  const find = () => findings(options)
  return {
    async options() {
      const found = find()
      return await Promise.all(
        (['anthropic', 'bedrock', 'rehearsal'] as const).map(async (id) =>
          optionOf(id, await wayTo(id, found, options)),
        ),
      )
    },
    async open(choice) {
      const { host } = choice
      if (!isKnown(host)) return unknownHost(host)
      return await openHost({ ...choice, host }, find(), options, offered)
    },
    async verify(choice, apiKey) {
      const { host } = choice
      if (!isKnown(host)) return unknownHost(host)
      if (apiKey === null) return await openHost({ ...choice, host }, find(), options, asked)
      if (host !== 'anthropic' && host !== 'auto') {
        return { ok: false, message: `An API key belongs to the Claude API, not to ${NAMES[host]}.` }
      }
      const found = { ...find(), anthropicKey: apiKey }
      const answer = await openHost({ ...choice, host: 'anthropic' }, found, options, asked)
      if (answer.ok) options.credentials.saveAnthropicKey(apiKey)
      return answer
    },
  }
}

type KnownChoice = HostChoice & { readonly host: HostId | 'auto' }

function isKnown(host: string): host is HostId | 'auto' {
  return host === 'auto' || Object.hasOwn(NAMES, host)
}

function unknownHost(host: string): HostAnswer {
  return { ok: false, message: `There is no host ${JSON.stringify(host)}.` }
}

/** A key typed into the settings wins over one in the environment: it came later, from a person. */
function findings({ surroundings, credentials }: HostsOptions): Findings {
  const found = findHosts(surroundings)
  return { ...found, anthropicKey: credentials.anthropicKey() ?? found.anthropicKey }
}

type ModelsOf = (connection: Connection) => Promise<readonly ModelInfo[]>

async function openHost(
  choice: KnownChoice,
  found: Findings,
  options: HostsOptions,
  modelsOf: ModelsOf,
): Promise<HostAnswer> {
  const { host, because } = chooseHost(choice.host, found)
  const way = await wayTo(host, found, options)
  if (!way.ok) return { ok: false, message: `${NAMES[host]} cannot be used: ${way.because}.` }
  try {
    const { connection } = way
    const models = await modelsOf(connection)
    const model = modelFor(choice, connection, models)
    if (modelsOf === asked && isUnknown(model, connection, models)) {
      return { ok: false, message: `${NAMES[host]} does not offer the model ${JSON.stringify(model)} to us.` }
    }
    const shown = choice.host === 'auto' ? way.because : because
    return {
      ok: true,
      host: {
        connection,
        state: { id: host, kind: host, name: NAMES[host], available: true, model, because: shown, models },
      },
    }
  } catch (error) {
    if (error instanceof HostError) return { ok: false, message: error.failure.message }
    throw error
  }
}

/**
 * The model that was asked for, else the host's default. The rehearsal model is the only one of its host: a model that
 * was meant for another host does not reach it. An account without the default model gets its newest Sonnet.
 */
function modelFor(choice: KnownChoice, connection: Connection, models: readonly ModelInfo[]): string {
  const { kind: host, defaultModel } = connection
  const isOffered = (id: string) => models.length === 0 || models.some((model) => model.id === id)
  if (choice.model !== null && (host !== 'rehearsal' || isOffered(choice.model))) return choice.model
  if (isOffered(defaultModel)) return defaultModel
  const other = models.find(({ id }) => id.includes('sonnet')) ?? models[0]
  return other?.id ?? defaultModel
}

/** Bedrock's list is our own table, so a model that is not in it may well exist. */
function isUnknown(model: string, { host }: Connection, models: readonly ModelInfo[]): boolean {
  return host !== 'bedrock' && models.length > 0 && !models.some(({ id }) => id === model)
}

async function wayTo(id: HostId, found: Findings, options: HostsOptions): Promise<Way> {
  switch (id) {
    case 'anthropic': {
      if (found.anthropicKey === null)
        return { ok: false, because: 'no key was found; set ANTHROPIC_API_KEY or type one into the settings' }
      const typed = found.anthropicKey === options.surroundings.env.ANTHROPIC_API_KEY?.trim()
      const because = typed ? 'ANTHROPIC_API_KEY is set' : 'a key was typed into the settings'
      const baseURL = options.surroundings.env.ANTHROPIC_BASE_URL?.trim() || undefined
      return { ok: true, because, connection: connectAnthropic({ apiKey: found.anthropicKey, baseURL }) }
    }
    case 'bedrock': {
      if (!found.bedrock) return { ok: false, because: found.bedrockMissing }
      const { region, profile, because } = found.bedrock
      // Amazon's client is large, and only those who use it shall wait for it at start.
      const { connectBedrock } = await import('../claude/bedrock.ts')
      return { ok: true, because, connection: connectBedrock({ region, profile }) }
    }
    case 'rehearsal': {
      const because =
        found.anthropicKey === null && !found.bedrock
          ? 'no key and no AWS credentials were found'
          : 'it is built in'
      return { ok: true, because, connection: connectRehearsal(options.rehearsal) }
    }
    default:
      return id satisfies never
  }
}

/** Models as our own table has them; nobody is asked. */
async function offered(connection: Connection): Promise<readonly ModelInfo[]> {
  if (connection.host !== 'anthropic') return await connection.models()
  return KNOWN_MODELS.map((id) => ({ id, name: modelName(id), capabilities: connection.capabilities(id) }))
}

/** Models as the host itself says. Rejects with `HostError`. */
async function asked(connection: Connection): Promise<readonly ModelInfo[]> {
  const signal = AbortSignal.timeout(PATIENCE)
  try {
    return await connection.models(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const message = `${connection.name} did not answer within ${PATIENCE / 1000} seconds. Try again, or see whether this machine reaches it.`
    throw new HostError({ kind: 'timeout', message, retryable: true }, { cause: error })
  }
}

async function optionOf(id: HostId, way: Way): Promise<HostOption> {
  const { because } = way
  if (!way.ok) return { id, name: NAMES[id], available: false, because, models: [] }
  const words =
    id === 'rehearsal'
      ? 'Built in: a program that follows rules. No key, no network, no language model'
      : because
  return { id, name: NAMES[id], available: true, because: words, models: await offered(way.connection) }
}
