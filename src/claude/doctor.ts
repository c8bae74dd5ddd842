/** Looks at everything that a host needs, step by step, and says in plain words what is wrong and what to do. */
import type { Failure } from '../agent/events.ts'
import { connectHost, LISTING, type Wanted } from './connect.ts'
import { type Connection, type Finding, HostError, type ModelInfo, type ModelRequest } from './contract.ts'
import { examineLine } from './doctor-line.ts'
import { formOf, type HostField, modelIds, whatIsWrong } from './forms.ts'
import { isRehearsal } from './kinds.ts'

export interface Patient extends Wanted {
  /** Whether all that is needed was found, and where; else what is missing. */
  readonly ok: boolean
  readonly because: string
  readonly now: () => Date
}

/** Milliseconds that each step may take. A first request may wake a model. */
const PATIENCE = 60_000
/** Tokens that the one real request may cost. */
const FEW_TOKENS = 64

/** Stops at the first step without which no other can be taken. Sends one small request. Never rejects. */
export async function examineHost(patient: Patient, signal?: AbortSignal): Promise<readonly Finding[]> {
  const findings: Finding[] = [...examineSettings(patient)]
  if (isSick(findings) || (isRehearsal(patient) && !patient.ok)) return findings
  if (!isRehearsal(patient)) {
    findings.push(...(await examineLine(patient, patient.now, limited(signal))))
    if (isSick(findings)) return findings
  }
  const connection = connectHost(patient)
  const listed = await examineList(patient, connection, signal)
  findings.push(...listed.findings)
  if (isSick(listed.findings)) return findings
  const model = modelIds(patient.fields.models)[0] ?? defaultOf(connection, listed.models)
  findings.push(
    ...examineModel(connection, model),
    ...(await examineAnswer(patient, connection, model, signal)),
  )
  return findings
}

function isSick(findings: readonly Finding[]): boolean {
  return findings.some(({ state }) => state === 'wrong')
}

function limited(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(PATIENCE)
  return signal ? AbortSignal.any([signal, limit]) : limit
}

const good = (what: string, found: string): Finding => ({ what, state: 'good', found, mend: '' })
const wrong = (what: string, found: string, mend: string, guide?: string): Finding => ({
  what,
  state: 'wrong',
  found,
  mend,
  ...(guide === undefined ? {} : { guide }),
})

// ── What is set ───────────────────────────────────────────────────────────────────────────────────────────

function examineSettings(patient: Patient): readonly Finding[] {
  if (isRehearsal(patient)) return []
  const { kind, fields, ok, because } = patient
  const what = 'What is set'
  const form = formOf(kind)
  const malformed = (form?.fields ?? []).flatMap((field) => malformation(field, fields[field.name]))
  if (malformed.length > 0) return malformed
  if (!ok)
    return [
      wrong(what, `${capital(because)}.`, 'Set it up in the settings, or in the environment.', form?.guide),
    ]
  return [good(what, `${capital(because)}.`), ...examineKey(kind, fields)]
}

function malformation(field: HostField, value: string | undefined): readonly Finding[] {
  const found = value === undefined ? null : whatIsWrong(field, value)
  if (!found) return []
  const from = field.variable ? ` or in ${field.variable}` : ''
  return [
    wrong(
      field.label,
      capital(found.replace(/^".*?": /, '')),
      `Copy it once more, whole and without spaces, into the settings${from}.`,
    ),
  ]
}

/** Things that may be right for a gateway and are mostly mistakes. */
function examineKey(kind: Patient['kind'], { apiKey, baseUrl }: Patient['fields']): readonly Finding[] {
  const findings: Finding[] = []
  if (kind === 'anthropic' && apiKey && !baseUrl && !apiKey.startsWith('sk-ant-'))
    findings.push({
      what: 'API key',
      state: 'unknown',
      found: 'It does not begin with sk-ant-, as keys of the Claude API do.',
      mend: 'See whether it is the key of something else.',
    })
  if (apiKey && baseUrl && isOpenLine(baseUrl))
    findings.push({
      what: 'Address',
      state: 'unknown',
      found: 'It begins with http://, so the key and all words travel unencrypted.',
      mend: 'Use https:// unless the line between both machines is safe.',
    })
  return findings
}

function isOpenLine(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

// ── Whether it accepts us ─────────────────────────────────────────────────────────────────────────────────

interface List {
  readonly findings: readonly Finding[]
  readonly models: readonly ModelInfo[]
}

async function examineList(patient: Patient, connection: Connection, signal?: AbortSignal): Promise<List> {
  const what = 'Whether it accepts us'
  if (!LISTING.has(patient.kind)) return { findings: [], models: [] }
  try {
    const models = await connection.models(limited(signal))
    const count = models.length === 1 ? '1 model' : `${models.length} models`
    return { findings: [good(what, `Accepted; it offers ${count}.`)], models }
  } catch (error) {
    return { findings: [failed(what, patient, error)], models: [] }
  }
}

function defaultOf({ defaultModel }: Connection, models: readonly ModelInfo[]): string {
  const offered = models.length === 0 || models.some(({ id }) => id === defaultModel)
  return offered && defaultModel !== '' ? defaultModel : (models[0]?.id ?? '')
}

function examineModel(connection: Connection, model: string): readonly Finding[] {
  const { lifecycle } = connection.capabilities(model)
  if (lifecycle.status === 'active') return []
  const when = lifecycle.retiresAt ? ` on ${lifecycle.retiresAt}` : ''
  const found =
    lifecycle.status === 'retired'
      ? `${model} was retired${when}.`
      : `${model} will be retired${when || ' soon'}.`
  const instead = lifecycle.successor ? `Choose ${lifecycle.successor} instead.` : 'Choose another model.'
  return [
    { what: 'The model', state: lifecycle.status === 'retired' ? 'wrong' : 'unknown', found, mend: instead },
  ]
}

// ── Whether it answers ────────────────────────────────────────────────────────────────────────────────────

async function examineAnswer(
  patient: Patient,
  connection: Connection,
  model: string,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const what = 'Whether it answers'
  if (model === '')
    return [
      wrong(what, 'It offers no model.', 'Load a model there, or name one in the settings of this host.'),
    ]
  try {
    const pieces = await ask(connection, wholeRequest(connection, model), limited(signal))
    return [streamed(what, model, pieces)]
  } catch (error) {
    if (!refusesForm(error)) return [failed(what, patient, error)]
    return await withoutExtras(what, patient, connection, model, error, signal)
  }
}

/** The same with nothing but words tells whether the host refuses us, or only what is special in a request. */
async function withoutExtras(
  what: string,
  patient: Patient,
  connection: Connection,
  model: string,
  refusal: unknown,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  try {
    const pieces = await ask(connection, smallRequest(model), limited(signal))
    const found = `It refuses the memory tool or context editing for this model: ${wordsOf(refusal)}`
    const mend = 'Choose a newer model, or update the gateway or server that is in between.'
    return [streamed(what, model, pieces), wrong('Whether memory works', found, mend)]
  } catch (error) {
    return [failed(what, patient, error)]
  }
}

function refusesForm(error: unknown): boolean {
  return error instanceof HostError && error.failure.kind === 'bad_request'
}

function streamed(what: string, model: string, pieces: number): Finding {
  return pieces > 0
    ? good(what, `${model} answered, and the answer came as a stream.`)
    : wrong(what, `${model} answered without a word.`, 'Try again, or choose another model.')
}

/** The number of pieces that came. Rejects with `HostError`. */
async function ask(connection: Connection, request: ModelRequest, signal: AbortSignal): Promise<number> {
  let pieces = 0
  for await (const event of connection.stream(request, signal)) {
    if (event.type === 'content_block_delta' || event.type === 'content_block_start') pieces += 1
  }
  return pieces
}

/** As small as a request can be. */
export function smallRequest(model: string): ModelRequest {
  return {
    model,
    system: '',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Reply with the word "ready".' }] }],
    tools: [],
    replyLimit: FEW_TOKENS,
  }
}

/** With what a chat sends besides words, as far as the model is said to take it here. */
function wholeRequest(connection: Connection, model: string): ModelRequest {
  const { memoryTool, clearing } = connection.capabilities(model)
  return {
    ...smallRequest(model),
    tools: memoryTool === 'typed' ? [{ type: 'memory_20250818', name: 'memory' }] : [],
    ...(clearing === 'host' ? { contextManagement: { edits: [{ type: 'clear_tool_uses_20250919' }] } } : {}),
  }
}

// ── Words ─────────────────────────────────────────────────────────────────────────────────────────────────

function wordsOf(error: unknown): string {
  return error instanceof HostError ? error.failure.message : 'It did not answer in time.'
}

function failed(what: string, patient: Patient, error: unknown): Finding {
  if (!(error instanceof HostError))
    return wrong(what, wordsOf(error), 'Try again, or see whether it is busy.')
  const { kind } = error.failure
  return wrong(what, wordsOf(error), mendOf(kind), isInGuide(kind) ? formOf(patient.kind)?.guide : undefined)
}

/** Whether the page of the host says more about such a failure than what to do. */
function isInGuide(kind: Failure['kind']): boolean {
  switch (kind) {
    case 'billing':
    case 'clock':
    case 'network':
    case 'timeout':
    case 'rate_limited':
    case 'busy':
    case 'server':
      return false
    default:
      return true
  }
}

function mendOf(kind: Failure['kind']): string {
  switch (kind) {
    case 'credentials':
      return 'See whether the key or sign-in is still valid, and is one for this host.'
    case 'forbidden':
      return 'The account is known, and may not do this: give it the rights that this host needs.'
    case 'model_unavailable':
    case 'not_found':
      return 'Enable the model for this account and region, or choose another; see whether the address is right.'
    case 'billing':
      return "Add credit or a way to pay in the host's console."
    case 'clock':
      return "Set this machine's clock, for example by turning on network time."
    case 'network':
    case 'timeout':
      return 'See whether this machine reaches the internet, and whether a proxy or firewall is in between.'
    case 'rate_limited':
    case 'busy':
    case 'server':
      return 'Nothing is wrong here. Wait a little and try again.'
    case 'too_large':
    case 'context_full':
    case 'bad_request':
    case 'bad_reply':
    case 'unsealed':
    case 'storage':
      return 'The host does not take what it is sent: see what is left out for hosts like it.'
    default:
      return kind satisfies never
  }
}
