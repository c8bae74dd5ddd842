/** `commonplace doctor`: looks at what each host needs, also while a server runs. Writes nothing. */
import { parseArgs } from 'node:util'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { systemClock } from '../server/clock.ts'
import { BadSetting, type Environment, readConfig } from '../server/config.ts'
import { readCredentials } from '../server/credentials.ts'
import { createHosts } from '../server/hosts.ts'
import { openListedModels } from '../server/listed-models.ts'
import { surroundingsOf } from '../server/surroundings.ts'
import type { HostState } from '../workspace/events.ts'
import type { Finding, Hosts } from '../workspace/hosts.ts'
import { type Output, wordsOf } from './output.ts'

const HELP = `Looks at what each host needs, step by step, and asks it for one word. Writes nothing, and may run beside a server.

Usage: commonplace doctor [host] [--data folder]

  host     anthropic, bedrock, aws, vertex, foundry, rehearsal, or a server that was set up (server-…).
           Without it: every host that is set up or found.
  --data   Folder of the server whose typed keys are to be tried (default ./data; COMMONPLACE_DATA).

Exit code: 0 all is well, 1 something is wrong, 2 the command line is.
`

const WRONG = 1
const WRONG_USE = 2

const MARKS = { good: '✓', wrong: '✗', unknown: '?' } as const satisfies Record<Finding['state'], string>

/** Resolves with the exit code. */
export async function runDoctor(
  args: readonly string[],
  environment: Environment,
  out: Output,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    if (values.help) {
      out.print(HELP)
      return 0
    }
    const [host, ...rest] = positionals
    if (rest.length > 0) {
      out.complain('Expected the id of one host. See doctor --help.')
      return WRONG_USE
    }
    const flags = values.data === undefined ? {} : { data: values.data }
    return await examine(openHosts(flags, environment), host, out)
  } catch (error) {
    out.complain(wordsOf(error))
    return error instanceof BadSetting ? WRONG_USE : WRONG
  }
}

const OPTIONS = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const

function openHosts(flags: Environment, environment: Environment): Hosts {
  const { data, secret } = readConfig(flags, environment)
  const kept = readCredentials(data, secret)
  return createHosts({
    surroundings: surroundingsOf(environment),
    credentials: { hosts: () => kept, save: () => {} },
    listed: { of: openListedModels(data).of, keep: () => {} },
    rehearsal: createRehearsal({ pace: () => 0, now: systemClock.now }),
    now: systemClock.now,
  })
}

async function examine(hosts: Hosts, wanted: string | undefined, out: Output): Promise<number> {
  const states = (await hosts.all()).map(({ state }) => state)
  if (wanted !== undefined && !states.some(({ id }) => id === wanted)) {
    const ids = states.map(({ id }) => id).join(', ')
    out.complain(`There is no host ${JSON.stringify(wanted)}. Expected one of: ${ids}.`)
    return WRONG_USE
  }
  const typed = new Set(hosts.setups().map(({ id }) => id))
  const inUse = ({ id, available }: HostState) =>
    wanted === undefined ? available || typed.has(id) : id === wanted
  let wrong = false
  for (const { id, name } of states.filter(inUse)) {
    const findings = await hosts.examine(id)
    wrong ||= findings.some(({ state }) => state === 'wrong')
    out.print(`${name} (${id})\n${findings.map(lineOf).join('')}\n`)
  }
  const others = wanted === undefined ? states.filter((state) => !inUse(state)) : []
  if (others.length > 0) {
    out.print(`Not set up:\n${others.map(({ name, because }) => `  - ${name}: ${because}.\n`).join('')}`)
  }
  return wrong ? WRONG : 0
}

function lineOf({ what, state, found, mend, guide }: Finding): string {
  const more = guide === undefined ? '' : ` More: ${guide}`
  return `  ${MARKS[state]} ${what}: ${found}\n${mend === '' ? '' : `      ${mend}${more}\n`}`
}
