import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { parseTheme, shownAs, type Theme } from './theme.ts'

const script = readFileSync(join(import.meta.dirname, 'public/theme.js'), 'utf8')
const tokens = readFileSync(join(import.meta.dirname, 'style/tokens.css'), 'utf8')

/** What the script does to a page before it is painted. */
function painted(stored: string | null, dark: boolean, more: boolean) {
  const dataset: Record<string, string> = {}
  const metas = [{ content: '' }, { content: '' }]
  runInNewContext(script, {
    localStorage: { getItem: () => stored },
    matchMedia: (query: string) => ({ matches: query.includes('dark') ? dark : more }),
    document: { documentElement: { dataset }, querySelectorAll: () => metas },
  })
  return { dataset, grounds: metas.map(({ content }) => content) }
}

/** The ground of a theme, as the tokens have it: the last block that says it for these marks. */
function groundOf(theme: string, contrast: string): string | undefined {
  const blocks = [...tokens.matchAll(/^(:root[^{]*)\{([^}]*)\}/gm)].filter(([, selector = '']) =>
    [...selector.matchAll(/\[data-(theme|contrast)="(\w+)"\]/g)].every(
      ([, mark, value]) => value === (mark === 'theme' ? theme : contrast),
    ),
  )
  return blocks.flatMap(([, , body = '']) => /--ground: (#\w+);/.exec(body)?.[1] ?? []).at(-1)
}

const CASES = (['system', 'light', 'dark', 'contrast'] as const).flatMap((theme) =>
  [true, false].flatMap((dark) => [true, false].map((more) => [theme, dark, more] as const)),
)

describe('the theme before the first paint', () => {
  it.each(CASES)('%s, where the system is dark: %s, and wants more contrast: %s', (theme, dark, more) => {
    const shown = shownAs(theme, dark, more)
    const { dataset, grounds } = painted(theme === 'system' ? null : theme, dark, more)
    expect(dataset).toEqual(shown)
    const ground = groundOf(shown.theme, shown.contrast)
    expect(ground).toMatch(/^#/)
    expect(grounds).toEqual([ground, ground])
  })

  it('is that of the system when something else is stored', () => {
    expect(['neon', null, ''].map(parseTheme)).toEqual(Array<Theme>(3).fill('system'))
    expect(painted('neon', true, false).dataset).toEqual(shownAs('system', true, false))
  })
})
