/** Whether a host can be reached at all: its name, the line, the certificate, and whether both clocks agree. */

import type { Wanted } from './connect.ts'
import type { Finding, HostKind } from './contract.ts'
import { networkCode } from './host-words.ts'
import { serverAddress } from './server.ts'

/** Signatures of AWS and tokens of Google are refused when the clock is off by more. Milliseconds. */
const CLOCK_MAY_BE_OFF = 300_000

const SIGNED: ReadonlySet<HostKind> = new Set<HostKind>(['bedrock', 'aws', 'vertex'])

const WHAT = 'Whether it can be reached'

/** Asks the address for its head, without any key. Never rejects. */
export async function examineLine(
  host: Pick<Wanted, 'kind' | 'fields'>,
  now: () => Date,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const address = addressOf(host)
  const name = new URL(address).host
  try {
    const response = await fetch(address, { method: 'HEAD', redirect: 'manual', signal })
    await response.body?.cancel()
    const reached: Finding = { what: WHAT, state: 'good', found: `${name} answers.`, mend: '' }
    return [reached, ...examineClock(response.headers.get('date'), now(), SIGNED.has(host.kind))]
  } catch (error) {
    const [found, mend] = wordsFor(networkCode(error), name, host.fields.region)
    return [{ what: WHAT, state: 'wrong', found, mend }]
  }
}

function addressOf({ kind, fields }: Pick<Wanted, 'kind' | 'fields'>): string {
  const { region = '', baseUrl } = fields
  if (baseUrl) return kind === 'server' ? serverAddress(baseUrl) : baseUrl
  switch (kind) {
    case 'bedrock':
      return `https://bedrock-runtime.${region}.amazonaws.com`
    case 'aws':
      return `https://aws-external-anthropic.${region}.api.aws`
    case 'vertex':
      return googleAddress(region)
    case 'foundry':
      return `https://${fields.resource}.services.ai.azure.com`
    default:
      return 'https://api.anthropic.com'
  }
}

function googleAddress(region: string): string {
  if (region === 'global') return 'https://aiplatform.googleapis.com'
  if (region === 'us' || region === 'eu') return `https://aiplatform.${region}.rep.googleapis.com`
  return `https://${region}-aiplatform.googleapis.com`
}

function examineClock(date: string | null, here: Date, matters: boolean): readonly Finding[] {
  const there = Date.parse(date ?? '')
  if (Number.isNaN(there)) return []
  const off = here.getTime() - there
  if (Math.abs(off) < CLOCK_MAY_BE_OFF) return []
  const minutes = Math.round(Math.abs(off) / 60_000).toLocaleString('en')
  const found = `This machine's clock is ${minutes} minutes ${off > 0 ? 'ahead of' : 'behind'} the host's.`
  const mend = "Set this machine's clock, for example by turning on network time."
  return [{ what: 'Whether the clocks agree', state: matters ? 'wrong' : 'unknown', found, mend }]
}

function wordsFor(
  code: string,
  name: string,
  region: string | undefined,
): readonly [found: string, mend: string] {
  const place = region ? `, and whether the region "${region}" is written right and has this service` : ''
  if (/ENOTFOUND|EAI_AGAIN/.test(code))
    return [`The name ${name} was not found.`, `See whether this machine reaches the internet${place}.`]
  if (/ECONNREFUSED/.test(code))
    return [`Nothing listens at ${name}.`, 'See whether the server runs, and whether the port is right.']
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code))
    return [
      `The certificate of ${name} is not trusted here (${code}).`,
      'A proxy may stand in between: give Node its certificate with NODE_EXTRA_CA_CERTS. Or the address should begin with http://.',
    ]
  return [
    `${name} could not be reached${code ? ` (${code})` : ' in time'}.`,
    `See whether a firewall or proxy is in between${place}.`,
  ]
}
