/** Whether a host can be reached at all: its name, the line, the certificate, and whether both clocks agree. */

import type { Wanted } from './connect.ts'
import type { Finding, HostKind } from './contract.ts'
import { finding } from './findings.ts'
import { networkCode } from './host-words.ts'
import { type Saying, saying } from './sayings.ts'
import { serverAddress } from './server.ts'

/** Signatures of AWS and tokens of Google are refused when the clock is off by more. Milliseconds. */
const CLOCK_MAY_BE_OFF = 300_000

const SIGNED: ReadonlySet<HostKind> = new Set<HostKind>(['bedrock', 'aws', 'vertex'])

const WHAT = saying('whatLine')

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
    const reached = finding('good', WHAT, saying('reached', { name }))
    return [reached, ...examineClock(response.headers.get('date'), now(), SIGNED.has(host.kind))]
  } catch (error) {
    const [found, mend] = wordsFor(networkCode(error), name, host.fields.region)
    return [finding('wrong', WHAT, found, mend)]
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
  const found = saying(off > 0 ? 'clockAhead' : 'clockBehind', { minutes })
  return [finding(matters ? 'wrong' : 'unknown', saying('whatClocks'), found, saying('mendClock'))]
}

function wordsFor(
  code: string,
  name: string,
  region: string | undefined,
): readonly [found: Saying, mend: Saying] {
  if (/ENOTFOUND|EAI_AGAIN/.test(code))
    return [
      saying('noName', { name }),
      region ? saying('seeInternetAndRegion', { region }) : saying('seeInternet'),
    ]
  if (/ECONNREFUSED/.test(code)) return [saying('nobodyThere', { name }), saying('seeServer')]
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code))
    return [saying('notTrusted', { name, code }), saying('seeCertificate')]
  return [
    code ? saying('notReached', { name, code }) : saying('notReachedInTime', { name }),
    region ? saying('seeFirewallAndRegion', { region }) : saying('seeFirewall'),
  ]
}
