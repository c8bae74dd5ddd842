/** Model servers that run on this machine. Only loopback is ever asked, and what answers is believed by what it says, not by its port. */
import { type Surroundings, set } from './aws-files.ts'

export interface LocalServer {
  readonly name: string
  readonly baseUrl: string
  /** Empty when it does not say, for example because it asks for a key. */
  readonly models: readonly string[]
}

/** Ollama, LM Studio, llama.cpp, vLLM, LiteLLM, in the order of their usual ports. */
const PORTS = [11_434, 1_234, 8_080, 8_000, 4_000]
/** Milliseconds for one question: the answer comes from this machine. */
const PATIENCE = 800
/** Bytes of an answer that are read. */
const MOST = 1_000_000

/** Looks at the usual ports and the one in `OLLAMA_HOST`, when that is on this machine. Sends no key. Never rejects. */
export async function findServers(
  { env }: Pick<Surroundings, 'env'>,
  ports: readonly number[] = PORTS,
): Promise<readonly LocalServer[]> {
  const named = loopbackPort(set(env.OLLAMA_HOST))
  const all = [...new Set([...(named === null ? [] : [named]), ...ports])]
  const found = await Promise.all(all.map((port) => lookAt(`http://127.0.0.1:${port}`)))
  return found.flatMap((server) => server ?? [])
}

/** `0.0.0.0` is what Ollama listens on when it is open to others; it is then on loopback too. */
function loopbackPort(address: string | null): number | null {
  if (address === null) return null
  const text = /^https?:\/\//.test(address) ? address : `http://${address}`
  if (!URL.canParse(text)) return null
  const { hostname, port } = new URL(text)
  return /^(localhost|127(\.\d+){3}|0\.0\.0\.0)$/.test(hostname) ? Number(port || 11_434) : null
}

interface Said {
  readonly status: number
  readonly text: string
  readonly json: unknown
}

async function lookAt(baseUrl: string): Promise<LocalServer | null> {
  const list = await say(`${baseUrl}/v1/models`)
  if (list === null) return null
  const kind = await kindOf(baseUrl)
  const models = idsIn(list)
  if (kind === null && models === null) return null
  if (!(await speaksMessages(baseUrl))) return null
  const name = kind ?? `Server on port ${new URL(baseUrl).port}`
  return { name, baseUrl, models: models ?? [] }
}

/** What only one of them answers. None of this is promised by anybody, so a server that fits nothing is still offered. */
const SIGNS: readonly {
  readonly name: string
  readonly path: string
  readonly fits: (said: Said) => boolean
}[] = [
  { name: 'Ollama', path: '/api/version', fits: ({ json }) => has(json, 'version') },
  { name: 'LM Studio', path: '/api/v0/models', fits: (said) => said.status === 200 && idsIn(said) !== null },
  { name: 'llama.cpp', path: '/props', fits: ({ json }) => has(json, 'default_generation_settings') },
  { name: 'LiteLLM', path: '/health/liveliness', fits: ({ text }) => /i'm alive/i.test(text) },
  { name: 'vLLM', path: '/version', fits: ({ json }) => has(json, 'version') },
]

async function kindOf(baseUrl: string): Promise<string | null> {
  const fitting = await Promise.all(
    SIGNS.map(async ({ name, path, fits }) => {
      const said = await say(baseUrl + path)
      return said && fits(said) ? name : null
    }),
  )
  return fitting.find((name) => name !== null) ?? null
}

/**
 * An empty request is refused by whoever knows the wire (400, 422, 401 without a key, 404 for the model that it does not name), and not
 * found by whoever does not. LM Studio answers 200 to what it does not know.
 */
async function speaksMessages(baseUrl: string): Promise<boolean> {
  const said = await say(`${baseUrl}/v1/messages`, '{}')
  if (said === null || said.status === 405 || said.status === 501) return false
  if (said.status === 404) return /model/i.test(said.text)
  return !/unexpected endpoint/i.test(said.text)
}

/** null when nothing answers in time. */
async function say(url: string, body?: string): Promise<Said | null> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body ?? null,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    const text = await beginningOf(response)
    return { status: response.status, text, json: parse(text) }
  } catch {
    return null
  }
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MOST) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** null when it is no list of models. */
function idsIn({ json }: Said): readonly string[] | null {
  if (!has(json, 'data')) return null
  const data: unknown = Reflect.get(Object(json), 'data')
  if (!Array.isArray(data)) return null
  const ids = data.map((each: unknown): unknown => Reflect.get(Object(each), 'id'))
  return ids.filter((id) => typeof id === 'string').slice(0, 200)
}

function has(json: unknown, name: string): boolean {
  return typeof json === 'object' && json !== null && name in json
}
