/** The hosts that can be reached from here, and their credentials. */
import { isDeepStrictEqual } from 'node:util'
import { connectHost, knownModels, LISTING } from '../claude/connect.ts'
import { type Connection, HostError, type HostId, type HostKind, type ModelInfo } from '../claude/contract.ts'
import { findWay, PREFERRED, type Surroundings, type Way } from '../claude/discover.ts'
import { examineHost, type Patient, smallRequest } from '../claude/doctor.ts'
import { failedSaying, finding } from '../claude/findings.ts'
import { FORMS, KIND_NAMES } from '../claude/forms.ts'
import { isRehearsal, REHEARSAL } from '../claude/kinds.ts'
import { findServers } from '../claude/local-servers.ts'
import type { ListedModel } from '../claude/models-listed.ts'
import { inWords, models as modelsIn, type Saying, saying } from '../claude/sayings.ts'
import type { HostState } from '../workspace/events.ts'
import type {
  FoundHost,
  HostAnswer,
  HostChoice,
  Hosts,
  OpenHost,
  SetUpAnswer,
  SetUpHost,
} from '../workspace/hosts.ts'
import type { Credentials } from './credentials.ts'
import { readSetups, readTyped, type Setup, shownSetup } from './hosts-setups.ts'
import type { ListedModels } from './listed-models.ts'

export interface HostsOptions {
  readonly surroundings: Surroundings
  readonly credentials: Credentials
  /** What hosts that nobody set up have told of their models. */
  readonly listed: ListedModels
  /** The rehearsal model's handler. */
  readonly rehearsal: (request: Request) => Promise<Response>
  readonly now: () => Date
}

/** Milliseconds that a host gets to say whether it accepts us. */
const PATIENCE = 10_000
/** Milliseconds that one gets to answer something, where it cannot be asked otherwise; a first request may wake a model. */
const PATIENCE_TO_ANSWER = 60_000

/** A host as it can be named, whether it can be used or not. */
interface Listed {
  readonly id: HostId
  readonly kind: HostKind
  readonly name: string
  readonly setup: Setup | null
  readonly way: Way
}

/** A connection is kept as long as the way to it stays the same, and with it what the host has told of its models. */
function keepConnections({ rehearsal, listed }: HostsOptions): (host: Listed) => Connection {
  const kept = new Map<HostId, { readonly way: string; readonly connection: Connection }>()
  return ({ id, kind, name, setup, way }) => {
    const present = JSON.stringify([name, way.fields])
    const before = kept.get(id)
    if (before?.way === present) return before.connection
    const connection = connectHost({ host: id, kind, name, fields: way.fields, rehearsal })
    connection.recall(setup?.models ?? listed.of(id))
    kept.set(id, { way: present, connection })
    return connection
  }
}

interface Desk extends HostsOptions {
  readonly connect: (host: Listed) => Connection
}

export function createHosts(given: HostsOptions): Hosts {
  const options: Desk = { ...given, connect: keepConnections(given) }
  const setups = () => readSetups(options.credentials.hosts())
  const list = () => listed(setups(), options.surroundings)
  const open = async (choice: HostChoice, ask: boolean): Promise<HostAnswer> => {
    const hosts = list()
    const host = choice.host === 'auto' ? preferred(hosts) : hosts.find(({ id }) => id === choice.host)
    if (!host) return { ok: false, message: `There is no host ${JSON.stringify(choice.host)}.` }
    const answer = await openHost(host, choice, options, ask)
    if (answer.ok && ask) learn(options, answer.host)
    return answer
  }
  return {
    open: (choice) => open(choice, false),
    verify: (choice) => open(choice, true),
    forms: () => FORMS,
    setups: () => setups().map(shownSetup),
    all: async () => await Promise.all(list().map((host) => foundOf(host, options))),
    setUp: (typed) => setUp(typed, setups(), options),
    remove(id) {
      const kept = options.credentials.hosts()
      const left = kept.filter((host) => host.id !== id)
      if (left.length === kept.length) return false
      options.credentials.save(left)
      return true
    },
    async examine(id, signal) {
      const host = list().find((one) => one.id === id)
      if (!host) return [finding('wrong', saying('whatHost'), saying('gone'), saying('setUpAgain'))]
      return await examineHost(patientOf(host, options), signal)
    },
    discover: () => findServers(options.surroundings),
  }
}

function patientOf({ id, kind, name, way }: Listed, { rehearsal, now }: HostsOptions): Patient {
  return { ...way, host: id, kind, name, rehearsal, now }
}

/** Every kind that has a form, as typed or found; then the servers; rehearsal last. */
function listed(setups: readonly Setup[], around: Surroundings): readonly Listed[] {
  const single = FORMS.filter(({ several }) => !several).map(({ kind }): Listed => {
    const setup = setups.find(({ id }) => id === kind) ?? null
    return {
      id: kind,
      kind,
      name: KIND_NAMES[kind],
      setup,
      way: findWay(kind, setup?.fields ?? null, around),
    }
  })
  const named = setups
    .filter(({ id, kind }) => id !== kind)
    .map((setup): Listed => ({ ...setup, setup, way: findWay(setup.kind, setup.fields, around) }))
  return [...single, ...named, rehearsal(around, [...single, ...named])]
}

function rehearsal(around: Surroundings, others: readonly Listed[]): Listed {
  const way = findWay(REHEARSAL, null, around)
  const reason = others.some((host) => host.way.ok) ? way.reason : saying('nothingFound')
  return {
    id: REHEARSAL,
    kind: REHEARSAL,
    name: KIND_NAMES.rehearsal,
    setup: null,
    way: { ...way, because: inWords(reason), reason },
  }
}

/** The first usable host in the order of `PREFERRED`, what was typed before what was found. */
function preferred(hosts: readonly Listed[]): Listed | undefined {
  const usable = hosts.filter(({ way }) => way.ok)
  const ordered = PREFERRED.flatMap((kind) => usable.filter((host) => host.kind === kind))
  return ordered.find(({ setup }) => setup !== null) ?? ordered[0] ?? hosts.at(-1)
}

async function openHost(host: Listed, choice: HostChoice, options: Desk, ask: boolean): Promise<HostAnswer> {
  const { id, kind, name, way } = host
  if (!way.ok) return refusing(saying('cannotBeUsed', { host: name, because: way.reason }))
  const connection = options.connect(host)
  try {
    const models = ask ? await asked(connection) : await known(host, connection, options)
    const model = modelFor(choice, connection, models)
    if (model === '') return refusing(saying('offersNone', { host: name }))
    if (ask && isUnknown(model, kind, models)) return refusing(saying('notOffered', { host: name, model }))
    const reason = choice.host === 'auto' ? way.reason : saying('chosen')
    const because = inWords(reason)
    return {
      ok: true,
      host: { connection, state: { id, kind, name, available: true, model, because, reason, models } },
    }
  } catch (error) {
    if (error instanceof HostError) return refusing(failedSaying(error, name))
    throw error
  }
}

function refusing(said: Saying): Extract<HostAnswer, { ok: false }> {
  return { ok: false, message: inWords(said), said }
}

async function known(
  { id, kind, way, setup }: Listed,
  connection: Connection,
  { listed }: HostsOptions,
): Promise<readonly ModelInfo[]> {
  return await knownModels({ kind, fields: way.fields }, connection, setup?.models ?? listed.of(id))
}

/**
 * The model that was asked for, else the host's default. The rehearsal model is the only one of its host: a model that
 * was meant for another host does not reach it. An account without the default model gets its newest Sonnet.
 */
function modelFor(choice: HostChoice, connection: Connection, models: readonly ModelInfo[]): string {
  const { defaultModel } = connection
  const isOffered = (id: string) => models.length === 0 || models.some((model) => model.id === id)
  if (choice.model !== null && (!isRehearsal(connection) || isOffered(choice.model))) return choice.model
  if (defaultModel !== '' && isOffered(defaultModel)) return defaultModel
  const other = models.find(({ id }) => id.includes('sonnet')) ?? models[0]
  return other?.id ?? defaultModel
}

function isUnknown(model: string, kind: HostKind, models: readonly ModelInfo[]): boolean {
  return LISTING.has(kind) && models.length > 0 && !models.some(({ id }) => id === model)
}

async function foundOf(host: Listed, options: Desk): Promise<FoundHost> {
  const { id, kind, name, way } = host
  const { because, reason } = way
  const nothing = { id, kind, name, available: false, model: '', because, reason, models: [] }
  if (!way.ok) return { state: nothing, connection: null }
  const answer = await openHost(host, { host: id, model: null }, options, false)
  if (!answer.ok) {
    const { message, said } = answer
    return { state: { ...nothing, because: message, ...(said && { reason: said }) }, connection: null }
  }
  const shown = isRehearsal(host) ? saying('builtInAbout') : reason
  const { connection, state } = answer.host
  return { state: { ...state, because: inWords(shown), reason: shown }, connection }
}

/** Models as the host itself says. Rejects with `HostError`. */
async function asked(connection: Connection): Promise<readonly ModelInfo[]> {
  return await within(PATIENCE, connection.name, async (signal) => await connection.models(signal))
}

async function within<T>(ms: number, name: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  try {
    return await ask(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    const message = `${name} did not answer within ${ms / 1000} seconds. Try again, or see whether this machine reaches it.`
    throw new HostError({ kind: 'timeout', message, retryable: true }, { cause: error })
  }
}

/** What a host listed is kept, with what was typed for it if something was, so that it is known after a restart without asking. */
function learn({ credentials, listed }: HostsOptions, opened: OpenHost): void {
  const kept = credentials.hosts()
  const models = toKeep(opened)
  const { id } = opened.state
  const at = kept.findIndex((each) => each.id === id)
  const host = kept[at]
  if (isDeepStrictEqual(host ? host.models : listed.of(id), models)) return
  if (!host) {
    // The rehearsal model is part of this program: there is nothing to remember of it.
    if (!isRehearsal(opened.state)) listed.keep(id, models)
    return
  }
  credentials.save(kept.with(at, { ...host, models }))
}

/** The models of a host with what it said of each itself. */
function toKeep({ connection, state }: OpenHost): readonly ListedModel[] {
  return state.models.map(({ id, name }) => {
    const says = connection.says(id)
    return says ? { id, name, says } : { id, name }
  })
}

async function setUp(typed: SetUpHost, kept: readonly Setup[], options: Desk): Promise<SetUpAnswer> {
  const read = readTyped(typed, kept)
  if (!read.ok) return { ...read, findings: [] }
  const { setup } = read
  const { id, kind, name } = setup
  const host: Listed = { id, kind, name, setup, way: findWay(kind, setup.fields, options.surroundings) }
  const opened = await openHost(host, { host: id, model: null }, options, LISTING.has(kind))
  const answer = opened.ok && !LISTING.has(kind) ? await answering(opened.host) : opened
  if (!answer.ok) {
    const findings = await examineHost(patientOf(host, options))
    return { ...answer, findings }
  }
  const others = options.credentials.hosts().filter((one) => one.id !== id)
  options.credentials.save([...others, { ...setup, fields: textsOf(setup), models: toKeep(answer.host) }])
  const said = toldOf(kind, answer.host.state)
  return { ok: true, host: answer.host, told: inWords(said), said }
}

function textsOf({ fields }: Setup): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

function toldOf(kind: HostKind, { model, models }: HostState): Saying {
  const name = models.find(({ id }) => id === model)?.name ?? model
  if (!LISTING.has(kind)) return saying('toldAnswered', { model: name })
  return saying(kind === 'server' ? 'toldServer' : 'toldKey', { models: modelsIn(models.length) })
}

/** A host that lists nothing is asked for a word, since only that shows whether it accepts us. */
async function answering(host: OpenHost): Promise<HostAnswer> {
  const { connection, state } = host
  try {
    await within(PATIENCE_TO_ANSWER, state.name, async (signal) => {
      for await (const event of connection.stream(smallRequest(state.model), signal)) {
        if (event.type === 'message_start') return
      }
    })
    return { ok: true, host }
  } catch (error) {
    if (error instanceof HostError) return refusing(failedSaying(error, state.name))
    throw error
  }
}
