import { SETTINGS } from '../server/config.ts'

/** What `--help` prints: every flag with its variable, made from the settings themselves. */
export function helpText(): string {
  const settings = Object.values(SETTINGS).map((setting) => {
    const fallback = setting.default === null ? '' : ` (default ${setting.default})`
    const flag = setting.flag === null ? '(no flag)' : `--${setting.flag}`
    return `  ${flag.padEnd(15)} ${setting.says}${fallback}\n  ${' '.repeat(15)} ${setting.variable}`
  })
  return `Commonplace: several people talk with Claude side by side over one shared memory.

Usage: commonplace serve [options]
       commonplace doctor [host]   looks at what each host needs, step by step   (see doctor --help)
       commonplace memory <verify | scan | log | show | export> [options]   (see memory --help)

Options of serve, and the environment variable of each. A flag wins over its variable.

${settings.join('\n')}

  --help, -h      Show this.
  --version, -v   Show the version.

With ANTHROPIC_API_KEY set, Claude answers over the Claude API; with AWS credentials and a region, over Amazon
Bedrock; docs/guide/hosts has the other hosts. With none, the rehearsal model answers: a program with rules, and no
language model.
`
}
