/** Looks at everything that a host needs, step by step, and says in plain words what is wrong and what to do. */
import type { Failure } from '../agent/events.ts'
import { connectHost, LISTING, type Wanted } from './connect.ts'
import { type Connection, type Finding, HostError, type ModelInfo, type ModelRequest } from './contract.ts'
import { examineLine } from './doctor-line.ts'
import { failedSaying, finding } from './findings.ts'
import { formOf, type HostField, labelOf, modelIds, whatIsExpected } from './forms.ts'
import { isRehearsal } from './kinds.ts'
import { models as modelsIn, type Saying, type SayingCode, saying } from './sayings.ts'

export interface Patient extends Wanted {
  /** Whether all that is needed was found, and where; else what is missing. */
  readonly ok: boolean
  readonly because: string
  readonly reason?: Saying
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

const good = (what: Saying, found: Saying) => finding('good', what, found)
const wrong = (what: Saying, found: Saying, mend: Saying, guide?: string): Finding => ({
  ...finding('wrong', what, found, mend),
  ...(guide === undefined ? {} : { guide }),
})

// ── What is set ───────────────────────────────────────────────────────────────────────────────────────────

function examineSettings(patient: Patient): readonly Finding[] {
  if (isRehearsal(patient)) return []
  const { kind, fields, ok, because, reason } = patient
  const what = saying('whatSettings')
  const form = formOf(kind)
  const malformed = (form?.fields ?? []).flatMap((field) => malformation(kind, field, fields[field.name]))
  if (malformed.length > 0) return malformed
  const found = saying('sentence', { of: reason ?? because })
  if (!ok) return [wrong(what, found, saying('setItUp'), form?.guide)]
  return [good(what, found), ...examineKey(kind, fields)]
}

function malformation(
  kind: Patient['kind'],
  field: HostField,
  value: string | undefined,
): readonly Finding[] {
  const shape = value === undefined ? null : whatIsExpected(field, value)
  if (!shape) return []
  const { variable } = field
  const mend = variable ? saying('copyAgainOr', { variable }) : saying('copyAgain')
  return [wrong(labelOf(kind, field), saying('expected', { shape }), mend)]
}

/** Things that may be right for a gateway and are mostly mistakes. */
function examineKey(kind: Patient['kind'], { apiKey, baseUrl }: Patient['fields']): readonly Finding[] {
  const findings: Finding[] = []
  const of = (name: 'apiKey' | 'baseUrl') => {
    const field = formOf(kind)?.fields.find((each) => each.name === name)
    return field ? labelOf(kind, field) : saying('whatSettings')
  }
  if (kind === 'anthropic' && apiKey && !baseUrl && !apiKey.startsWith('sk-ant-'))
    findings.push(finding('unknown', of('apiKey'), saying('otherKind'), saying('seeKey')))
  if (apiKey && baseUrl && isOpenLine(baseUrl))
    findings.push(finding('unknown', of('baseUrl'), saying('openLine'), saying('takeHttps')))
  return findings
}

function isOpenLine(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

// ── Whether it accepts us ─────────────────────────────────────────────────────────────────────────────────

interface List {
  readonly findings: readonly Finding[]
  readonly models: readonly ModelInfo[]
}

async function examineList(patient: Patient, connection: Connection, signal?: AbortSignal): Promise<List> {
  const what = saying('whatAccepts')
  if (!LISTING.has(patient.kind)) return { findings: [], models: [] }
  try {
    const models = await connection.models(limited(signal))
    const found = saying('accepted', { models: modelsIn(models.length) })
    return { findings: [good(what, found)], models }
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
  const { status, retiresAt, successor } = lifecycle
  const retired = status === 'retired'
  const found = retiresAt
    ? saying(retired ? 'retiredOn' : 'retiresOn', { model, day: retiresAt })
    : saying(retired ? 'retired' : 'retires', { model })
  const mend = successor ? saying('chooseInstead', { model: successor }) : saying('chooseAnother')
  return [finding(retired ? 'wrong' : 'unknown', saying('whatModel'), found, mend)]
}

// ── Whether it answers ────────────────────────────────────────────────────────────────────────────────────

async function examineAnswer(
  patient: Patient,
  connection: Connection,
  model: string,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const what = saying('whatAnswers')
  if (model === '') return [wrong(what, saying('noModel'), saying('loadModel'))]
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
  what: Saying,
  patient: Patient,
  connection: Connection,
  model: string,
  refusal: unknown,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  try {
    const pieces = await ask(connection, smallRequest(model), limited(signal))
    const found = saying('refusesExtras', { why: wordsOf(refusal, patient) })
    return [streamed(what, model, pieces), wrong(saying('whatMemory'), found, saying('newerModel'))]
  } catch (error) {
    return [failed(what, patient, error)]
  }
}

function refusesForm(error: unknown): boolean {
  return error instanceof HostError && error.failure.kind === 'bad_request'
}

function streamed(what: Saying, model: string, pieces: number): Finding {
  return pieces > 0
    ? good(what, saying('streamed', { model }))
    : wrong(what, saying('silent', { model }), saying('tryOrChoose'))
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

function wordsOf(error: unknown, { name }: Patient): Saying {
  return error instanceof HostError ? failedSaying(error, name) : saying('late')
}

function failed(what: Saying, patient: Patient, error: unknown): Finding {
  const found = wordsOf(error, patient)
  if (!(error instanceof HostError)) return wrong(what, found, saying('tryOrSee'))
  const { kind } = error.failure
  return wrong(what, found, saying(MEND[kind]), isInGuide(kind) ? formOf(patient.kind)?.guide : undefined)
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

const MEND: Readonly<Record<Failure['kind'], SayingCode>> = {
  credentials: 'mendKey',
  forbidden: 'mendRights',
  model_unavailable: 'mendModel',
  not_found: 'mendModel',
  billing: 'mendMoney',
  clock: 'mendClock',
  network: 'mendLine',
  timeout: 'mendLine',
  rate_limited: 'mendTime',
  busy: 'mendTime',
  server: 'mendTime',
  too_large: 'mendRequest',
  context_full: 'mendRequest',
  bad_request: 'mendRequest',
  bad_reply: 'mendRequest',
  unsealed: 'mendRequest',
  storage: 'mendRequest',
}
